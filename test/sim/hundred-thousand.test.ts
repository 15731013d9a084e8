import { expect, test } from 'vitest';
import { database } from '../kit/company.ts';
import { DEED_NAMES, type DeedName, tellChapter } from '../kit/events/chapter.ts';

/** The property of test/property/events.test.ts over a hundred thousand events: chapters of a company each, so that a failure is told again soon. */
const CHAPTERS = 25;
const EVENTS = 4000;
const wanted = database === 'sqlite' && (process.env['CI'] !== undefined || process.env['EVENTS_SEED'] !== undefined);
if (!wanted)
  console.warn('SKIPPED: the hundred thousand events (minutes) run in CI, or where EVENTS_SEED names the seed they are drawn from.');
const seed = Number(process.env['EVENTS_SEED'] ?? 20260106);

test.runIf(wanted)(
  `${CHAPTERS * EVENTS} events, seed ${seed}: stock value = inventory accounts = sum of layers, to the minor unit`,
  { timeout: 900_000 },
  async () => {
    const done = new Map<DeedName, number>();
    for (let number = 0; number < CHAPTERS; number += 1) await tellChapter({ seed, number, events: EVENTS, every: 200, done });
    const total = [...done.values()].reduce((sum, n) => sum + n, 0);
    process.stdout.write(
      `${total} of ${CHAPTERS * EVENTS} events were done: ${DEED_NAMES.map((n) => `${n} ${done.get(n) ?? 0}`).join(', ')}\n`,
    );
    for (const name of DEED_NAMES) expect([name, (done.get(name) ?? 0) > 20]).toEqual([name, true]);
  },
);
