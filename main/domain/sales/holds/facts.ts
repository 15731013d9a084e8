import { sql } from 'kysely';
import { type Connection, setStatement, sumInt } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import type { RuleTest } from '../../../../preload/contract/sales-rules.ts';
import { fromMillis, toMillis } from '../../../../preload/contract/values/instant.ts';
import { mulDiv, mulDivMany } from '../../../../preload/contract/values/int.ts';
import { MICROS_PER_MAJOR, minorPerMajor } from '../../../../preload/contract/values/money.ts';
import { loadGoods, loadPriceBook } from '../prices/book.ts';
import { creditUsedBy } from './credit.ts';
import type { Facts, HoldRule, RuleSubject } from './model.ts';

type Tx = Connection<DB>;
const HOUR_MS = 3_600_000;

const customersOf = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .innerJoin('party as p', 'p.id', 'w.id')
    .leftJoin('customer_terms as t', 't.party_id', 'w.id')
    .select(['p.id', 'p.kind', 't.tier', 't.credit_limit', 't.payment_hold']),
);

const earlierOrders = setStatement<DB>()({ order_id: 'text', party_id: 'text', since: 'text', until: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('sales_order as o')
    .whereRef('o.party_id', '=', 'w.party_id')
    .whereRef('o.ordered_at', '>', 'w.since')
    .whereRef('o.ordered_at', '<=', 'w.until')
    .whereRef('o.id', '<>', 'w.order_id')
    .groupBy(['w.order_id', 'w.since'])
    .select(['w.order_id', 'w.since', sql<number>`count(*)`.as('n')]),
);

const addressesBefore = setStatement<DB>()({ order_id: 'text', party_id: 'text', address_key: 'text', until: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('sales_order_check as c')
    .innerJoin('sales_order as o', 'o.id', 'c.order_id')
    .whereRef('c.party_id', '=', 'w.party_id')
    .whereRef('c.address_key', '=', 'w.address_key')
    .whereRef('c.order_id', '<>', 'w.order_id')
    .whereRef('o.ordered_at', '<=', 'w.until')
    .select('w.order_id')
    .distinct(),
);

const keptAddresses = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db.selectFrom(w).innerJoin('party_address as a', 'a.party_id', 'w.id').select(['w.id', 'a.line1', 'a.postcode', 'a.city', 'a.country']),
);

const costsOf = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .innerJoin('item as i', 'i.id', 'w.id')
    .innerJoin('unit as u', 'u.code', 'i.unit_code')
    .leftJoin('cost_pool_balance as p', 'p.item_id', 'w.id')
    .groupBy(['i.id', 'i.standard_cost_micros', 'u.steps'])
    .select(['i.id', 'i.standard_cost_micros as standard', 'u.steps', sumInt('p.qty').as('qty'), sumInt('p.value').as('value')]),
);

const stockOf = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .innerJoin('stock_availability as a', 'a.item_id', 'w.id')
    .select(['a.item_id', 'a.warehouse_id', sql<number>`a.sellable - a.reserved`.as('free')]),
);

/** An address as it is found again: letters and digits alone, in lower case; null where there is no street. */
export function addressKey(a: {
  readonly line1?: string | null | undefined;
  readonly postcode?: string | null | undefined;
  readonly city?: string | null | undefined;
  readonly country: string;
}): string | null {
  const plain = (text: string | null | undefined) => (text ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const street = plain(a.line1);
  return street === '' ? null : [street, plain(a.postcode), plain(a.city), a.country].join('|');
}

const distinct = (ids: Iterable<string>) => [...new Set(ids)].map((id) => ({ id }));

/**
 * Loads what active rules need to know of these orders, one statement for each kind of fact, and none for what no rule asks.
 * `stored`: the orders are in the tables already; else those before one in the list count as well as those in the tables.
 */
export async function loadFacts(
  tx: Tx,
  rules: readonly Pick<HoldRule, 'test' | 'active'>[],
  orders: readonly RuleSubject[],
  stored: boolean,
): Promise<(order: RuleSubject) => Facts> {
  const tests = rules.filter((r) => r.active).map((r) => r.test);
  const asks = (kind: RuleTest['kind']) => tests.some((t) => t.kind === kind);
  const partyIds = distinct(orders.map((o) => o.partyId));
  const customers = new Map((tests.length === 0 ? [] : await tx.runFor(customersOf, partyIds)).map((c) => [c.id, c]));
  const limited = asks('credit-limit') ? partyIds.filter(({ id }) => customers.get(id)?.credit_limit != null) : [];
  const used = await creditUsedBy(
    tx,
    limited.map(({ id }) => id),
  );
  const before = await ordersBefore(tx, tests, orders, stored);
  const known = asks('new-address') ? await addressesKnown(tx, orders, partyIds, stored) : new Set<string>();
  const itemIds = distinct(orders.flatMap((o) => o.goods.map((g) => g.itemId)));
  const costs = new Map((asks('margin-floor') ? await tx.runFor(costsOf, itemIds) : []).map((c) => [c.id, c]));
  const free = asks('stock') ? await tx.runFor(stockOf, itemIds) : [];
  const stock = Map.groupBy(free, (s) => s.item_id);
  const listed = asks('price-list') ? await pricesListed(tx, orders) : undefined;
  const running = stored ? new Map<string, number>() : runningTotals(orders);

  return (order) => {
    const customer = customers.get(order.partyId);
    const credit = used.get(order.partyId);
    return {
      tier: customer?.tier ?? null,
      creditLimit: customer?.credit_limit ?? null,
      creditUsed: (credit ? credit.receivable + credit.uninvoiced : 0) + (running.get(order.orderId) ?? 0),
      paymentHold: customer?.payment_hold === 1,
      standsForMany: customer?.kind === 'channel',
      ordersWithin: (hours) => 1 + (before.get(`${order.orderId} ${hours}`) ?? 0),
      addressKnown: known.has(order.orderId),
      costOf: (itemId, qty) => {
        const cost = costs.get(itemId);
        if (!cost) return undefined;
        if (cost.qty > 0) return mulDiv(cost.value, qty, cost.qty);
        return cost.standard === null
          ? undefined
          : mulDivMany([cost.standard, qty, minorPerMajor(order.currency)], [MICROS_PER_MAJOR, cost.steps]);
      },
      availableOf: (itemId, warehouseId) =>
        (stock.get(itemId) ?? []).reduce((sum, s) => sum + (warehouseId === null || s.warehouse_id === warehouseId ? s.free : 0), 0),
      listPrice: (itemId, steps) => listed?.(order, itemId, steps),
    };
  };
}

/** What the price lists of the customers say of what is ordered. */
async function pricesListed(tx: Tx, orders: readonly RuleSubject[]) {
  const itemIds = new Set(orders.flatMap((o) => o.lines.flatMap((l) => l.itemId ?? [])));
  const named = [...itemIds].map((key) => ({ key, pack: '' }));
  const goods = await loadGoods(tx, 'id', named);
  const book = await loadPriceBook(
    tx,
    orders.map((o) => o.partyId),
    itemIds,
  );
  return ({ partyId, orderedOn: on, currency, priceIncludesTax: includesTax }: RuleSubject, itemId: string, steps: number) => {
    const own = goods({ key: itemId, pack: '' });
    const best = own && book(partyId, itemId, { on, currency, includesTax, steps, basePriceMicros: own.basePriceMicros });
    if (!best) return undefined;
    const amount = mulDivMany([best.priceMicros, steps, minorPerMajor(currency)], [MICROS_PER_MAJOR, own.stepsPerUnit]);
    return { amount, list: best.list.name };
  };
}

/** What each of several new orders and those before it in the list add to what its customer owes. */
function runningTotals(orders: readonly RuleSubject[]): Map<string, number> {
  const byParty = new Map<string, number>();
  return new Map(
    orders.map((o) => {
      const sum = (byParty.get(o.partyId) ?? 0) + o.total - o.paid;
      byParty.set(o.partyId, sum);
      return [o.orderId, sum];
    }),
  );
}

/** Orders of the same customer within the hours of each velocity rule, by `order hours`. */
async function ordersBefore(
  tx: Tx,
  tests: readonly RuleTest[],
  orders: readonly RuleSubject[],
  stored: boolean,
): Promise<ReadonlyMap<string, number>> {
  const spans = [...new Set(tests.flatMap((t) => (t.kind === 'velocity' ? [t.hours] : [])))];
  const counts = new Map<string, number>();
  for (const hours of spans) {
    const since = (o: RuleSubject) => fromMillis(toMillis(o.orderedAt) - hours * HOUR_MS);
    const wanted = orders.map((o) => ({ order_id: o.orderId, party_id: o.partyId, since: since(o), until: o.orderedAt }));
    for (const r of await tx.runFor(earlierOrders, wanted)) counts.set(`${r.order_id} ${hours}`, Number(r.n));
    if (stored) continue;
    for (const [, ofParty] of Map.groupBy(orders, (o) => o.partyId)) {
      const times = ofParty.map((o) => o.orderedAt).sort();
      let first = 0;
      const inOrder = ofParty.toSorted((a, b) => (a.orderedAt < b.orderedAt ? -1 : a.orderedAt > b.orderedAt ? 1 : 0));
      inOrder.forEach((o, i) => {
        while ((times[first] ?? '') <= since(o)) first += 1;
        const key = `${o.orderId} ${hours}`;
        counts.set(key, (counts.get(key) ?? 0) + i - first);
      });
    }
  }
  return counts;
}

/** Orders whose address the customer used before or keeps. */
async function addressesKnown(
  tx: Tx,
  orders: readonly RuleSubject[],
  partyIds: readonly { readonly id: string }[],
  stored: boolean,
): Promise<ReadonlySet<string>> {
  const addressed = orders.flatMap((o) =>
    o.addressKey === null ? [] : [{ order_id: o.orderId, party_id: o.partyId, address_key: o.addressKey, until: o.orderedAt }],
  );
  const known = new Set((await tx.runFor(addressesBefore, addressed)).map((r) => r.order_id));
  const kept = new Set(
    (await tx.runFor(keptAddresses, addressed.length === 0 ? [] : partyIds)).map((a) => `${a.id} ${addressKey(a) ?? ''}`),
  );
  for (const o of addressed) {
    const at = `${o.party_id} ${o.address_key}`;
    if (kept.has(at)) known.add(o.order_id);
    if (!stored) kept.add(at);
  }
  return known;
}
