import { useCallback, useState } from 'react';
import type { ListName } from '../../../preload/contract/lists.ts';
import type { Filter } from '../../../preload/contract/values/page.ts';
import { asFailure, type Failure } from '../../client/failure.ts';
import { send } from '../../client/send.ts';
import { useOwnJob } from '../own-job.ts';

/** Which rows of a list something is done with. */
export interface BulkChoice {
  readonly list: ListName;
  readonly filter: readonly Filter[];
  readonly search: string;
  /** How many they are, as far as the screen knows. */
  readonly count: number;
}

/** A look at rows and the run after it: both are jobs of the engine, which go on whatever becomes of the window. */
export function useBulk(operation: string, choice: BulkChoice) {
  const [lookId, setLookId] = useState<string>();
  const [runId, setRunId] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const jobId = runId ?? lookId;
  const { output: bulk, goesOn, again } = useOwnJob('engine.getBulk', jobId);

  const started = useCallback(async (work: Promise<{ output: { jobId: string } | null }>, put: (jobId: string) => void) => {
    setFailure(undefined);
    try {
      const { output: made } = await work;
      if (made) put(made.jobId);
    } catch (error) {
      setFailure(asFailure(error));
    }
  }, []);
  const { list, filter, search } = choice;
  const look = useCallback(
    (input: Readonly<Record<string, string>>) =>
      started(
        send('engine.previewBulk', { list, operation, filter: [...filter], input: { ...input }, ...(search === '' ? {} : { search }) }),
        setLookId,
      ),
    [started, list, operation, filter, search],
  );
  const run = useCallback(
    () => (lookId === undefined ? Promise.resolve() : started(send('engine.runBulk', { previewId: lookId }), setRunId)),
    [started, lookId],
  );
  const stop = useCallback(
    () => (jobId === undefined ? Promise.resolve() : started(send('engine.cancelBulk', { jobId }), again)),
    [started, jobId, again],
  );
  // A look that failed was asked the wrong thing, and is asked again.
  const failed = bulk?.step === 'look' && !goesOn && bulk.state !== 'done';
  return { lookId, bulk, goesOn, failure, look, run, stop, started: jobId !== undefined && !failed };
}
