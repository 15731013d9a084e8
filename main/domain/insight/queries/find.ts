import { sql } from 'kysely';
import { idsByWords } from '../../../../db/dialect/portable.ts';
import type { HitKind } from '../../../../preload/contract/insight.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { inScope, onlyInScope } from '../../company/index.ts';
import { partiesInScope } from '../../parties/index.ts';
import { idsBeginning, numbersMeant } from '../typed.ts';

/** A row found, and everything it is known by: one of these equal to what was typed makes the hit exact. */
interface Found {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly path: string;
  readonly known: readonly (string | null)[];
}
/** What was typed, in the ways it can be meant, and how many rows of a kind are wanted. */
export interface Typed {
  readonly text: string;
  readonly spelt: readonly string[];
  readonly words: readonly string[];
  readonly limit: number;
}

const detail = (...parts: readonly (string | null)[]) => parts.filter((p) => p).join(' · ');
const orderPath = (id: string) => `/orders/${id}`;
const numbers = (ctx: QueryContext, typed: Typed, ...series: string[]) => [...typed.spelt, ...numbersMeant(typed.text, series, ctx.today)];

async function items(ctx: QueryContext, { spelt, words, limit }: Typed): Promise<Found[]> {
  const rows = await ctx.tx.db
    .selectFrom('item as i')
    .select(['i.id', 'i.sku', 'i.title'])
    .select((eb) =>
      eb
        .selectFrom('item_barcode as b')
        .whereRef('b.item_id', '=', 'i.id')
        .where('b.code', 'in', spelt)
        .select((b) => b.fn.min('b.code').as('code'))
        .as('code'),
    )
    .where((eb) =>
      eb.or([
        eb('i.id', 'in', idsBeginning({ table: 'item', column: 'sku', direction: 'asc' }, spelt, limit)),
        eb('i.id', 'in', idsBeginning({ table: 'item_barcode', column: 'code', id: 'item_id', direction: 'asc' }, spelt, limit)),
        eb('i.id', 'in', idsByWords(ctx.tx.dialect, 'item', words, limit)),
      ]),
    )
    .orderBy('i.sku')
    .execute();
  return rows.map((r) => ({ id: r.id, label: r.sku, detail: r.title, path: `/items/${r.id}`, known: [r.sku, r.code] }));
}

async function orders(ctx: QueryContext, typed: Typed): Promise<Found[]> {
  const table = 'sales_order';
  const visible = inScope(ctx.actor.scopes.channel, 'f.channel_id');
  // The channel's number is unique within its channel only, and so is its index.
  const where = sql<boolean>`f.channel_id in (select id from channel) and ${visible}`;
  const byNumber = idsBeginning({ table, column: 'number', direction: 'desc', where: visible }, numbers(ctx, typed, 'SO'), typed.limit);
  const byExternal = idsBeginning({ table, column: 'external_id', direction: 'desc', where }, typed.spelt, typed.limit);
  const rows = await ctx.tx.db
    .selectFrom('sales_order as o')
    .innerJoin('party as p', 'p.id', 'o.party_id')
    .where((eb) => eb.or([eb('o.id', 'in', byNumber), eb('o.id', 'in', byExternal)]))
    .select(['o.id', 'o.number', 'o.external_id', 'o.ordered_on', 'o.state', 'p.name'])
    .orderBy('o.number', 'desc')
    .execute();
  return rows.map((r) => ({
    id: r.id,
    label: r.number,
    detail: detail(r.external_id, r.name, r.ordered_on, r.state),
    path: orderPath(r.id),
    known: [r.number, r.external_id],
  }));
}

async function invoices(ctx: QueryContext, typed: Typed): Promise<Found[]> {
  const where = inScope(ctx.actor.scopes.channel, 'f.channel_id');
  const found = idsBeginning(
    { table: 'invoice', column: 'number', direction: 'desc', where },
    numbers(ctx, typed, 'INV', 'CN'),
    typed.limit,
  );
  const rows = await ctx.tx.db
    .selectFrom('invoice as i')
    .innerJoin('party as p', 'p.id', 'i.party_id')
    .where('i.id', 'in', found)
    .select(['i.id', 'i.number', 'i.kind', 'i.issued_on', 'p.name'])
    .orderBy('i.number', 'desc')
    .execute();
  return rows.map((r) => ({
    id: r.id,
    label: r.number,
    detail: detail(r.name, r.issued_on, r.kind === 'credit-note' ? 'credit note' : null),
    path: `/invoices/${r.id}`,
    known: [r.number],
  }));
}

async function shipments(ctx: QueryContext, typed: Typed): Promise<Found[]> {
  const where = sql<boolean>`${onlyInScope(ctx.actor.scopes.warehouse, 'f.warehouse_id')}
    and exists (select 1 from sales_order as o where o.id = f.order_id and ${inScope(ctx.actor.scopes.channel, 'o.channel_id')})`;
  const place = { table: 'shipment', direction: 'desc', where } as const;
  const byNumber = idsBeginning({ ...place, column: 'number' }, numbers(ctx, typed, 'SHP'), typed.limit);
  const tracked = { ...place, column: 'tracking', where: sql<boolean>`f.tracking is not null and ${where}` };
  const rows = await ctx.tx.db
    .selectFrom('shipment as s')
    .innerJoin('sales_order as o', 'o.id', 's.order_id')
    .where((eb) => eb.or([eb('s.id', 'in', byNumber), eb('s.id', 'in', idsBeginning(tracked, typed.spelt, typed.limit))]))
    .select(['s.id', 's.number', 's.tracking', 's.order_id', 's.shipped_on', 's.state', 'o.number as order_number'])
    .orderBy('s.number', 'desc')
    .execute();
  return rows.map((r) => ({
    id: r.id,
    label: r.number,
    detail: detail(r.tracking, r.order_number, r.shipped_on, r.state === 'void' ? 'void' : null),
    path: orderPath(r.order_id),
    known: [r.number, r.tracking],
  }));
}

async function returns(ctx: QueryContext, typed: Typed): Promise<Found[]> {
  const where = sql<boolean>`${onlyInScope(ctx.actor.scopes.warehouse, 'f.warehouse_id')} and ${inScope(ctx.actor.scopes.channel, 'f.channel_id')}`;
  const found = idsBeginning(
    { table: 'customer_return', column: 'number', direction: 'desc', where },
    numbers(ctx, typed, 'RET'),
    typed.limit,
  );
  const rows = await ctx.tx.db
    .selectFrom('customer_return as r')
    .innerJoin('party as p', 'p.id', 'r.party_id')
    .where('r.id', 'in', found)
    .select(['r.id', 'r.number', 'r.opened_on', 'r.state', 'p.name'])
    .orderBy('r.number', 'desc')
    .execute();
  return rows.map((r) => ({
    id: r.id,
    label: r.number,
    detail: detail(r.name, r.opened_on, r.state),
    path: `/returns/${r.id}`,
    known: [r.number],
  }));
}

async function parties(ctx: QueryContext, typed: Typed): Promise<Found[]> {
  const found = idsBeginning(
    {
      table: 'party',
      column: 'name',
      direction: 'asc',
      where: sql<boolean>`f.erased_at is null and ${partiesInScope(ctx.actor, 'f.source')}`,
    },
    typed.spelt,
    typed.limit,
  );
  const rows = await ctx.tx.db
    .selectFrom('party as p')
    .where('p.id', 'in', found)
    .select(['p.id', 'p.name', 'p.kind', 'p.email', 'p.country'])
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();
  return rows.map((r) => ({
    id: r.id,
    label: r.name,
    detail: detail(r.kind, r.email, r.country),
    path: `/customers/${r.id}`,
    known: [r.name],
  }));
}

/** Who may see a kind, and how its rows are found. */
export const KINDS: Readonly<Record<HitKind, { permission: string; find: (ctx: QueryContext, typed: Typed) => Promise<Found[]> }>> = {
  item: { permission: 'catalog.read', find: items },
  order: { permission: 'sales.read', find: orders },
  invoice: { permission: 'sales.read', find: invoices },
  shipment: { permission: 'fulfillment.read', find: shipments },
  return: { permission: 'returns.read', find: returns },
  party: { permission: 'parties.read', find: parties },
};
