import { sql } from 'kysely';
import { setStatement } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { mergeOver } from '../../../../preload/contract/fulfillment-merges.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';

/** What decides whether an order may leave with others. */
export interface Candidate {
  readonly id: string;
  readonly number: string;
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly partyId: string;
  readonly channelId: string | null;
  readonly currency: string;
  readonly promisedOn: string | null;
  readonly total: number;
  readonly serviceId: string | null;
  readonly mergeId: string | null;
  /** Where it goes, as far as anybody said, comparable. */
  readonly address: string;
  /** Of a buyer nobody knows by name or address: another order under the same customer may be anybody's. */
  readonly nobodys: boolean;
  readonly shipped: number;
  readonly invoiced: number;
}

const candidates = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('sales_order as o')
    .whereRef('o.id', '=', 'w.id')
    .innerJoin('party as p', 'p.id', 'o.party_id')
    .leftJoin('sales_order_check as c', 'c.order_id', 'o.id')
    .leftJoin('order_service as s', 's.order_id', 'o.id')
    .leftJoin('order_merge_member as m', (j) => j.onRef('m.order_id', '=', 'o.id').on('m.open', '=', sql.lit(1)))
    .select(['o.id', 'o.number', 'o.state', 'o.party_id as partyId', 'o.channel_id as channelId', 'o.currency', 'o.total'])
    .select(['o.promised_on as promisedOn', 'o.country', 's.service_id as serviceId', 'm.merge_id as mergeId'])
    .select(['p.kind', 'c.line1', 'c.line2', 'c.postcode', 'c.city'])
    .select((eb) => [
      eb
        .selectFrom('sales_order_line as l')
        .whereRef('l.order_id', '=', 'o.id')
        .select(sql<number>`cast(coalesce(sum(l.qty_shipped), 0) as bigint)`.as('n'))
        .as('shipped'),
      eb
        .selectFrom('sales_order_line as l')
        .whereRef('l.order_id', '=', 'o.id')
        .select(sql<number>`cast(coalesce(sum(l.qty_invoiced), 0) as bigint)`.as('n'))
        .as('invoiced'),
    ]),
);

/**
 * An address as it is compared: every part of it, without case and blanks. Two orders without one both go to the address kept for their
 * customer; one with and one without are not the same, because nobody knows.
 */
export const addressOf = (a: {
  readonly country: string;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
}): string =>
  [a.country, a.line1, a.line2, a.postcode, a.city].map((part) => (part ?? '').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')).join('|');

/** Orders as candidates of a merge, in the order asked; those that do not exist are absent. */
export async function loadCandidates(ctx: Pick<CommandContext, 'tx'>, orderIds: readonly string[]): Promise<Candidate[]> {
  const rows = await ctx.tx.runFor(
    candidates,
    orderIds.map((id) => ({ id })),
  );
  const byId = new Map(
    rows.map(({ country, kind, line1, line2, postcode, city, shipped, invoiced, ...row }) => [
      row.id,
      {
        ...row,
        address: addressOf({ country, line1, line2, postcode, city }),
        nobodys: kind === 'channel' && line1 === null,
        shipped: Number(shipped ?? 0),
        invoiced: Number(invoiced ?? 0),
      },
    ]),
  );
  return orderIds.flatMap((id) => byId.get(id) ?? []);
}

export interface Merge {
  readonly id: string;
  readonly number: string;
  readonly state: 'open' | 'shipped' | 'undone';
  readonly revision: number;
  readonly orderIds: readonly string[];
}

/** Merges by id with their orders, in the order these were merged. */
export async function loadMerges(ctx: CommandContext, ids: readonly string[]): Promise<Map<string, Merge>> {
  if (ids.length === 0) return new Map();
  const heads = await ctx.tx.db
    .selectFrom('order_merge')
    .select(['id', 'number', 'state', 'revision'])
    .where('id', 'in', [...ids])
    .execute();
  const members = await ctx.tx.db
    .selectFrom('order_merge_member')
    .select(['merge_id', 'order_id'])
    .where('merge_id', 'in', [...ids])
    .orderBy('id')
    .execute();
  return new Map(heads.map((h) => [h.id, { ...h, orderIds: members.filter((m) => m.merge_id === h.id).map((m) => m.order_id) }]));
}

/** An open merge; refuses one that is unknown, has left, or was taken apart. */
export async function openMerge(ctx: CommandContext, id: string): Promise<Merge> {
  const merge = (await loadMerges(ctx, [id])).get(id);
  if (!merge) throw refuse(notFound, { kind: 'merge of orders', id });
  if (merge.state !== 'open') throw refuse(mergeOver, { number: merge.number, state: merge.state });
  return merge;
}

/** Ends merges: their orders are free, and those of one that left stay known as having left together. */
export async function endMerges(ctx: CommandContext, merges: readonly Merge[], state: 'shipped' | 'undone'): Promise<void> {
  await ctx.tx.updateMany(
    'order_merge',
    ['id'],
    merges.map((m) => ({ id: m.id, state, revision: m.revision + 1 })),
  );
  await ctx.tx.updateMany(
    'order_merge_member',
    ['merge_id', 'order_id'],
    merges.flatMap((m) => m.orderIds.map((order_id) => ({ merge_id: m.id, order_id, open: 0 as const }))),
  );
}
