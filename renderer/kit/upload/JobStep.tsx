import { Button, Group } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { z } from 'zod';
import { JobProgress } from '../JobProgress.tsx';
import { FailureNote, Waiting } from '../Note.tsx';
import { useOwnJob } from '../own-job.ts';
import { t } from './text.ts';

/** A job that reads a file as it goes on, then what it found or why it refused; what can be done next stands below, the way to another file always. */
export function JobStep<Found extends z.ZodType>(props: {
  readonly jobId: string;
  readonly title: string;
  /** Shape of what the job answers. */
  readonly found: Found;
  readonly another: () => void;
  /** The button or link of the next step; null where there is none. */
  readonly next: (found: z.output<Found>) => ReactNode;
  readonly children: (found: z.output<Found>) => ReactNode;
}) {
  const { output: job, failure, ended, again } = useOwnJob('engine.getJob', props.jobId);
  const ways = useRef<HTMLDivElement>(null);
  // What comes next has the keyboard as soon as it is there.
  useEffect(() => {
    if (ended) ways.current?.querySelector<HTMLElement>('a, button')?.focus();
  }, [ended]);
  if (failure && !job) return <FailureNote again={again} failure={failure} />;
  if (!job) return <Waiting />;
  if (!ended) return <JobProgress job={job} title={props.title} />;
  const found = props.found.safeParse(job.result);
  return (
    <>
      {found.success ? (
        props.children(found.data)
      ) : (
        <p className="notice bad" role="alert">
          {job.error ?? t('jobStopped')}
        </p>
      )}
      <Group className="form-end" ref={ways}>
        {found.success ? props.next(found.data) : null}
        <Button onClick={props.another} variant="default">
          {t('another')}
        </Button>
      </Group>
    </>
  );
}
