import type { Insertable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import { assertInScope } from '../company/index.ts';

type Row<T extends keyof DB> = Insertable<DB[T]>;

/** A line of a receipt, with what later documents say of it. */
export interface ReceiptLine {
  readonly id: number;
  readonly receiptId: string;
  readonly receiptNumber: string;
  readonly revision: number;
  readonly lineNo: number;
  readonly itemId: string;
  readonly sku: string;
  readonly moveId: number;
  readonly partyId: string;
  readonly warehouseId: string;
  readonly taxCode: string | null;
  /** Currency of its order, and the price in it that many steps were ordered at, micros. */
  readonly currency: string;
  readonly priceSteps: number;
  readonly priceMicros: number;
  readonly qty: number;
  /** What the units came in at, minor units. */
  readonly value: number;
  /** Landed cost estimated at receipt and not settled yet. */
  readonly accrued: number;
  /** Given back to the supplier: units, and what of `value` went with them. */
  readonly qtyReturned: number;
  readonly valueReturned: number;
}

/** Lines of receipts in order; refuses a receipt that is not there or whose warehouse the actor does not see. */
export async function loadReceiptLines(ctx: CommandContext, receiptIds: readonly string[]): Promise<ReceiptLine[]> {
  const wanted = [...new Set(receiptIds)];
  const rows = await ctx.tx.db
    .selectFrom('purchase_receipt as r')
    .innerJoin('purchase_order as o', 'o.id', 'r.order_id')
    .innerJoin('purchase_receipt_line as l', 'l.receipt_id', 'r.id')
    .innerJoin('purchase_order_line as p', 'p.id', 'l.order_line_id')
    .innerJoin('item as i', 'i.id', 'l.item_id')
    .innerJoin('unit as u', 'u.code', 'i.unit_code')
    .leftJoin('purchase_line_pack as k', 'k.order_line_id', 'p.id')
    .leftJoin('purchase_order_currency as c', 'c.order_id', 'o.id')
    .leftJoin('landed_accrual as a', 'a.receipt_line_id', 'l.id')
    .where('r.id', 'in', wanted)
    .select([
      'l.id',
      'r.id as receiptId',
      'r.number as receiptNumber',
      'r.revision',
      'l.line_no as lineNo',
      'l.item_id as itemId',
      'i.sku',
      'l.move_id as moveId',
      'o.party_id as partyId',
      'o.warehouse_id as warehouseId',
      'p.tax_code as taxCode',
      'l.qty',
      'l.value',
      'a.open',
      'c.currency',
    ])
    .select((eb) => [
      eb.fn.coalesce('k.steps', 'u.steps').as('priceSteps'),
      eb.fn.coalesce('k.price_micros', 'p.price_micros').as('priceMicros'),
    ])
    .orderBy('l.id')
    .execute();
  for (const id of wanted) if (!rows.some((r) => r.receiptId === id)) throw refuse(notFound, { kind: 'receipt', id });
  for (const { warehouseId } of rows) assertInScope(ctx.actor, 'warehouse', warehouseId);
  const back = await ctx.tx.db
    .selectFrom('supplier_return_line')
    .select(['receipt_line_id', 'qty', 'value'])
    .where(
      'receipt_line_id',
      'in',
      rows.map((r) => r.id),
    )
    .execute();
  const returned = Map.groupBy(back, (b) => b.receipt_line_id);
  const sum = (id: number, of: 'qty' | 'value') => (returned.get(id) ?? []).reduce((total, b) => total + b[of], 0);
  return rows.map(({ open, currency, ...r }) => ({
    ...r,
    currency: currency ?? ctx.company.currency,
    accrued: open ?? 0,
    qtyReturned: sum(r.id, 'qty'),
    valueReturned: sum(r.id, 'value'),
  }));
}

/** The estimates of these lines are settled: nothing of them is open any more. */
export async function settleAccruals(ctx: CommandContext, lines: readonly ReceiptLine[]): Promise<void> {
  const open = lines.filter((l) => l.accrued !== 0);
  await ctx.tx.updateMany(
    'landed_accrual',
    ['receipt_line_id'],
    open.map((l) => ({ receipt_line_id: l.id, open: 0 })),
  );
  await raiseReceipts(ctx, open);
}

/** Raises the revision of receipts something was done with. */
async function raiseReceipts(ctx: CommandContext, lines: readonly ReceiptLine[]): Promise<void> {
  const receipts = new Map(lines.map((l) => [l.receiptId, l.revision]));
  await ctx.tx.updateMany(
    'purchase_receipt',
    ['id'],
    [...receipts].map(([id, revision]) => ({ id, revision: revision + 1 })),
  );
}

export async function insertLanded(
  ctx: CommandContext,
  head: Row<'landed_cost'>,
  lines: readonly Row<'landed_cost_line'>[],
): Promise<void> {
  await ctx.tx.insertMany('landed_cost', [head]);
  await ctx.tx.insertMany('landed_cost_line', lines);
}

export async function insertReturn(
  ctx: CommandContext,
  head: Row<'supplier_return'>,
  lines: readonly Row<'supplier_return_line'>[],
): Promise<void> {
  await ctx.tx.insertMany('supplier_return', [head]);
  await ctx.tx.insertMany('supplier_return_line', lines);
}

/** Landed cost expected per unit, micros, of order lines that expect any. */
export async function loadEstimates(ctx: CommandContext, orderLineIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await ctx.tx.db
    .selectFrom('landed_estimate')
    .select(['order_line_id', 'micros'])
    .where('order_line_id', 'in', orderLineIds)
    .execute();
  return new Map(rows.map((r) => [r.order_line_id, r.micros]));
}

export const insertAccruals = (ctx: CommandContext, rows: readonly Row<'landed_accrual'>[]): Promise<void> =>
  ctx.tx.insertMany('landed_accrual', rows);

/** Keeps what the lines of an order are expected to bear, in place of what was kept before. */
export async function replaceEstimates(ctx: CommandContext, orderId: string, rows: readonly Row<'landed_estimate'>[]): Promise<void> {
  await ctx.tx.db.deleteFrom('landed_estimate').where('order_id', '=', orderId).execute();
  await ctx.tx.insertMany('landed_estimate', rows);
}
