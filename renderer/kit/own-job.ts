import { useEffect } from 'react';
import { ask } from '../client/ask.ts';
import type { Failure } from '../client/failure.ts';
import type { InputOf, OutputOf } from '../client/operations.ts';
import { useAsk } from './use-ask.ts';

/** Questions after a job that somebody started: each answers its state, whatever else it knows. */
type JobQuery =
  | 'accounting.getJournalExport'
  | 'banking.getPaymentFileJob'
  | 'documents.getPrint'
  | 'engine.getBulk'
  | 'engine.getExport'
  | 'engine.getJob';

/** How often a job that goes on is asked how far it is; progress is no news of its own. */
const LOOK_MS = 500;
const ENDED: ReadonlySet<string> = new Set(['done', 'dead', 'failed', 'cancelled']);

const inputOf = <N extends JobQuery>(jobId: string) => ({ jobId }) as InputOf<N>;
const hasEnded = (output: { readonly state: string }): boolean => ENDED.has(output.state);

/** One job of one's own as it goes on: asked after until it has ended. `undefined` follows nothing. */
export function useOwnJob<N extends JobQuery>(
  operation: N,
  jobId: string | undefined,
): {
  readonly output: OutputOf<N> | undefined;
  readonly failure: Failure | undefined;
  readonly ended: boolean;
  /** It waits or works, or nothing is known of it yet. */
  readonly goesOn: boolean;
  readonly again: () => void;
} {
  const { output, failure, again } = useAsk(operation, jobId === undefined ? undefined : inputOf<N>(jobId));
  const ended = output !== undefined && hasEnded(output as { readonly state: string });
  const goesOn = jobId !== undefined && !ended;
  useEffect(() => {
    if (!goesOn) return undefined;
    const timer = setInterval(again, LOOK_MS);
    return () => clearInterval(timer);
  }, [goesOn, again]);
  return { output, failure, ended, goesOn, again };
}

/** The same where nothing is drawn meanwhile: the job as it ended; undefined where it goes on longer than somebody waits. Rejects with a `Failure`. */
export async function ownJobEnded<N extends JobQuery>(operation: N, jobId: string, patienceMs: number): Promise<OutputOf<N> | undefined> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, LOOK_MS))) {
    const { output } = await ask(operation, inputOf<N>(jobId));
    if (hasEnded(output as { readonly state: string })) return output;
  }
  return undefined;
}
