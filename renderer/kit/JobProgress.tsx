import { Button, Progress } from '@mantine/core';
import { asFailure } from '../client/failure.ts';
import type { OutputOf } from '../client/operations.ts';
import { send } from '../client/send.ts';
import { t } from './kit-text.ts';
import { tell } from './tell.ts';

/** How far a job is, and the way to stop it: what its earlier batches did stays. */
export function JobProgress({ job, title }: { readonly job: OutputOf<'engine.getJob'>; readonly title: string }) {
  const share = job.total === null || job.total === 0 ? undefined : Math.min(100, Math.floor((job.done * 100) / job.total));
  const stop = () => {
    send('engine.cancelJob', { jobId: job.id }).catch((error: unknown) => tell(asFailure(error).message, 'bad', job.id));
  };
  return (
    <div className="job">
      <p className="job-line">
        <strong>{title}</strong>
        <span className="quiet">{job.message ?? ''}</span>
        <Button disabled={job.cancelRequested} onClick={stop} size="compact-xs" variant="default">
          {t(job.cancelRequested ? 'stopping' : 'stop')}
        </Button>
      </p>
      <Progress animated={share === undefined} aria-label={title} size="sm" value={share ?? 100} />
    </div>
  );
}
