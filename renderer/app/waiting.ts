import { useEffect } from 'react';
import { onDesktop } from '../client/desktop.ts';
import { useAsk } from '../kit/use-ask.ts';

/** Tells the desktop's sign in the tray how many exceptions wait for a person; a browser has no such sign and asks nothing. */
export function useWaitingSign(signedIn: boolean): void {
  const { output } = useAsk('insight.rows', onDesktop() && signedIn ? { figure: 'exceptions-open', limit: 1 } : undefined);
  const waiting = output?.sum;
  useEffect(() => {
    if (waiting !== undefined) globalThis.countinghouse?.waiting(waiting);
  }, [waiting]);
}
