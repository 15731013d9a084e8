import type { Entropy } from '../../engine/context.ts';

/** A stream of chance that is the same for the same seed on every machine (xorshift32). Also the entropy of ids and salts. */
export class Chance implements Entropy {
  #state: number;

  constructor(seed: number) {
    // Small seeds differ in few bits; mixing them first keeps their streams apart.
    this.#state = (Math.imul(seed | 0, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
    for (let i = 0; i < 8; i += 1) this.#next();
  }

  #next(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return this.#state >>> 0;
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.#next() & 0xff);
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + (this.#next() % (high - low + 1));
  }

  /** True in `percent` of a hundred cases. */
  percent(percent: number): boolean {
    return this.#next() % 10_000 < percent * 100;
  }

  /** One of a list, or undefined when it is empty. */
  oneOf<T>(list: readonly T[]): T | undefined {
    return list.length === 0 ? undefined : list[this.#next() % list.length];
  }

  /** Some different ones of a list, at most `count`. */
  someOf<T>(list: readonly T[], count: number): T[] {
    const left = [...list];
    const out: T[] = [];
    while (out.length < count && left.length > 0) out.push(...left.splice(this.#next() % left.length, 1));
    return out;
  }
}
