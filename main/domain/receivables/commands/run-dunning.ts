import { notFound } from '../../../../preload/contract/engine.ts';
import { LETTERS_MAX, nobodyToDun, notToBeDunned, receivableOperations } from '../../../../preload/contract/receivables.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { addDays } from '../../../../preload/contract/values/day.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { namesOfIds, takeNumbers } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { holdOrdersOf } from '../../sales/index.ts';
import { lateOn } from '../load.ts';
import type { Late } from '../rules.ts';
import { type Letter, writeLetters } from '../store.ts';
import { dunningTerms } from '../terms.ts';

/** Those named, each of whom must get a letter, or all who do. */
async function chosen(ctx: CommandContext, late: readonly Late[], partyIds: readonly string[] | undefined): Promise<Late[]> {
  if (partyIds === undefined) return late.filter((l) => l.why === null);
  const byParty = new Map(late.map((l) => [l.partyId, l]));
  const named = await namesOfIds(ctx.tx, partyIds);
  const wanted = new Set(partyIds);
  for (const id of wanted) {
    const customer = named(id);
    if (customer === null) throw refuse(notFound, { kind: 'party', id });
    const own = byParty.get(id);
    if (own?.why !== null) throw refuse(notToBeDunned, { customer, why: own?.why ?? 'waiting' });
  }
  return late.filter((l) => wanted.has(l.partyId));
}

/** Letters are of today: one dated back would ask for what has been paid since. */
export const runDunning = handleCommand(receivableOperations.runDunning, async (ctx, { partyIds }) => {
  const terms = dunningTerms(ctx.company);
  const all = await chosen(ctx, await lateOn(ctx.tx, terms, ctx.today), partyIds);
  const late = all.slice(0, LETTERS_MAX);
  if (late.length === 0) throw refuse(nobodyToDun, { on: ctx.today });
  const named = await namesOfIds(
    ctx.tx,
    late.flatMap((l) => l.items.map((i) => i.itemKey)),
  );
  const runId = ctx.newId('drn');
  const numbers = takeNumbers(ctx, 'DUN', ctx.today, late.length);
  const letters = late.map((l, n): Letter => {
    const level = l.gets ?? 0;
    const words = terms.levels[level - 1];
    if (!words) throw new Error(`a letter has a level of the company, not ${level}`);
    return {
      id: ctx.newId('dun'),
      number: numbers[n] ?? '',
      partyId: l.partyId,
      level,
      levelName: words.name,
      on: ctx.today,
      payBy: addDays(ctx.today, terms.payWithin),
      fee: l.fee,
      words: words.words,
      items: l.items.filter((i) => i.exceptionId === null).map((i) => ({ ...i, name: named(i.itemKey) ?? i.itemKey, level: i.gets })),
    };
  });
  await writeLetters(ctx, runId, letters);
  const { holdFrom } = terms;
  const toHold = holdFrom === null ? [] : letters.filter((l) => l.level >= holdFrom).map((l) => l.partyId);
  const held = await holdOrdersOf(ctx, toHold, 'Late with payment, by dunning');
  for (const l of letters) ctx.message(`${l.levelName}: ${late.find((x) => x.partyId === l.partyId)?.partyName ?? ''}`);
  return {
    runId,
    letters: letters.length,
    open: sumSafe(late.map((l) => l.overdue + l.credits)),
    fees: sumSafe(late.map((l) => l.fee)),
    left: all.length - late.length,
    held,
  };
});
