import { closingOperations, figuresChanged, noteNeeded } from '../../../../preload/contract/closing.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { figuresOf, itemOf, periodOf } from '../load.ts';
import * as store from '../store.ts';

const idOf = (period: string, item: string) => `${period}.${item}`;
const signedBefore = (ctx: CommandContext, id: string) =>
  ctx.tx.db.selectFrom('close_sign_off').select('revision').where('id', '=', id).executeTakeFirst();

/** Keeps who stands for items, with the figures that were looked at: they must still be what each item shows. */
export const signOff = handleCommand(closingOperations.signOff, async (ctx, { period: code, items, note }) => {
  const period = await periodOf(ctx.tx, code);
  for (const looked of items) {
    const item = itemOf(looked.item);
    const { count, value } = await figuresOf(ctx, item, period);
    if (count !== looked.count || value !== looked.value)
      throw refuse(figuresChanged, { item: item.title, count, value, currency: ctx.company.currency });
    if (item.mustBeNothing && count > 0 && note === undefined) throw refuse(noteNeeded, { item: item.title, count });
    const id = idOf(period.code, item.code);
    const earlier = await signedBefore(ctx, id);
    const figures = { figure_count: count, figure_value: value, note: note ?? '' };
    const row = { id, period_code: period.code, item: item.code, ...figures, signed_by: ctx.actor.id, signed_at: ctx.now };
    await store.putSignOff(ctx, row, earlier?.revision);
  }
  if (note !== undefined) ctx.because({ code: null, text: note });
  return { period: period.code, signed: items.length };
});

export const withdrawSignOff = handleCommand(closingOperations.withdrawSignOff, async (ctx, { period, item }) => {
  const id = idOf(period, item);
  if (!(await signedBefore(ctx, id))) throw refuse(notFound, { kind: 'sign-off', id });
  await store.removeSignOff(ctx, id);
  return { period, item };
});
