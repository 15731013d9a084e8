import { useCallback, useEffect, useState } from 'react';
import { ask } from '../client/ask.ts';
import { useConnection } from '../client/connection.ts';
import { asFailure, type Failure } from '../client/failure.ts';
import type { InputOf, OutputOf, QueryName } from '../client/operations.ts';

/** An answer on its way, here, or kept away. While it is renewed, the old one stays. */
export interface Asked<N extends QueryName> {
  readonly output: OutputOf<N> | undefined;
  readonly failure: Failure | undefined;
  readonly again: () => void;
}

/**
 * Asks one question and keeps the answer fresh: asked again when the question changes and whenever a newer commit is
 * known. Questions that are no longer wanted are withdrawn. `undefined` as input asks nothing.
 */
export function useAsk<N extends QueryName>(operation: N, input: InputOf<N> | undefined): Asked<N> {
  const question = input === undefined ? undefined : JSON.stringify(input);
  const commit = useConnection((c) => c.seq);
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<{ of: string; output?: OutputOf<N>; failure?: Failure }>();
  const again = useCallback(() => setRound((n) => n + 1), []);

  useEffect(() => {
    if (question === undefined) return undefined;
    const stop = new AbortController();
    ask(operation, JSON.parse(question) as InputOf<N>, stop.signal).then(
      ({ output }) => setAnswer({ of: question, output }),
      (error: unknown) => {
        if (!stop.signal.aborted)
          setAnswer((known) => ({ ...(known?.of === question ? known : {}), of: question, failure: asFailure(error) }));
      },
    );
    return () => stop.abort();
  }, [operation, question, commit, round]);

  const current = answer?.of === question ? answer : undefined;
  return { output: current?.output, failure: current?.failure, again };
}
