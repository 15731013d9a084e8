import { toMillis } from '../../../preload/contract/values/instant.ts';
import type { Clock } from '../context.ts';

const LONGEST_SLEEP_MS = 60_000;
const SHORTEST_SLEEP_MS = 20;
const AFTER_ERROR_MS = 5_000;

/**
 * Does rounds of work: when poked, and when the instant the last round named has come. Sleeps at most a minute, so that
 * a clock that was set or a machine that slept is noticed. Never runs two rounds at once.
 */
export class Pump {
  readonly #round: () => Promise<string | null>;
  readonly #clock: Clock;
  readonly #report: (error: unknown) => void;
  #again = false;
  #turning: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = true;

  /** `round` does what is due and returns when it wants to be called next, null for "when poked". */
  constructor(round: () => Promise<string | null>, clock: Clock, report: (error: unknown) => void) {
    this.#round = round;
    this.#clock = clock;
    this.#report = report;
  }

  start(): void {
    this.#stopped = false;
    this.poke();
  }

  /** Something may be due: look soon. */
  poke(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#turning ??= this.#turn();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#turning;
  }

  async #turn(): Promise<void> {
    clearTimeout(this.#timer);
    let sleep = LONGEST_SLEEP_MS;
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        const due = await this.#round();
        sleep = due === null ? LONGEST_SLEEP_MS : toMillis(due) - toMillis(this.#clock.now());
      } catch (error) {
        this.#report(error);
        sleep = AFTER_ERROR_MS;
      }
    }
    this.#turning = undefined;
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.poke(), Math.max(SHORTEST_SLEEP_MS, Math.min(sleep, LONGEST_SLEEP_MS)));
    this.#timer.unref();
  }
}
