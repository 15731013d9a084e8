import { sql } from 'kysely';
import { type Connection, sumInt } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { CancellationMatch, CancellationWant, ReturnableLine } from './model.ts';
import { decideMatches, oldestFirst } from './rules.ts';

/** Set-based reads of what returns decide on. */

type Tx = Connection<DB>;

const SHIPPED = [
  'l.id as shipmentLineId',
  'l.order_line_id as orderLineId',
  'l.item_id as itemId',
  'l.qty as qty',
  'l.move_id as moveId',
  's.order_id as orderId',
  's.warehouse_id as warehouseId',
  's.shipped_at as shippedAt',
  'l.party_id as partyId',
] as const;

type ShippedRow = Omit<ReturnableLine, 'left'> & { readonly qty: number };

/** Takes off what came back already, or is announced to: cancelled returns do not count. */
async function withLeft(tx: Tx, rows: readonly ShippedRow[]): Promise<ReturnableLine[]> {
  if (rows.length === 0) return [];
  const back = await tx.db
    .selectFrom(
      tx
        .rowset(
          rows.map((r) => ({ id: r.shipmentLineId })),
          { id: 'int' },
        )
        .as('w'),
    )
    .crossJoin('return_line as b')
    .whereRef('b.shipment_line_id', '=', 'w.id')
    .innerJoin('customer_return as c', 'c.id', 'b.return_id')
    .where('c.state', '<>', 'cancelled')
    .select(['w.id', 'b.qty'])
    .execute();
  const returned = new Map<number, number>();
  for (const b of back) returned.set(b.id, (returned.get(b.id) ?? 0) + b.qty);
  return rows.map(({ qty, ...r }) => ({ ...r, left: qty - (returned.get(r.shipmentLineId) ?? 0) }));
}

/** Shipped goods of these order lines, and these shipment lines themselves, with what may still come back. */
export async function loadReturnable(
  tx: Tx,
  by: { readonly orderLineIds?: readonly number[]; readonly shipmentLineIds?: readonly number[] },
): Promise<ReturnableLine[]> {
  const found = new Map<number, ShippedRow>();
  const keep = (rows: readonly ShippedRow[]) => {
    for (const row of rows) found.set(row.shipmentLineId, row);
  };
  const from = (ids: readonly number[]) =>
    tx.db.selectFrom(
      tx
        .rowset(
          [...new Set(ids)].map((id) => ({ id })),
          { id: 'int' },
        )
        .as('w'),
    );
  if (by.orderLineIds && by.orderLineIds.length > 0)
    keep(
      await from(by.orderLineIds)
        .crossJoin('shipment_line as l')
        .whereRef('l.order_line_id', '=', 'w.id')
        .innerJoin('shipment as s', 's.id', 'l.shipment_id')
        .where('s.state', '=', 'shipped')
        .where('l.move_id', 'is not', null)
        .select(SHIPPED)
        .execute(),
    );
  if (by.shipmentLineIds && by.shipmentLineIds.length > 0)
    keep(
      await from(by.shipmentLineIds)
        .crossJoin('shipment_line as l')
        .whereRef('l.id', '=', 'w.id')
        .innerJoin('shipment as s', 's.id', 'l.shipment_id')
        .where('s.state', '=', 'shipped')
        .where('l.move_id', 'is not', null)
        .select(SHIPPED)
        .execute(),
    );
  return withLeft(tx, [...found.values()]);
}

/**
 * Takes off what was credited without coming back (a quantity credit note): crediting it once more is nobody's due. The
 * oldest parcels of a line lose first, as the latest are what a cancellation means.
 */
async function withCreditable(tx: Tx, rows: readonly ReturnableLine[]): Promise<ReturnableLine[]> {
  if (rows.length === 0) return [];
  const lines = await tx.db
    .selectFrom(
      tx
        .rowset(
          [...new Set(rows.map((r) => r.orderLineId))].map((id) => ({ id })),
          { id: 'int' },
        )
        .as('w'),
    )
    .innerJoin('sales_order_line as l', 'l.id', 'w.id')
    .where('l.qty_credited', '>', 0)
    .select((eb) => [
      'l.id',
      'l.qty_credited',
      eb
        .selectFrom('return_line as b')
        .innerJoin('customer_return as c', 'c.id', 'b.return_id')
        .whereRef('b.order_line_id', '=', 'l.id')
        .where('c.credited_on', 'is not', null)
        .select((e) => sumInt(e.ref('b.qty')).as('qty'))
        .as('back'),
    ])
    .execute();
  const kept = new Map(lines.map((l) => [l.id, l.qty_credited - Number(l.back ?? 0)]));
  return rows.toSorted(oldestFirst).map((r) => {
    const off = Math.min(Math.max(0, r.left), Math.max(0, kept.get(r.orderLineId) ?? 0));
    kept.set(r.orderLineId, (kept.get(r.orderLineId) ?? 0) - off);
    return { ...r, left: r.left - off };
  });
}

/**
 * Finds the earlier shipments that cancellations mean, by customer and item, for any number of wants in four statements.
 * Rule: `decideMatches` (the latest shipment not fully returned first; never one shipped after `before`). Units whose money was
 * given back already are left out.
 */
export async function matchCancellations(tx: Tx, wants: readonly CancellationWant[]): Promise<CancellationMatch[]> {
  if (wants.length === 0) return [];
  const pairs = [...new Map(wants.map((w) => [`${w.partyId}|${w.itemId}`, { party_id: w.partyId, item_id: w.itemId }])).values()];
  const rows = await tx.db
    .selectFrom(tx.rowset(pairs, { party_id: 'text', item_id: 'text' }).as('w'))
    .crossJoin('shipment_line as l')
    .whereRef('l.party_id', '=', 'w.party_id')
    .whereRef('l.item_id', '=', 'w.item_id')
    .innerJoin('shipment as s', 's.id', 'l.shipment_id')
    .innerJoin('sales_order_line as ol', 'ol.id', 'l.order_line_id')
    .where('s.state', '=', 'shipped')
    .where('l.move_id', 'is not', null)
    .where(sql<boolean>`ol.qty_returned < ol.qty_shipped`)
    .select(SHIPPED)
    .execute();
  return decideMatches(wants, await withCreditable(tx, await withLeft(tx, rows)));
}

/** What a unit of an item costs now, as quantity and value: for goods that come back without a known sale. */
export interface CurrentCost {
  readonly qty: number;
  readonly value: number;
}

/**
 * Current cost of items: what the pool of a warehouse's stock holds (the warehouse asked for first, else any with stock),
 * else the last goods that came in anywhere. Items that never had a cost are absent.
 */
export async function loadCurrentCosts(
  tx: Tx,
  wants: readonly { readonly itemId: string; readonly warehouseId: string }[],
): Promise<Map<string, CurrentCost>> {
  const found = new Map<string, CurrentCost>();
  const items = [...new Set(wants.map((w) => w.itemId))].map((item_id) => ({ item_id }));
  if (items.length === 0) return found;
  const areas = await tx.db
    .selectFrom('location')
    .where('status', '=', 'sellable')
    .where('area_id', 'is not', null)
    .select(['area_id', 'warehouse_id'])
    .distinct()
    .execute();
  const warehouseOf = new Map(areas.map((a) => [a.area_id, a.warehouse_id]));
  const pools = await tx.db
    .selectFrom(tx.rowset(items, { item_id: 'text' }).as('w'))
    .crossJoin('cost_pool_balance as p')
    .whereRef('p.item_id', '=', 'w.item_id')
    .where('p.qty', '>', 0)
    .select(['p.item_id', 'p.area_id', 'p.qty', 'p.value'])
    .orderBy('p.area_id')
    .execute();
  const preferred = new Map(wants.map((w) => [w.itemId, w.warehouseId]));
  const score = (p: { item_id: string; area_id: string }) => {
    const warehouse = warehouseOf.get(p.area_id);
    return warehouse === undefined ? 2 : warehouse === preferred.get(p.item_id) ? 0 : 1;
  };
  for (const p of pools.toSorted((a, b) => score(a) - score(b)))
    if (!found.has(p.item_id)) found.set(p.item_id, { qty: p.qty, value: p.value });
  const missing = items.filter((i) => !found.has(i.item_id));
  if (missing.length === 0) return found;
  const last = await tx.db
    .selectFrom((eb) =>
      eb
        .selectFrom(tx.rowset(missing, { item_id: 'text' }).as('w'))
        .crossJoin('valuation_line as v')
        .whereRef('v.item_id', '=', 'w.item_id')
        .where(sql<boolean>`v.kind <> 'out' and v.kind = 'in'`)
        .groupBy('v.item_id')
        .select((e) => e.fn.max('v.id').as('last_id'))
        .as('m'),
    )
    .innerJoin('valuation_line as v', 'v.id', 'm.last_id')
    .select(['v.item_id', 'v.qty', 'v.value'])
    .execute();
  for (const l of last) if (l.qty > 0) found.set(l.item_id, { qty: l.qty, value: l.value });
  return found;
}

/** Cost these shipment moves took out of stock, with their quantity: what a credit given before the goods arrive assumes. */
export async function loadCostOfMoves(tx: Tx, moveIds: readonly number[]): Promise<Map<number, CurrentCost>> {
  const found = new Map<number, CurrentCost>();
  if (moveIds.length === 0) return found;
  const rows = await tx.db
    .selectFrom(
      tx
        .rowset(
          [...new Set(moveIds)].map((id) => ({ id })),
          { id: 'int' },
        )
        .as('w'),
    )
    .crossJoin('valuation_line as v')
    .whereRef('v.move_id', '=', 'w.id')
    .where('v.kind', '=', 'out')
    .select(['w.id', 'v.qty', 'v.value'])
    .execute();
  for (const r of rows) {
    const sum = found.get(r.id);
    found.set(r.id, { qty: (sum?.qty ?? 0) - r.qty, value: (sum?.value ?? 0) - r.value });
  }
  return found;
}

/** Quarantine and stock places per warehouse: the first of each, which it was created with. */
export async function loadReturnPlaces(tx: Tx): Promise<Map<string, { quarantine: string | undefined; stock: string | undefined }>> {
  const rows = await tx.db
    .selectFrom('location')
    .where('warehouse_id', 'is not', null)
    .where('status', 'in', ['sellable', 'quarantine'])
    .where('active', '=', 1)
    .select(['id', 'warehouse_id', 'status'])
    .orderBy('id')
    .execute();
  const found = new Map<string, { quarantine: string | undefined; stock: string | undefined }>();
  for (const { id, warehouse_id, status } of rows) {
    if (warehouse_id === null) continue;
    const p = found.get(warehouse_id) ?? { quarantine: undefined, stock: undefined };
    if (status === 'quarantine') p.quarantine ??= id;
    else p.stock ??= id;
    found.set(warehouse_id, p);
  }
  return found;
}

/** The invoice goods were billed on, per return line: that of their shipment line, else the only one of their order line. */
export async function loadInvoicesOf(
  tx: Tx,
  lines: readonly { readonly id: number; readonly order_line_id: number | null; readonly shipment_line_id: number | null }[],
): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  const wanted = lines.flatMap((l) => (l.order_line_id === null ? [] : [{ order_line: l.order_line_id }]));
  if (wanted.length === 0) return found;
  const rows = await tx.db
    .selectFrom(tx.rowset(wanted, { order_line: 'int' }).as('w'))
    .crossJoin('invoice_line as l')
    .whereRef('l.order_line_id', '=', 'w.order_line')
    .innerJoin('invoice as i', 'i.id', 'l.invoice_id')
    .where('i.kind', '=', 'invoice')
    .select(['w.order_line', 'l.shipment_line_id', 'i.id'])
    .execute();
  const byOrderLine = Map.groupBy(rows, (r) => r.order_line);
  for (const line of lines) {
    const candidates = byOrderLine.get(line.order_line_id ?? 0) ?? [];
    const own = candidates.find((c) => c.shipment_line_id !== null && c.shipment_line_id === line.shipment_line_id);
    const ids = new Set(candidates.map((c) => c.id));
    const [only] = ids;
    const id = own?.id ?? (ids.size === 1 ? only : undefined);
    if (id !== undefined) found.set(line.id, id);
  }
  return found;
}
