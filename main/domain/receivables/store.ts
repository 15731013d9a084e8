import { sumSafe } from '../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../engine/context.ts';

/** A letter to be kept, with what it lists in order. */
export interface Letter {
  readonly id: string;
  readonly number: string;
  readonly partyId: string;
  readonly level: number;
  readonly levelName: string;
  readonly on: string;
  readonly payBy: string;
  readonly fee: number;
  readonly words: string;
  readonly items: readonly {
    readonly itemKey: string;
    readonly name: string;
    readonly level: number | null;
    readonly openedOn: string;
    readonly dueOn: string;
    readonly daysLate: number;
    readonly open: number;
  }[];
}

const kindOf = (item: Letter['items'][number]) => (item.open < 0 ? 'credit' : item.level === null ? 'listed' : 'dunned');

/** Keeps the letters of a run; the sum of each is that of its items and the fee. */
export async function writeLetters(ctx: CommandContext, runId: string, letters: readonly Letter[]): Promise<void> {
  const total = sumSafe(letters.flatMap((l) => [l.fee, ...l.items.map((i) => i.open)]));
  await ctx.tx.insertMany('dunning_run', [{ id: runId, run_on: ctx.today, letters: letters.length, total, revision: 1 }]);
  await ctx.tx.insertMany(
    'dunning_letter',
    letters.map((l) => {
      const open = sumSafe(l.items.map((i) => i.open));
      return {
        id: l.id,
        number: l.number,
        run_id: runId,
        party_id: l.partyId,
        level: l.level,
        level_name: l.levelName,
        dunned_on: l.on,
        pay_by: l.payBy,
        currency: ctx.company.currency,
        open,
        fee: l.fee,
        total: open + l.fee,
        words: l.words,
        revision: 1,
      };
    }),
  );
  await ctx.tx.insertMany(
    'dunning_letter_item',
    letters.flatMap((l) =>
      l.items.map((i, n) => ({
        id: ctx.nextId('dunning_letter_item'),
        letter_id: l.id,
        line_no: n + 1,
        item_key: i.itemKey,
        name: i.name,
        kind: kindOf(i),
        level: i.level,
        opened_on: i.openedOn,
        due_on: i.dueOn,
        days_late: i.daysLate,
        open: i.open,
      })),
    ),
  );
}
