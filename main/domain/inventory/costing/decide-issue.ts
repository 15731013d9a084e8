import { share } from '../../../../preload/contract/values/int.ts';
import type { Consumption, OpenLayer } from './model.ts';

/** The pool holds less than asked. */
export interface Shortage {
  readonly missing: number;
}

/**
 * Which layers an issue of `qty` steps consumes and at what value. `layers` in the order they are to be used: for FIFO
 * by first date, then layer id; average and standard keep one running layer. A layer gives value in proportion to the
 * quantity taken and all of its value with its last unit, so nothing is left on nothing. `from` skips layers used up.
 */
export function decideIssue(layers: readonly OpenLayer[], qty: number, from = 0): readonly Consumption[] | Shortage {
  const out: Consumption[] = [];
  let missing = qty;
  for (let i = from; missing > 0; i += 1) {
    const layer = layers[i];
    if (!layer) return { missing };
    const taken = Math.min(layer.qtyLeft, missing);
    if (taken === 0) continue;
    out.push({
      layerId: layer.layerId,
      qty: taken,
      value: share(layer.valueLeft, layer.qtyLeft, taken),
      effectiveAt: layer.effectiveAt,
      effectiveOn: layer.effectiveOn,
    });
    missing -= taken;
  }
  return out;
}

/** Whether an issue could not be met. */
export const isShortage = (decision: readonly Consumption[] | Shortage): decision is Shortage => 'missing' in decision;
