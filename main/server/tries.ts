import { refuse } from '../../preload/contract/refusal.ts';
import { tooManyTries } from '../../preload/contract/sign-in.ts';

const WINDOW_MS = 5 * 60_000;
const TRIES = 30;
const MAX_ADDRESSES = 10_000;

/**
 * Limits how often one address may try to sign in, whatever names it tries. Kept in memory: it protects the processor
 * (a password costs a third of a second), while the lock on a name is in the company file.
 */
export class Tries {
  readonly #since = new Map<string, { start: number; count: number }>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Counts a try; refuses more than 30 in five minutes. */
  count(address: string): void {
    const now = this.#now();
    const known = this.#since.get(address);
    if (!known || now - known.start >= WINDOW_MS) {
      if (this.#since.size >= MAX_ADDRESSES) this.#since.clear();
      this.#since.set(address, { start: now, count: 1 });
      return;
    }
    known.count += 1;
    if (known.count > TRIES) throw refuse(tooManyTries, { seconds: Math.ceil((known.start + WINDOW_MS - now) / 1000) });
  }
}
