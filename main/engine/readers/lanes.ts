/** What takes longer on average is slow: about what a person still takes for at once. */
const SLOW_MS = 100;

/**
 * Which waiting query a free reader takes. Slow ones never hold all readers: the rows somebody waits for do not stand behind the figures of
 * another screen. How long an operation takes is learned from its answers; before the first, only pages of lists count as quick.
 */
export class Lanes {
  readonly #known = new Map<string, number>();

  /** An answer of this operation took so many milliseconds. */
  took(operation: string, milliseconds: number): void {
    const before = this.#known.get(operation);
    this.#known.set(operation, before === undefined ? milliseconds : (before + milliseconds) / 2);
  }

  /** Place in `waiting` of the query to run next, or -1 where none may: `running` are at work on other readers of `size`. */
  next(waiting: readonly string[], running: readonly string[], size: number): number {
    const slow = running.filter((operation) => this.#slow(operation)).length;
    const mayBeSlow = slow < Math.max(1, size - 1);
    return waiting.findIndex((operation) => mayBeSlow || !this.#slow(operation));
  }

  #slow(operation: string): boolean {
    const known = this.#known.get(operation);
    return known === undefined ? !/\.list[A-Z]/.test(operation) : known > SLOW_MS;
  }
}
