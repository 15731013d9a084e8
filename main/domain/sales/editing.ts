import type { Insertable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { lineOfSet, lineSettled } from '../../../preload/contract/sales.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import type { CommandContext } from '../../engine/context.ts';
import { loadItems } from '../catalog/index.ts';
import { amountsOf, totalOf } from './amounts.ts';
import { testAgain } from './holds/again.ts';
import type { OrderLine } from './model.ts';
import { assertWithinLimit, type DiscountedLine } from './prices/limits.ts';
import { dropPriceSources } from './prices/store.ts';
import { releaseExcess } from './promises.ts';
import { loadSets } from './sets.ts';
import { lineIn, loadOrders, openOrderIn, saveOrders, updateOrderedLines } from './store.ts';

/** News of orders whose lines changed; `data` is `{ orderIds: string[] }`. */
export const ORDER_EDITED = 'sales.orderEdited';

export interface LineEdit {
  readonly orderLineId: number;
  readonly qty?: number | undefined;
  readonly unitPriceMicros?: number | undefined;
  readonly discount?: number | undefined;
  readonly discountPpm?: number | undefined;
}

const asDiscounted = (row: {
  item_id: string;
  sku: string;
  qty: number;
  unit_price_micros: number;
  discount: number;
  discount_ppm: number;
}): DiscountedLine => ({
  itemId: row.item_id,
  sku: row.sku,
  qty: row.qty,
  unitPriceMicros: row.unit_price_micros,
  discount: row.discount,
  discountPpm: row.discount_ppm,
});

const namesPrice = (edit: LineEdit | undefined) =>
  edit?.unitPriceMicros !== undefined || edit?.discount !== undefined || edit?.discountPpm !== undefined;

const untouched = (l: OrderLine) => l.qtyShipped === 0 && l.qtyInvoiced === 0 && l.qtyCancelled === 0;

/**
 * Changes lines nothing has happened to yet, or the promised day. Amounts of changed lines are computed anew under the
 * rounding the order was frozen with; a line whose amounts the channel stated becomes ours by being edited, the others
 * keep theirs. Stock promised beyond a lowered quantity is released; the rules are tested again.
 */
export async function changeOrder(
  ctx: CommandContext,
  input: { readonly orderId: string; readonly promisedOn?: Day | null | undefined; readonly lines: readonly LineEdit[] },
): Promise<{ orderId: string; total: number; holds: number }> {
  const book = await loadOrders(ctx.tx, [input.orderId]);
  const order = openOrderIn(ctx, book, input.orderId);
  const rows = new Map(
    (await ctx.tx.db.selectFrom('sales_order_line').selectAll().where('order_id', '=', order.id).execute()).map((r) => [r.id, r]),
  );
  const sets = await loadSets(ctx, order);
  const setOf = new Map(sets.flatMap((set) => set.lines.map(({ line }) => [line.id, set])));
  const edits = input.lines.map((edit) => {
    const line = lineIn(book, order.id, edit.orderLineId);
    const set = setOf.get(line.id);
    if (set) throw refuse(lineOfSet, { sku: line.sku, set: set.sku });
    if (!untouched(line)) throw refuse(lineSettled, { orderLineId: line.id, sku: line.sku });
    const row = rows.get(line.id);
    if (!row) throw new Error(`order line ${line.id} vanished`);
    return {
      line,
      row: {
        ...row,
        qty: edit.qty ?? row.qty,
        unit_price_micros: edit.unitPriceMicros ?? row.unit_price_micros,
        discount: edit.discount ?? row.discount,
        discount_ppm: edit.discountPpm ?? row.discount_ppm,
      },
    };
  });
  // What a channel sold is sold, until somebody names another price.
  const limited = edits.filter((_, i) => order.channelId === null || namesPrice(input.lines[i]));
  await assertWithinLimit(
    ctx,
    { partyId: order.partyId, on: ctx.today, currency: order.currency, includesTax: order.priceIncludesTax },
    limited.flatMap(({ row }) => (row.item_id === null ? [] : [asDiscounted({ ...row, item_id: row.item_id })])),
  );
  const items = await loadItems(
    ctx,
    edits.flatMap((e) => e.line.itemId ?? []),
  );
  const amounts = amountsOf(
    edits.map(({ row }) => ({
      qty: row.qty,
      unitPriceMicros: row.unit_price_micros,
      discount: row.discount,
      discountPpm: row.discount_ppm,
      taxCode: row.tax_code ?? undefined,
      taxRatePpm: row.tax_rate_ppm,
      stepsPerUnit: row.item_id === null ? 1 : (items.get(row.item_id)?.stepsPerUnit ?? 1),
    })),
    { currency: order.currency, rounding: order.taxRounding, pricesIncludeTax: order.priceIncludesTax },
  );
  edits.forEach(({ row }, i) => rows.set(row.id, { ...row, ...amounts[i] }));
  const total = totalOf([...rows.values()]);
  await releaseExcess(
    ctx,
    edits
      .filter(({ line, row }) => row.qty < line.qty && line.kind === 'item')
      .map(({ row }) => ({ orderLineId: row.id, wanted: row.qty })),
  );
  await updateOrderedLines(
    ctx,
    edits.map(
      ({ row }, i): Partial<Insertable<DB['sales_order_line']>> => ({
        id: row.id,
        qty: row.qty,
        unit_price_micros: row.unit_price_micros,
        discount: row.discount,
        discount_ppm: row.discount_ppm,
        ...amounts[i],
      }),
    ),
  );
  await dropPriceSources(
    ctx,
    input.lines.filter((l) => l.unitPriceMicros !== undefined).map((l) => l.orderLineId),
  );
  await saveOrders(
    ctx,
    book,
    new Map([[order.id, { ...total, ...(input.promisedOn === undefined ? {} : { promised_on: input.promisedOn }) }]]),
  );
  const holds = await testAgain(ctx, [order.id]);
  await ctx.emit({ name: ORDER_EDITED, data: { orderIds: [order.id] } });
  return { orderId: order.id, total: total.total, holds };
}
