import { useEffect } from 'react';
import type { Failure } from '../client/failure.ts';
import type { OutputOf } from '../client/operations.ts';
import { useAsk } from './use-ask.ts';

/** How often a running job is asked how far it is. */
const LOOK_MS = 700;
const ENDED: ReadonlySet<string> = new Set(['done', 'dead', 'failed', 'cancelled']);

/** One job as it goes on: asked for until it has ended. `undefined` follows nothing. */
export function useJob(jobId: string | undefined): {
  readonly job: OutputOf<'engine.getJob'> | undefined;
  readonly failure: Failure | undefined;
  readonly ended: boolean;
  readonly again: () => void;
} {
  const { output: job, failure, again } = useAsk('engine.getJob', jobId === undefined ? undefined : { jobId });
  const ended = job !== undefined && ENDED.has(job.state);
  const goesOn = jobId !== undefined && !ended;
  useEffect(() => {
    if (!goesOn) return undefined;
    const timer = setInterval(again, LOOK_MS);
    return () => clearInterval(timer);
  }, [goesOn, again]);
  return { job, failure, ended, again };
}
