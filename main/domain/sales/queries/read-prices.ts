import { sql } from 'kysely';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { priceListsList, priceOperations } from '../../../../preload/contract/sales-prices.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';
import { quote } from '../prices/quote.ts';

const heads = ({ tx: { db } }: QueryContext) =>
  db
    .selectFrom('price_list as l')
    .select(['l.id', 'l.name', 'l.currency', 'l.includes_tax', 'l.valid_from', 'l.valid_to', 'l.off_ppm', 'l.active', 'l.revision'])
    .select((e) => [
      e
        .selectFrom('price_list_line as p')
        .whereRef('p.price_list_id', '=', 'l.id')
        .select(sql<number>`count(distinct p.item_id)`.as('n'))
        .as('items'),
      e
        .selectFrom('price_list_for as f')
        .whereRef('f.price_list_id', '=', 'l.id')
        .where('f.party_id', 'is not', null)
        .select(sql<number>`count(*)`.as('n'))
        .as('customers'),
    ]);

type Head = Awaited<ReturnType<ReturnType<typeof heads>['execute']>>[number];

async function tiersOf({ tx: { db } }: QueryContext, ids: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('price_list_for')
    .select(['price_list_id', 'tier'])
    .where('price_list_id', 'in', [...ids])
    .where('tier', 'is not', null)
    .orderBy('tier')
    .execute();
  return new Map([...Map.groupBy(rows, (r) => r.price_list_id)].map(([id, own]) => [id, own.flatMap((r) => r.tier ?? [])]));
}

const rowOf = (h: Head, tiers: readonly string[]) => ({
  id: h.id,
  name: h.name,
  currency: h.currency,
  includesTax: h.includes_tax,
  validFrom: h.valid_from,
  validTo: h.valid_to,
  offPpm: h.off_ppm,
  active: h.active,
  items: Number(h.items),
  tiers: tiers.join(', '),
  customers: Number(h.customers),
  revision: h.revision,
});

const servedBy = (condition: ReturnType<typeof sql<boolean>>) =>
  sql<boolean>`l.id in (select f.price_list_id from price_list_for as f where ${condition})`;

export const priceListList = handleList(priceListsList, {
  from: sql`price_list as l`,
  columns: { id: 'l.id', name: 'l.name', active: 'l.active', includesTax: 'l.includes_tax' },
  through: { tier: (on) => servedBy(on('f.tier')), partyId: (on) => servedBy(on('f.party_id')) },
  search: (text) => startsWith('l.name', text),
  rows: async (ctx, { window, order }) => {
    const rows = await heads(ctx).innerJoin(window.as('w'), 'w.id', 'l.id').orderBy(order).execute();
    const tiers = await tiersOf(
      ctx,
      rows.map((r) => r.id),
    );
    return rows.map((r) => rowOf(r, tiers.get(r.id) ?? []));
  },
});

export const getPriceList = handleQuery(priceOperations.getPriceList, async (ctx, { id }) => {
  const { db } = ctx.tx;
  const head = await heads(ctx).where('l.id', '=', id).executeTakeFirst();
  if (!head) throw refuse(notFound, { kind: 'price list', id });
  const lines = await db
    .selectFrom('price_list_line as p')
    .innerJoin('item as i', 'i.id', 'p.item_id')
    .where('p.price_list_id', '=', id)
    .select(['p.id', 'p.item_id as itemId', 'i.sku', 'i.title', 'p.min_qty as minQty', 'p.price_micros as priceMicros'])
    .select('i.price_micros as basePriceMicros')
    .orderBy('i.sku')
    .orderBy('p.min_qty')
    .execute();
  const parties = await db
    .selectFrom('price_list_for as f')
    .innerJoin('party as p', 'p.id', 'f.party_id')
    .where('f.price_list_id', '=', id)
    .select(['p.id', 'p.name'])
    .orderBy('p.name')
    .execute();
  const tierCodes = (await tiersOf(ctx, [id])).get(id) ?? [];
  return { ...rowOf(head, tierCodes), lines, tierCodes, parties };
});

export const quotePrices = handleQuery(priceOperations.quotePrices, async (ctx, { partyId, on = ctx.today, pricesIncludeTax, lines }) => {
  const who = { partyId, on, currency: ctx.company.currency, includesTax: pricesIncludeTax };
  const quoted = await quote(ctx.tx, who, lines);
  return {
    rows: quoted.map((q) =>
      q ? { unitPriceMicros: q.unitPriceMicros, basis: q.basis, priceListId: q.priceListId, priceListName: q.priceListName } : null,
    ),
  };
});

export const listDiscountLimits = handleQuery(priceOperations.listDiscountLimits, async ({ tx: { db } }) => {
  const rows = await db
    .selectFrom('role as r')
    .leftJoin('discount_limit as d', 'd.role_id', 'r.id')
    .select(['r.id as roleId', 'r.name as role', 'd.limit_ppm as limitPpm', 'd.revision'])
    .orderBy('r.name')
    .execute();
  return { rows: rows.map((r) => ({ ...r, revision: r.revision ?? 0 })) };
});
