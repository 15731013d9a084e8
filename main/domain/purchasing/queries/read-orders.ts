import { sql } from 'kysely';
import { notFound } from '../../../../preload/contract/engine.ts';
import { purchasingOperations } from '../../../../preload/contract/purchasing.ts';
import { purchaseOrdersList } from '../../../../preload/contract/purchasing-lists.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { extend } from '../../../../preload/contract/values/money.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { residuals } from '../../accounting/index.ts';
import { onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';
import { grniKey } from '../model.ts';

const HEAD = [
  'o.id',
  'o.number',
  'o.party_id as partyId',
  'p.name as partyName',
  'o.warehouse_id as warehouseId',
  'h.code as warehouseCode',
  'c.currency',
  'o.state',
  'o.ordered_on as orderedOn',
  'o.expected_on as expectedOn',
  'o.memo',
  'o.revision',
] as const;

/** Orders this actor may see: those for the warehouses they are limited to. */
const visible = ({ scopes }: QueryContext['actor']) => onlyInScope(scopes.warehouse, 'o.warehouse_id');

/** Lines of orders with their amount before tax, in order. */
async function linesOf(ctx: QueryContext, orderIds: readonly string[]) {
  if (orderIds.length === 0) return [];
  const rows = await ctx.tx.db
    .selectFrom('purchase_order_line as l')
    .innerJoin('item as i', 'i.id', 'l.item_id')
    .innerJoin('unit as u', 'u.code', 'i.unit_code')
    .leftJoin('purchase_line_pack as k', 'k.order_line_id', 'l.id')
    .leftJoin('item_pack as n', 'n.id', 'k.pack_id')
    .leftJoin('purchase_order_currency as c', 'c.order_id', 'l.order_id')
    .leftJoin('landed_estimate as e', 'e.order_line_id', 'l.id')
    .where('l.order_id', 'in', [...orderIds])
    .select([
      'l.id',
      'l.order_id as orderId',
      'l.line_no as lineNo',
      'l.item_id as itemId',
      'i.sku',
      'i.title',
      'l.qty',
      'c.currency',
      'n.code as packCode',
      'k.steps as packQty',
      'l.tax_code as taxCode',
      'l.qty_received as received',
      'l.qty_billed as billed',
      'e.micros as landedMicros',
    ])
    .select((eb) => [
      eb.fn.coalesce('k.steps', 'u.steps').as('steps'),
      eb.fn.coalesce('k.price_micros', 'l.price_micros').as('priceMicros'),
    ])
    .orderBy('l.order_id')
    .orderBy('l.line_no')
    .execute();
  const home = ctx.company.currency;
  return rows.map(({ steps, currency, ...r }) => ({ ...r, net: extend(r.qty, steps, r.priceMicros, currency ?? home) }));
}

const sumOf = (lines: readonly { readonly net: number }[]) => lines.reduce((sum, l) => sum + l.net, 0);

export const orderList = handleList(purchaseOrdersList, {
  from: sql`purchase_order as o`,
  columns: {
    id: 'o.id',
    number: 'o.number',
    state: 'o.state',
    orderedOn: 'o.ordered_on',
    partyId: 'o.party_id',
    warehouseId: 'o.warehouse_id',
  },
  through: { partyName: (on) => sql`o.party_id in (select n.id from party as n where ${on('n.name')})` },
  scope: visible,
  search: (text) => startsWith('o.number', text),
  labels: { warehouseId: { table: 'warehouse', name: 'code' } },
  rows: async (ctx, { window, order }) => {
    const rows = await ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('purchase_order as o', 'o.id', 'w.id')
      .innerJoin('party as p', 'p.id', 'o.party_id')
      .innerJoin('warehouse as h', 'h.id', 'o.warehouse_id')
      .leftJoin('purchase_order_currency as c', 'c.order_id', 'o.id')
      .select(HEAD)
      .orderBy(order)
      .execute();
    const lines = Map.groupBy(
      await linesOf(
        ctx,
        rows.map((r) => r.id),
      ),
      (l) => l.orderId,
    );
    return rows.map((r) => ({ ...r, currency: r.currency ?? ctx.company.currency, net: sumOf(lines.get(r.id) ?? []) }));
  },
});

const sumOrNought = (expression: string) => sql<number>`cast(coalesce(sum(${sql.raw(expression)}), 0) as bigint)`;

const returnsOf = (ctx: QueryContext, orderId: string) =>
  ctx.tx.db
    .selectFrom('purchase_receipt as r')
    .innerJoin('supplier_return as b', 'b.receipt_id', 'r.id')
    .leftJoin('supplier_credit as c', 'c.return_id', 'b.id')
    .where('r.order_id', '=', orderId)
    .select([
      'b.id as returnId',
      'b.number',
      'b.returned_on as returnedOn',
      'b.reason',
      'b.value',
      'b.entry_id as entryId',
      'c.number as credit',
    ])
    .orderBy('b.id')
    .execute();

const receiptsOf = (ctx: QueryContext, orderId: string) =>
  ctx.tx.db
    .selectFrom('purchase_receipt as r')
    .innerJoin('purchase_receipt_line as l', 'l.receipt_id', 'r.id')
    .innerJoin('purchase_order_line as o', 'o.id', 'l.order_line_id')
    .innerJoin('item as i', 'i.id', 'l.item_id')
    .where('r.order_id', '=', orderId)
    .select([
      'r.id as receiptId',
      'r.number',
      'l.line_no as lineNo',
      'o.line_no as orderLineNo',
      'i.sku',
      'r.received_on as receivedOn',
      'r.delivery_note as deliveryNote',
      'l.qty',
      'l.value',
      'l.move_id as moveId',
      'r.entry_id as entryId',
    ])
    .select((eb) => [
      sql<number>`${eb.selectFrom('landed_accrual as a').whereRef('a.receipt_line_id', '=', 'l.id').select(sumOrNought('a.amount').as('sum'))}
        + ${eb.selectFrom('landed_cost_line as c').whereRef('c.receipt_line_id', '=', 'l.id').select(sumOrNought('c.amount - c.estimated').as('sum'))}`.as(
        'landed',
      ),
      eb
        .selectFrom('supplier_return_line as b')
        .whereRef('b.receipt_line_id', '=', 'l.id')
        .select(sumOrNought('b.qty').as('sum'))
        .as('returned'),
    ])
    .orderBy('l.id')
    .execute();

const billsOf = (ctx: QueryContext, orderId: string) =>
  ctx.tx.db
    .selectFrom('purchase_order_line as o')
    .innerJoin('supplier_bill_line as l', 'l.order_line_id', 'o.id')
    .innerJoin('supplier_bill as b', 'b.id', 'l.bill_id')
    .innerJoin('item as i', 'i.id', 'o.item_id')
    .where('o.order_id', '=', orderId)
    .select([
      'b.id as billId',
      'b.number',
      'b.reference',
      'b.billed_on as billedOn',
      'o.line_no as orderLineNo',
      'i.sku',
      sql<number>`coalesce(l.qty, 0)`.as('qty'),
      'l.net',
      'l.matched',
      'l.to_stock as toStock',
      'l.to_sold as toSold',
    ])
    .orderBy('l.id')
    .execute();

export const getOrder = handleQuery(purchasingOperations.getOrder, async (ctx, { orderId }) => {
  const head = await ctx.tx.db
    .selectFrom('purchase_order as o')
    .innerJoin('party as p', 'p.id', 'o.party_id')
    .innerJoin('warehouse as h', 'h.id', 'o.warehouse_id')
    .leftJoin('purchase_order_currency as c', 'c.order_id', 'o.id')
    .where('o.id', '=', orderId)
    .where(visible(ctx.actor))
    .select(HEAD)
    .executeTakeFirst();
  if (!head) throw refuse(notFound, { kind: 'purchase order', id: orderId });
  const lines = await linesOf(ctx, [orderId]);
  const open = await residuals(
    ctx.tx,
    'grni',
    lines.map((l) => grniKey(orderId, l.lineNo)),
  );
  const bills = await billsOf(ctx, orderId);
  return {
    ...head,
    currency: head.currency ?? ctx.company.currency,
    net: sumOf(lines),
    lines: lines.map(({ id: _i, orderId: _o, ...l }) => ({ ...l, open: open.get(grniKey(orderId, l.lineNo)) ?? 0 })),
    receipts: (await receiptsOf(ctx, orderId)).map((r) => ({ ...r, returned: r.returned ?? 0 })),
    returns: await returnsOf(ctx, orderId),
    bills: bills.map(({ matched, ...b }) => ({ ...b, difference: b.net - matched })),
  };
});
