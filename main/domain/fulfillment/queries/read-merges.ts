import { sql } from 'kysely';
import { countRows } from '../../../../db/dialect/portable.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { MERGE_MAX, mergeOperations } from '../../../../preload/contract/fulfillment-merges.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { inScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { asTogether, mergeable } from '../merges/together.ts';

export const suggestMerges = handleQuery(mergeOperations.suggestMerges, async (ctx, window) => {
  const { groups, count } = await mergeable(ctx, window);
  // A group of many is offered as many as one parcel takes.
  return {
    rows: await asTogether(
      ctx,
      groups.map((g) => g.slice(0, MERGE_MAX)),
    ),
    count,
  };
});

/** Merges this actor may see: those whose orders came by their channels. */
const merges = ({ tx: { db }, actor }: QueryContext) =>
  db.selectFrom('order_merge as g').where(
    sql<boolean>`not exists (select 1 from order_merge_member as m join sales_order as o on o.id = m.order_id
        where m.merge_id = g.id and not ${inScope(actor.scopes.channel, 'o.channel_id')})`,
  );

async function shown(
  ctx: QueryContext,
  heads: readonly { id: string; number: string; state: 'open' | 'shipped' | 'undone'; revision: number }[],
) {
  if (heads.length === 0) return [];
  const rows = await ctx.tx.db
    .selectFrom('order_merge_member')
    .select(['merge_id', 'order_id'])
    .where(
      'merge_id',
      'in',
      heads.map((h) => h.id),
    )
    .orderBy('id')
    .execute();
  const told = await asTogether(
    ctx,
    heads.map((h) => rows.filter((r) => r.merge_id === h.id).map((r) => r.order_id)),
  );
  return heads.flatMap((h, i) => {
    const own = told[i];
    return own ? [{ ...h, ...own }] : [];
  });
}

const HEAD = ['g.id', 'g.number', 'g.state', 'g.revision'] as const;

export const listMerges = handleQuery(mergeOperations.listMerges, async (ctx, { offset, limit }) => {
  const open = merges(ctx).where(sql<boolean>`g.state = 'open'`);
  const { n } = await open.select(countRows().as('n')).executeTakeFirstOrThrow();
  const heads = await open.select(HEAD).orderBy('g.made_at').orderBy('g.id').offset(offset).limit(limit).execute();
  return { rows: await shown(ctx, heads), count: Number(n) };
});

export const getMerge = handleQuery(mergeOperations.getMerge, async (ctx, { mergeId, orderId }) => {
  const { db } = ctx.tx;
  if (orderId !== undefined) {
    const order = await db
      .selectFrom('sales_order as o')
      .select('o.id')
      .where('o.id', '=', orderId)
      .where(inScope(ctx.actor.scopes.channel, 'o.channel_id'))
      .executeTakeFirst();
    if (!order) throw refuse(notFound, { kind: 'order', id: orderId });
  }
  const heads = await merges(ctx)
    .select(HEAD)
    .$if(mergeId !== undefined, (q) => q.where('g.id', '=', mergeId ?? ''))
    .$if(orderId !== undefined, (q) =>
      q.where('g.state', '<>', 'undone').where((eb) =>
        eb(
          'g.id',
          'in',
          eb
            .selectFrom('order_merge_member as m')
            .where('m.order_id', '=', orderId ?? '')
            .select('m.merge_id'),
        ),
      ),
    )
    .orderBy('g.id', 'desc')
    .limit(1)
    .execute();
  if (mergeId !== undefined && heads.length === 0) throw refuse(notFound, { kind: 'merge of orders', id: mergeId });
  const [merge] = await shown(ctx, heads);
  return { merge: merge ?? null };
});
