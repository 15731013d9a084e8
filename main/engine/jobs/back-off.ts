import { fromMillis, toMillis } from '../../../preload/contract/values/instant.ts';
import type { Entropy } from '../context.ts';

const FIRST_MS = 5_000;
const LONGEST_MS = 30 * 60_000;

/**
 * When to try again after the given number of attempts: doubling from 5 s up to 30 min, of which a random half is
 * taken off ("equal jitter"), so that many failures of one moment do not come back in one moment.
 */
export function retryAt(now: string, attempts: number, entropy: Entropy): string {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
  const [high = 0, low = 0] = entropy.bytes(2);
  const jitter = Math.floor(((high * 256 + low) * (full / 2)) / 65_536);
  return later(now, full - jitter);
}

/** The instant `millis` after another. */
export const later = (now: string, millis: number): string => fromMillis(toMillis(now) + millis);
