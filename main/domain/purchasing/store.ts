import type { Insertable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import { alreadyExists, notFound } from '../../../preload/contract/engine.ts';
import { notASupplier, wrongState } from '../../../preload/contract/purchasing.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import { assertInScope } from '../company/index.ts';
import { nextState, statesFor } from '../machine.ts';
import { ORDER_MACHINE, type OrderStep } from './machine.ts';
import type { Order, OrderLine } from './model.ts';

type Row<T extends keyof DB> = Insertable<DB[T]>;

/** Orders with their lines, by id and in the order asked; refuses one that is not there or whose warehouse the actor does not see. */
export async function loadOrders(ctx: CommandContext, ids: readonly string[]): Promise<Order[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const heads = await ctx.tx.db
    .selectFrom('purchase_order as o')
    .innerJoin('party as p', 'p.id', 'o.party_id')
    .leftJoin('purchase_order_currency as c', 'c.order_id', 'o.id')
    .where('o.id', 'in', wanted)
    .select([
      'o.id',
      'o.number',
      'o.party_id as partyId',
      'p.name as partyName',
      'o.warehouse_id as warehouseId',
      'c.currency',
      'o.state',
      'o.revision',
    ])
    .execute();
  const rows = await ctx.tx.db
    .selectFrom('purchase_order_line as l')
    .innerJoin('item as i', 'i.id', 'l.item_id')
    .innerJoin('unit as u', 'u.code', 'i.unit_code')
    .leftJoin('purchase_line_pack as k', 'k.order_line_id', 'l.id')
    .where('l.order_id', 'in', wanted)
    .select([
      'l.id',
      'l.order_id as orderId',
      'l.line_no as lineNo',
      'l.item_id as itemId',
      'i.sku',
      'i.title',
      'u.steps as stepsPerUnit',
      'l.qty',
      'l.tax_code as taxCode',
      'l.qty_received as qtyReceived',
      'l.qty_billed as qtyBilled',
    ])
    .select((eb) => [
      eb.fn.coalesce('k.steps', 'u.steps').as('priceSteps'),
      eb.fn.coalesce('k.price_micros', 'l.price_micros').as('priceMicros'),
    ])
    .orderBy('l.line_no')
    .execute();
  const lines = Map.groupBy(rows, (r) => r.orderId);
  const home = ctx.company.currency;
  const found = new Map(heads.map((h) => [h.id, { ...h, currency: h.currency ?? home, lines: lines.get(h.id) ?? [] }]));
  return wanted.map((id) => {
    const order = found.get(id);
    if (!order) throw refuse(notFound, { kind: 'purchase order', id });
    assertInScope(ctx.actor, 'warehouse', order.warehouseId);
    return order;
  });
}

/** One order, see `loadOrders`. */
export async function loadOrder(ctx: CommandContext, id: string): Promise<Order> {
  const [order] = await loadOrders(ctx, [id]);
  if (!order) throw refuse(notFound, { kind: 'purchase order', id });
  return order;
}

/** The line of an order by its number. */
export function lineOf(order: Order, lineNo: number): OrderLine {
  const line = order.lines.find((l) => l.lineNo === lineNo);
  if (!line) throw refuse(notFound, { kind: `line of ${order.number}`, id: String(lineNo) });
  return line;
}

/** Takes an order a step further; refuses one that is not in the state for it. */
export function step(order: Order, by: OrderStep): void {
  const next = nextState(ORDER_MACHINE, order.state, by);
  if (!next) throw refuse(wrongState, { number: order.number, state: order.state, needs: statesFor(ORDER_MACHINE, by).join(' or ') });
  order.state = next;
}

/** A supplier and the currency they bill in; refuses a party that is none. */
export async function supplierOf(
  ctx: CommandContext,
  partyId: string,
): Promise<{ readonly id: string; readonly name: string; readonly currency: string }> {
  const party = await ctx.tx.db
    .selectFrom('party as p')
    .leftJoin('party_currency as c', 'c.party_id', 'p.id')
    .select(['p.id', 'p.name', 'p.kind', 'c.currency'])
    .where('p.id', '=', partyId)
    .executeTakeFirst();
  if (!party) throw refuse(notFound, { kind: 'supplier', id: partyId });
  if (party.kind !== 'supplier' && party.kind !== 'both') throw refuse(notASupplier, { name: party.name });
  return { ...party, currency: party.currency ?? ctx.company.currency };
}

export async function insertOrder(
  ctx: CommandContext,
  order: Row<'purchase_order'>,
  lines: readonly Row<'purchase_order_line'>[],
  packs: readonly Row<'purchase_line_pack'>[],
  currency: string,
): Promise<void> {
  await ctx.tx.insertMany('purchase_order', [order]);
  if (currency !== ctx.company.currency) await ctx.tx.insertMany('purchase_order_currency', [{ order_id: order.id, currency }]);
  await ctx.tx.insertMany('purchase_order_line', lines);
  await ctx.tx.insertMany('purchase_line_pack', packs);
}

/** Replaces all lines of a draft. */
export async function replaceLines(
  ctx: CommandContext,
  orderId: string,
  lines: readonly Row<'purchase_order_line'>[],
  packs: readonly Row<'purchase_line_pack'>[],
): Promise<void> {
  await ctx.tx.db.deleteFrom('purchase_line_pack').where('order_id', '=', orderId).execute();
  await ctx.tx.db.deleteFrom('purchase_order_line').where('order_id', '=', orderId).execute();
  await ctx.tx.insertMany('purchase_order_line', lines);
  await ctx.tx.insertMany('purchase_line_pack', packs);
}

/** Changes the head of an order and raises its revision. */
export async function changeOrder(
  ctx: CommandContext,
  order: Pick<Order, 'id' | 'revision'>,
  change: Partial<Pick<Row<'purchase_order'>, 'state' | 'expected_on' | 'memo'>>,
): Promise<void> {
  await ctx.tx.updateMany('purchase_order', ['id'], [{ id: order.id, ...change, revision: order.revision + 1 }]);
}

/** Keeps state and counters of orders goods or bills came on; raises their revision. */
export async function saveOrders(ctx: CommandContext, orders: readonly Order[], lines: readonly OrderLine[]): Promise<void> {
  await ctx.tx.updateMany(
    'purchase_order_line',
    ['id'],
    lines.map((l) => ({ id: l.id, qty_received: l.qtyReceived, qty_billed: l.qtyBilled })),
  );
  await ctx.tx.updateMany(
    'purchase_order',
    ['id'],
    orders.map((o) => ({ id: o.id, state: o.state, revision: o.revision + 1 })),
  );
}

export async function insertReceipt(
  ctx: CommandContext,
  receipt: Row<'purchase_receipt'>,
  lines: readonly Row<'purchase_receipt_line'>[],
): Promise<void> {
  await ctx.tx.insertMany('purchase_receipt', [receipt]);
  await ctx.tx.insertMany('purchase_receipt_line', lines);
}

export async function insertBill(
  ctx: CommandContext,
  bill: Row<'supplier_bill'>,
  lines: readonly Row<'supplier_bill_line'>[],
): Promise<void> {
  await ctx.tx.insertMany('supplier_bill', [bill]);
  await ctx.tx.insertMany('supplier_bill_line', lines);
}

/** What a bill in another currency says in it. */
export async function insertBillCurrency(
  ctx: CommandContext,
  bill: Row<'supplier_bill_currency'>,
  lines: readonly Row<'supplier_bill_line_currency'>[],
): Promise<void> {
  await ctx.tx.insertMany('supplier_bill_currency', [bill]);
  await ctx.tx.insertMany('supplier_bill_line_currency', lines);
}

/** Refuses a document id that is taken. */
export async function assertFree(
  ctx: CommandContext,
  table:
    | 'purchase_order'
    | 'purchase_receipt'
    | 'supplier_bill'
    | 'landed_cost'
    | 'supplier_return'
    | 'supplier_credit'
    | 'prepayment_application',
  id: string,
): Promise<void> {
  const twin = await ctx.tx.db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst();
  if (twin) throw refuse(alreadyExists, { kind: table.replace('_', ' '), id });
}
