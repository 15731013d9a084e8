import { mulDiv } from '../../../../preload/contract/values/int.ts';
import type { Minor } from '../../../../preload/contract/values/money.ts';
import type { CostBasis, CostingMethod } from './model.ts';

/** Value that enters stock, and the purchase price variance beside it (paid more than standard: positive, a debit). */
export interface ReceiptValue {
  readonly value: Minor;
  readonly ppv: Minor;
}

/**
 * Value of goods coming in at a stated cost: FIFO and average take the cost itself, standard takes quantity times
 * standard and leaves the difference as variance. `standardValue` is needed for standard only; undefined when the item
 * has no standard cost, and then the result is undefined too.
 */
export function decideReceipt(method: CostingMethod, cost: Minor, standardValue: Minor | undefined): ReceiptValue | undefined {
  if (method !== 'standard') return { value: cost, ppv: 0 };
  if (standardValue === undefined) return undefined;
  return { value: standardValue, ppv: cost - standardValue + 0 };
}

/**
 * Value of `qty` steps found without a stated cost (a count gain): at the basis, which is the average, the newest layer
 * or the standard. Undefined when the house knows no cost: stock is never taken in at nothing by default.
 */
export function decideGain(basis: CostBasis | undefined, qty: number): Minor | undefined {
  return basis && basis.qty > 0 ? mulDiv(basis.value, qty, basis.qty) : undefined;
}
