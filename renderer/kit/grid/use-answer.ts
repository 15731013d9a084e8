import { useEffect, useRef, useState } from 'react';
import { useConnection } from '../../client/connection.ts';

/**
 * The answer to a question that is asked again when `of` changes or a newer commit is known; the question before is withdrawn.
 * While it is renewed the old answer stays, as long as it is of the same question. Failures show as no answer: the rows say why.
 */
export function useAnswer<T>(of: string | undefined, question: (signal: AbortSignal) => Promise<T>): T | undefined {
  const commit = useConnection((c) => c.seq);
  const [answer, setAnswer] = useState<{ readonly of: string; readonly value: T }>();
  // `of` names the question: another closure of the same question is no other question.
  const latest = useRef(question);
  useEffect(() => {
    latest.current = question;
  });
  useEffect(() => {
    if (of === undefined) return undefined;
    const stop = new AbortController();
    latest.current(stop.signal).then(
      (value) => setAnswer({ of, value }),
      () => undefined,
    );
    return () => stop.abort();
  }, [of, commit]);
  return answer !== undefined && answer.of === of ? answer.value : undefined;
}
