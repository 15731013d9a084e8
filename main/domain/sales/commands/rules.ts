import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { holdRuleOperations, ruleKindStands } from '../../../../preload/contract/sales-rules.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { keepPartyTerms } from '../../accounting/index.ts';
import { handleCommand } from '../../handler.ts';
import { testOrdersOf } from '../holds/customers.ts';
import { rulesOf, saveRule } from '../holds/store.ts';
import { assertChannel } from '../store.ts';

/** Refuses channels, categories, warehouses and owners that are not there. */
async function assertKnown(ctx: CommandContext, table: 'channel' | 'category' | 'warehouse' | 'role' | 'app_user', ids: readonly string[]) {
  if (ids.length === 0) return;
  const rows = await ctx.tx.db
    .selectFrom(table)
    .select('id')
    .where('id', 'in', [...ids])
    .execute();
  const known = new Set(rows.map((r) => r.id));
  for (const id of ids) if (!known.has(id)) throw refuse(notFound, { kind: table === 'app_user' ? 'user' : table, id });
}

/** Makes a rule, or changes everything about it but what kind of test it is. */
export const setOrderRule = handleCommand(holdRuleOperations.setOrderRule, async (ctx, input) => {
  const known = (await rulesOf(ctx)).find((r) => r.code === input.code);
  if (known && known.test.kind !== input.test.kind) throw refuse(ruleKindStands, { code: known.code, kind: known.test.kind });
  const { test, scope, owner } = input;
  await assertKnown(ctx, 'channel', scope.channelIds);
  await assertKnown(ctx, owner.kind === 'role' ? 'role' : 'app_user', [owner.id]);
  if (test.kind === 'restricted-goods') await assertKnown(ctx, 'category', test.categoryIds);
  if (test.kind === 'stock' && test.warehouseId !== null) await assertKnown(ctx, 'warehouse', [test.warehouseId]);
  await saveRule(ctx, { ...input, revision: (known?.revision ?? 0) + 1 }, known !== undefined);
  return { code: input.code };
});

/** Sets what a customer may owe and when they have to pay. Their open orders are tested by it at once, those that come by all rules. */
export const setCustomerTerms = handleCommand(holdRuleOperations.setCustomerTerms, async (ctx, input) => {
  const { partyId, tier, creditLimit, paymentHold, note } = input;
  const party = await ctx.tx.db.selectFrom('party').select('source').where('id', '=', partyId).executeTakeFirst();
  if (!party) throw refuse(notFound, { kind: 'party', id: partyId });
  const channel =
    party.source === null
      ? undefined
      : await ctx.tx.db.selectFrom('channel').select('id').where('id', '=', party.source).executeTakeFirst();
  assertChannel(ctx, channel?.id ?? null);
  const known = await ctx.tx.db.selectFrom('customer_terms').select('revision').where('party_id', '=', partyId).executeTakeFirst();
  const row = {
    party_id: partyId,
    tier,
    credit_limit: creditLimit,
    payment_hold: paymentHold ? (1 as const) : (0 as const),
    note,
    revision: (known?.revision ?? 0) + 1,
  };
  if (known) await ctx.tx.updateMany('customer_terms', ['party_id'], [row]);
  else await ctx.tx.insertMany('customer_terms', [row]);
  await keepPartyTerms(ctx, 'customer', partyId, input.paymentTerms);
  await testOrdersOf(ctx, [partyId]);
  return { partyId };
});
