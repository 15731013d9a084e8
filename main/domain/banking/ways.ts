import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import { discountFor, discountsOf, instalmentsOfItems } from '../accounting/index.ts';
import type { Way } from './suggest.ts';

interface Item {
  readonly item_key: string;
  readonly residual: Minor;
}

/** Sums items are settled by besides all that is open: less what is let off while that lasts, and their instalments up to each of them. */
export async function waysOf<I extends Item>(tx: Connection<DB>, items: readonly I[]): Promise<ReadonlyMap<I, readonly Way[]>> {
  const of = (way: 1 | -1) => items.filter((i) => Math.sign(i.residual) === way).map((i) => i.item_key);
  const discounts = await discountsOf(
    tx,
    items.map((i) => i.item_key),
  );
  const parts = new Map([...(await instalmentsOfItems(tx, 'receivable', of(1))), ...(await instalmentsOfItems(tx, 'payable', of(-1)))]);
  return new Map(
    items.map((item) => {
      const sign = Math.sign(item.residual);
      const terms = discounts.get(item.item_key);
      const off = terms ? discountFor(terms, Math.abs(item.residual), terms.untilOn) : 0;
      const ways: Way[] = off > 0 && terms ? [{ amount: item.residual - sign * off, discount: off, untilOn: terms.untilOn }] : [];
      let sum = 0;
      for (const part of (parts.get(item.item_key) ?? []).slice(0, -1)) {
        sum += part.open;
        if (part.open > 0) ways.push({ amount: sign * sum, discount: 0, untilOn: null });
      }
      return [item, ways];
    }),
  );
}
