import { countRows } from '../../../../db/dialect/portable.ts';
import { salesReads } from '../../../../preload/contract/sales-reads.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { inScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { ORDER } from '../model.ts';
import { ORDER_RULES } from '../rules.ts';
import { loadRules } from '../store.ts';

const OWNERS: ReadonlyMap<string, string> = new Map(ORDER_RULES.map((r) => [r.code, r.owner]));
/** Holds that no rule of ours placed came with the order. */
const ownerOf = (code: string) => OWNERS.get(code) ?? 'channel';

const holds = (ctx: QueryContext) =>
  ctx.tx.db
    .selectFrom('hold as h')
    .where('h.subject_kind', '=', ORDER)
    .select([
      'h.id',
      'h.subject_id as orderId',
      'h.code',
      'h.severity',
      'h.detail',
      'h.placed_at as placedAt',
      'h.released_at as releasedAt',
      'h.release_reason as releaseReason',
      'h.revision',
    ]);

/** All holds an order ever had, oldest first. */
export async function holdsOfOrder(ctx: QueryContext, orderId: string) {
  const rows = await holds(ctx).where('h.subject_id', '=', orderId).orderBy('h.placed_at').orderBy('h.id').execute();
  return rows.map((h) => ({ ...h, owner: ownerOf(h.code) }));
}

export const listHolds = handleQuery(salesReads.listHolds, async (ctx, input) => {
  const scope = inScope(ctx.actor.scopes.channel, 'o.channel_id');
  let q = holds(ctx)
    .innerJoin('sales_order as o', 'o.id', 'h.subject_id')
    .select('o.number')
    .where('h.released_at', 'is', null)
    .where(scope);
  if (input.orderId !== undefined) q = q.where('h.subject_id', '=', input.orderId);
  if (input.code !== undefined) q = q.where('h.code', '=', input.code);
  if (input.severity !== undefined) q = q.where('h.severity', '=', input.severity);
  const rows = await q.orderBy('h.placed_at').orderBy('h.id').limit(input.limit).offset(input.offset).execute();
  const counts = await ctx.tx.db
    .selectFrom('hold as h')
    .innerJoin('sales_order as o', 'o.id', 'h.subject_id')
    .where('h.subject_kind', '=', ORDER)
    .where('h.released_at', 'is', null)
    .where(scope)
    .groupBy(['h.code', 'h.severity'])
    .orderBy('h.code')
    .orderBy('h.severity')
    .select(['h.code', 'h.severity', countRows().as('count')])
    .execute();
  return { rows: rows.map((h) => ({ ...h, owner: ownerOf(h.code) })), counts };
});

export const listOrderRules = handleQuery(salesReads.listOrderRules, async (ctx) => {
  const settings = await loadRules(ctx.tx);
  return {
    rows: ORDER_RULES.map(({ code, summary, scope, owner, severity, threshold }) => ({
      code,
      summary,
      scope,
      owner,
      severity,
      threshold,
      revision: 0,
      ...settings.get(code),
    })),
  };
});
