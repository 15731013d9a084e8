import type { Arrival, Consumption } from './model.ts';

/**
 * What arrives in the other valuation area when consumed layers move there: the same pieces with their first date and
 * their cost, each linked to the valuation line (`lineIds`, one per consumption) that took it out.
 */
export function decideTransfer(consumed: readonly Consumption[], lineIds: readonly number[]): readonly Arrival[] {
  return consumed.map((c, i) => ({
    qty: c.qty,
    value: c.value,
    effectiveAt: c.effectiveAt,
    effectiveOn: c.effectiveOn,
    parentLayerId: c.layerId,
    originLineId: lineIds[i] ?? null,
  }));
}
