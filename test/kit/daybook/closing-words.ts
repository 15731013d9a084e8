import { expect as assert } from 'vitest';
import { Step } from './steps.ts';
import { money, type World } from './world.ts';

interface Item {
  item: string;
  count: number;
  value: number;
  state: string;
  revision: number;
}
const itemOf = async (w: World, period: string, item: string): Promise<Item> => {
  const { rows } = await w.ask<{ rows: Item[] }>('closing.getChecklist', { period });
  const found = rows.find((r) => r.item === item);
  if (!found) throw new Error(`the checklist has no ${item}`);
  return found;
};

/** The words of a close. A period is its month: `2026-01`. */
export function closingWords(tell: <S extends Step>(step: S) => S) {
  return {
    /** Opens the first financial year from a day on, or the next one. */
    openYear: (startsOn?: string) =>
      tell(
        new Step(`open the financial year ${startsOn ?? 'that follows'}`, async (w) => {
          await w.command('closing.openYear', startsOn === undefined ? {} : { startsOn });
        }),
      ),
    /** Signs for what an item shows now. */
    signOff: (period: string, item: string, note?: string) =>
      tell(
        new Step(`sign ${item} of ${period}`, async (w) => {
          const { count, value, revision } = await itemOf(w, period, item);
          const looked = revision === 0 ? undefined : { id: `close_sign_off/${period}.${item}`, revision };
          await w.command('closing.signOff', { period, items: [{ item, count, value }], ...(note === undefined ? {} : { note }) }, looked);
        }),
      ),
    /** What an item shows: the number of its rows, what they come to, and whether somebody stands for it. The rows say the same. */
    checklist: (period: string, item: string, facts: { count: number; value?: string; state?: 'open' | 'signed' | 'changed' }) =>
      tell(
        new Step(`${item} of ${period} shows ${JSON.stringify(facts)}`, async (w) => {
          const { count, value, state } = await itemOf(w, period, item);
          assert({ count, value: money(value), state }).toMatchObject(facts);
          const behind = await w.ask<{ count: number; sum: number; rows: { value: number }[] }>('closing.listItemRows', { period, item });
          assert(behind).toMatchObject({ count, sum: value });
          assert(behind.rows.reduce((sum, r) => sum + r.value, 0)).toBe(value);
        }),
      ),
  };
}
