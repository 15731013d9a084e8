import { Button, Group } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { z } from 'zod';
import { JobProgress } from '../JobProgress.tsx';
import { FailureNote, Waiting } from '../Note.tsx';
import { useOwnJob } from '../own-job.ts';
import { t } from './text.ts';

/** A job that reads a file as it goes on, then what it found or why it refused; the way to another file stands beside either. */
export function JobStep<Found extends z.ZodType>(props: {
  readonly jobId: string;
  readonly title: string;
  /** Shape of what the job answers. */
  readonly found: Found;
  readonly another: () => void;
  readonly children: (found: z.output<Found>) => ReactNode;
}) {
  const { output: job, failure, ended, again } = useOwnJob('engine.getJob', props.jobId);
  const frame = useRef<HTMLDivElement>(null);
  // What comes next has the keyboard as soon as it is there.
  useEffect(() => {
    if (ended) frame.current?.querySelector<HTMLElement>('a, button')?.focus();
  }, [ended]);
  if (failure && !job) return <FailureNote again={again} failure={failure} />;
  if (!job) return <Waiting />;
  if (!ended) return <JobProgress job={job} title={props.title} />;
  const found = props.found.safeParse(job.result);
  return (
    <div ref={frame}>
      {found.success ? (
        props.children(found.data)
      ) : (
        <p className="notice bad" role="alert">
          {job.error ?? t('jobStopped')}
        </p>
      )}
      <Group className="form-end">
        <Button onClick={props.another} variant="default">
          {t('another')}
        </Button>
      </Group>
    </div>
  );
}
