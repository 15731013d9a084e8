import type { Connection } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import type { Day } from '../../../../preload/contract/values/day.ts';
import { mulDiv } from '../../../../preload/contract/values/int.ts';
import type { Minor } from '../../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../../engine/context.ts';

/** What is let off an item that is paid by a day: of the whole of it. Minor units of the company's currency, positive. */
export interface EarlyDiscount {
  readonly itemKey: string;
  readonly untilOn: Day;
  readonly amount: Minor;
  /** What the document comes to, and its tax. */
  readonly ofTotal: Minor;
  readonly ofTax: Minor;
}

/** Keeps what is let off items, of which none has a discount yet. */
export const keepDiscounts = (ctx: CommandContext, discounts: readonly EarlyDiscount[]): Promise<void> =>
  ctx.tx.insertMany(
    'item_discount',
    discounts.map((d) => ({
      item_key: d.itemKey,
      until_on: d.untilOn,
      amount: d.amount,
      of_total: d.ofTotal,
      of_tax: d.ofTax,
      revision: 1,
    })),
  );

/** Nothing is let off an item any more. */
export async function dropDiscount(ctx: CommandContext, itemKey: string): Promise<void> {
  await ctx.tx.db.deleteFrom('item_discount').where('item_key', '=', itemKey).execute();
}

/** What is let off items until when, by key; those of which nothing is are left out. */
export async function discountsOf(tx: Connection<DB>, keys: readonly string[]): Promise<ReadonlyMap<string, EarlyDiscount>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('item_discount')
    .select(['item_key as itemKey', 'until_on as untilOn', 'amount', 'of_total as ofTotal', 'of_tax as ofTax'])
    .where('item_key', 'in', [...new Set(keys)])
    .execute();
  return new Map(rows.map((r) => [r.itemKey, r]));
}

/** What is let off an item when so much of it is settled by a day: its share of the whole. Nothing after the last day. */
export function discountFor({ amount, ofTotal, untilOn }: EarlyDiscount, settled: Minor, on: Day): Minor {
  return on > untilOn || settled <= 0 ? 0 : Math.min(amount, mulDiv(amount, settled, ofTotal), settled - 1);
}

/** As documents show it: of the whole, and of what is open (positive) while it lasts. */
export const shownDiscount = (
  discount: EarlyDiscount | undefined,
  open: Minor,
): { readonly amount: Minor; readonly untilOn: Day; readonly left: Minor } | null =>
  discount === undefined
    ? null
    : { amount: discount.amount, untilOn: discount.untilOn, left: discountFor(discount, open, discount.untilOn) };
