import { notFound } from '../../../../preload/contract/engine.ts';
import { dayOver, exceptionOver, notOwed, receivableOperations } from '../../../../preload/contract/receivables.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { accountByRole, openItemsOf } from '../../accounting/index.ts';
import { namesOfIds } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';

export const leaveOut = handleCommand(receivableOperations.leaveOut, async (ctx, { partyId, itemKey, kind, reason, through, ...input }) => {
  const party = await ctx.tx.db.selectFrom('party').select('id').where('id', '=', partyId).executeTakeFirst();
  if (!party) throw refuse(notFound, { kind: 'party', id: partyId });
  if (through < ctx.today) throw refuse(dayOver, { through, today: ctx.today });
  if (itemKey !== undefined) {
    const item = (await openItemsOf(ctx.tx, await accountByRole(ctx, 'receivable'), [itemKey])).get(itemKey);
    if (item?.partyId !== partyId || item.residual <= 0)
      throw refuse(notOwed, { item: (await namesOfIds(ctx.tx, [itemKey]))(itemKey) ?? 'That item' });
  }
  const id = input.id ?? ctx.newId('dex');
  await ctx.tx.insertMany('dunning_exception', [
    {
      id,
      party_id: partyId,
      item_key: itemKey ?? null,
      kind,
      reason,
      through,
      made_by: ctx.actor.id,
      made_at: ctx.now,
      ended_at: null,
      revision: 1,
    },
  ]);
  return { exceptionId: id };
});

export const dunAgain = handleCommand(receivableOperations.dunAgain, async (ctx, { exceptionId }) => {
  const found = await ctx.tx.db
    .selectFrom('dunning_exception')
    .select(['through', 'ended_at', 'revision'])
    .where('id', '=', exceptionId)
    .executeTakeFirst();
  if (!found) throw refuse(notFound, { kind: 'exception from dunning', id: exceptionId });
  if (found.ended_at !== null || found.through < ctx.today) throw refuse(exceptionOver, { id: exceptionId });
  await ctx.tx.updateMany('dunning_exception', ['id'], [{ id: exceptionId, ended_at: ctx.now, revision: found.revision + 1 }]);
  return { exceptionId };
});
