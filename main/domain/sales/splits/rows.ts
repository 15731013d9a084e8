import type { Insertable } from 'kysely';
import type { DB } from '../../../../db/schema/index.ts';
import { share } from '../../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { totalOf } from '../amounts.ts';
import { stateOf } from '../machine.ts';
import { type Order, UNTOUCHED_LINE } from '../model.ts';
import type { MovedLine } from './decide.ts';

type LineRow = Insertable<DB['sales_order_line']>;

/** A line of the first order and the line of the new one its goods went to; the same where the whole line went. */
export interface LineMoved {
  readonly orderLineId: number;
  readonly newLineId: number;
  readonly qty: number;
}

/** The part of a line that goes, as a line of its own, and what its first line becomes. Discounts in money go by the same share. */
function partsOf(ctx: CommandContext, { line, qty, net, tax, price }: MovedLine, row: LineRow, orderId: string, lineNo: number) {
  const of = price?.of ?? Number(row.qty);
  const part = price?.part ?? qty;
  const discount = share(Number(row.discount ?? 0), of, part);
  const unit = price ? share(Number(row.unit_price_micros), of, part) : Number(row.unit_price_micros);
  const fresh: LineRow = {
    ...row,
    ...UNTOUCHED_LINE,
    id: ctx.nextId('sales_order_line'),
    order_id: orderId,
    line_no: lineNo,
    qty,
    discount,
    unit_price_micros: unit,
    net,
    tax,
    total: net + tax,
  };
  const left: Partial<LineRow> = {
    id: line.id,
    qty: price ? line.qty : line.qty - qty,
    discount: Number(row.discount ?? 0) - discount,
    unit_price_micros: price ? Number(row.unit_price_micros) - unit : Number(row.unit_price_micros),
    net: line.net - net,
    tax: line.tax - tax,
    total: line.net + line.tax - net - tax,
  };
  return { fresh, left };
}

/**
 * Writes a split: the new order with what goes, the first one with what stays, packs and kits, where prices came from, and the address.
 * Returns which line went where, in the order given, and the totals of both orders.
 */
export async function writeSplit(
  ctx: CommandContext,
  order: Order,
  moved: readonly MovedLine[],
  made: { readonly id: string; readonly number: string; readonly promisedOn?: string | undefined },
) {
  const { db } = ctx.tx;
  const head = await db.selectFrom('sales_order').selectAll().where('id', '=', order.id).executeTakeFirstOrThrow();
  const rows = new Map(
    (await db.selectFrom('sales_order_line').selectAll().where('order_id', '=', order.id).execute()).map((r) => [r.id, r]),
  );
  const fresh: LineRow[] = [];
  const changed: Partial<LineRow>[] = [];
  const lines: LineMoved[] = [];
  moved.forEach((m, i) => {
    const row = rows.get(m.line.id);
    if (!row) throw new Error(`order line ${m.line.id} vanished`);
    if (m.whole) {
      changed.push({ id: m.line.id, order_id: made.id, line_no: i + 1 });
      lines.push({ orderLineId: m.line.id, newLineId: m.line.id, qty: m.qty });
      return;
    }
    const parts = partsOf(ctx, m, row, made.id, i + 1);
    fresh.push(parts.fresh);
    changed.push(parts.left);
    lines.push({ orderLineId: m.line.id, newLineId: parts.fresh.id, qty: m.qty });
  });
  const goes = new Map(moved.map((m) => [m.line.id, m]));
  const stays = order.lines.flatMap((l) => {
    const m = goes.get(l.id);
    if (m?.whole) return [];
    return [m ? { ...l, qty: m.price ? l.qty : l.qty - m.qty, net: l.net - m.net, tax: l.tax - m.tax } : l];
  });
  const totals = { before: totalOf(order.lines), stays: totalOf(stays), moves: totalOf(moved) };
  await ctx.tx.insertMany('sales_order', [
    {
      ...head,
      id: made.id,
      number: made.number,
      external_id: null,
      promised_on: made.promisedOn ?? head.promised_on,
      ...totals.moves,
      cancel_reason: null,
      revision: 1,
    },
  ]);
  await ctx.tx.updateMany('sales_order_line', ['id'], changed);
  await ctx.tx.insertMany('sales_order_line', fresh);
  await ctx.tx.updateMany('sales_order', ['id'], [{ id: order.id, ...totals.stays, state: stateOf(stays), revision: order.revision + 1 }]);
  await movePrices(ctx, made.id, lines);
  const check = await db.selectFrom('sales_order_check').selectAll().where('order_id', '=', order.id).executeTakeFirst();
  if (check) await ctx.tx.insertMany('sales_order_check', [{ ...check, order_id: made.id }]);
  const root = await db.selectFrom('sales_order_split').select('root_order_id').where('order_id', '=', order.id).executeTakeFirst();
  await ctx.tx.insertMany('sales_order_split', [
    { order_id: made.id, from_order_id: order.id, root_order_id: root?.root_order_id ?? order.id, split_on: ctx.today },
  ]);
  return { lines, totals };
}

/** A price agreed goes with its line. */
async function movePrices(ctx: CommandContext, newOrderId: string, lines: readonly LineMoved[]): Promise<void> {
  const newLine = new Map(lines.map((l) => [l.orderLineId, l.newLineId]));
  const rows = await ctx.tx.db
    .selectFrom('sales_order_line_price')
    .selectAll()
    .where('order_line_id', 'in', [...newLine.keys()])
    .execute();
  const whole = rows.filter((r) => newLine.get(r.order_line_id) === r.order_line_id);
  await ctx.tx.updateMany(
    'sales_order_line_price',
    ['order_line_id'],
    whole.map((r) => ({ order_line_id: r.order_line_id, order_id: newOrderId })),
  );
  await ctx.tx.insertMany(
    'sales_order_line_price',
    rows
      .filter((r) => !whole.includes(r))
      .map((r) => ({ ...r, order_id: newOrderId, order_line_id: newLine.get(r.order_line_id) ?? r.order_line_id })),
  );
}
