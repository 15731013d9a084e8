import { tooManyUploads } from '../../preload/contract/files.ts';
import { type Refusal, refuse } from '../../preload/contract/refusal.ts';
import { tooManyTries } from '../../preload/contract/sign-in.ts';

const WINDOW_MS = 5 * 60_000;
const MAX_KNOWN = 10_000;

interface Limit {
  /** How often somebody may within five minutes. */
  readonly times: number;
  /** What is said to who comes more often, with the seconds to wait. */
  readonly refusal: (seconds: number) => Refusal;
}

/** Signing in, whatever names are tried: a password costs a third of a second of the processor. The lock on a name is in the company file. */
export const SIGN_IN_LIMIT: Limit = { times: 30, refusal: (seconds) => refuse(tooManyTries, { seconds }) };
/** Uploads of one person. */
export const UPLOAD_LIMIT: Limit = { times: 120, refusal: (seconds) => refuse(tooManyUploads, { seconds }) };

/** Limits how often one address or person may do something. Kept in memory: it protects this machine, not the company. */
export class Tries {
  readonly #since = new Map<string, { start: number; count: number }>();
  readonly #limit: Limit;

  constructor(limit: Limit) {
    this.#limit = limit;
  }

  /** Counts a try; refuses too many in five minutes. */
  count(who: string): void {
    const now = performance.now();
    const known = this.#since.get(who);
    if (!known || now - known.start >= WINDOW_MS) {
      if (this.#since.size >= MAX_KNOWN) this.#since.clear();
      this.#since.set(who, { start: now, count: 1 });
      return;
    }
    known.count += 1;
    if (known.count > this.#limit.times) throw this.#limit.refusal(Math.ceil((known.start + WINDOW_MS - now) / 1000));
  }
}
