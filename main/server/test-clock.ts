import { z } from 'zod';
import { zInstant } from '../../preload/contract/values/instant.ts';
import type { Clock } from '../engine/context.ts';

/** Body of `POST /api/engine/setClock`. */
export const zSetClock = z.strictObject({ now: zInstant });

/** A clock that stands where it was set: scripts and tests of a whole server decide what time it is. */
export class TestClock implements Clock {
  #now: string;
  constructor(now: string) {
    this.#now = now;
  }
  now(): string {
    return this.#now;
  }
  set(now: string): void {
    this.#now = now;
  }
}

export const TEST_CLOCK_WARNING = 'TEST CLOCK: the time of this server is set by hand. Do not keep real books on it.';
