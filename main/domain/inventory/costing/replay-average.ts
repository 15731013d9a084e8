import { share } from '../../../../preload/contract/values/int.ts';
import type { Minor } from '../../../../preload/contract/values/money.ts';

/** A line of an average pool, in order of time. Quantity and value positive, differences found later included. */
export type AverageEvent =
  | { readonly kind: 'in'; readonly qty: number; readonly value: Minor }
  | {
      readonly kind: 'out';
      readonly lineId: number;
      readonly qty: number;
      /** Of them, units that went on to another area or came back, with the cost they carry: that stays theirs. */
      readonly onward: { readonly qty: number; readonly value: Minor };
      /** What those that left for good cost until now. */
      readonly gone: Minor;
    };

/** What units that left for good cost more (positive) or less than they did. */
export interface Recosted {
  readonly lineId: number;
  readonly qty: number;
  readonly difference: Minor;
}

/**
 * Averages a pool again from what it held before the first event. Returns the differences of what left for good, what the pool is worth
 * at the end, and what none of its units can carry: goods sent out before they came, by the days stated, may leave a value on nothing.
 */
export function replayAverage(
  before: { readonly qty: number; readonly value: Minor },
  events: readonly AverageEvent[],
): { readonly recosted: readonly Recosted[]; readonly value: Minor; readonly beyond: Minor } {
  let { qty, value } = before;
  const recosted: Recosted[] = [];
  for (const event of events) {
    if (event.kind === 'in') {
      qty += event.qty;
      value += event.value;
      continue;
    }
    const gone = event.qty - event.onward.qty;
    const rest = value - event.onward.value;
    let cost = event.gone;
    if (gone > 0 && qty >= event.qty) cost = Math.max(0, qty === event.qty ? rest : Math.min(share(value, qty, gone), rest));
    if (cost !== event.gone) recosted.push({ lineId: event.lineId, qty: gone, difference: cost - event.gone });
    qty -= event.qty;
    value = rest - cost;
  }
  const worth = qty <= 0 ? 0 : Math.max(0, value);
  return { recosted, value: worth, beyond: value - worth };
}
