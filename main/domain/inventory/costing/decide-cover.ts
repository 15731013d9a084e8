import { share } from '../../../../preload/contract/values/int.ts';
import type { Minor } from '../../../../preload/contract/values/money.ts';
import type { Cover, OwedLayer } from './model.ts';

/**
 * Which of the units that left before they came an arrival covers, the oldest first, and what of it is left to lie in stock. Both sides give
 * value in proportion to quantity and all of it with the last unit, so that nothing is owed for nothing and the parts are the arrival to the cent.
 */
export function decideCover(
  owed: readonly OwedLayer[],
  arrival: { readonly qty: number; readonly value: Minor },
): { readonly covers: readonly Cover[]; readonly rest: { readonly qty: number; readonly value: Minor } } {
  const covers: Cover[] = [];
  let { qty: left, value: worth } = arrival;
  for (const { layerId, outLineId, covered: from, qtyOwed, valueOwed, effectiveOn: leftOn } of owed) {
    const qty = Math.min(qtyOwed, left);
    if (qty <= 0) continue;
    const value = share(worth, left, qty);
    covers.push({ layerId, outLineId, from, qty, value, provisional: share(valueOwed, qtyOwed, qty), leftOn });
    left -= qty;
    worth -= value;
  }
  return { covers, rest: { qty: left, value: worth } };
}
