import type { Minor } from '../../../preload/contract/values/money.ts';
import type { LineDraft } from '../accounting/index.ts';
import { type CostPart, differencePosting, type StockPosting } from '../inventory/index.ts';

/** Documents to journal lines by account role: POSTINGS, Buying. Debit positive, credit negative. */

/** What goods of an order line came in at, or what a bill clears of it. */
export interface Matched {
  /** Key on goods received not invoiced. */
  readonly key: string;
  readonly value: Minor;
}

/** Receipt: Dr inventory (at standard: Dr or Cr price variance) / Cr goods received not invoiced, per order line, and the accrual of estimated landed cost. */
export function receiptLines({ lines, ppv }: StockPosting, owed: readonly Matched[], landed: Minor, partyId: string): LineDraft[] {
  return [
    ...lines,
    { account: { role: 'ppv' }, amount: ppv },
    { account: { role: 'landed-accrual' }, amount: -landed + 0 },
    ...owed.map((o): LineDraft => ({ account: { role: 'grni' }, amount: -o.value + 0, itemKey: o.key, partyId })),
  ];
}

export interface BillPosting {
  readonly billId: string;
  readonly partyId: string;
  readonly dueOn: string | undefined;
  readonly matched: readonly Matched[];
  /** Where differences to what the goods came in at went, by warehouse of the order. */
  readonly parts: readonly { readonly warehouseId: string; readonly parts: readonly CostPart[] }[];
  readonly charges: readonly { readonly role: string; readonly net: Minor; readonly title: string }[];
  readonly tax: Minor;
  readonly total: Minor;
}

/** Bill: Dr goods received not invoiced, differences, charges and input tax / Cr payable, open under the bill. */
export function billLines(bill: BillPosting): LineDraft[] {
  const { billId: itemKey, partyId, dueOn } = bill;
  return [
    ...bill.matched.map((m): LineDraft => ({ account: { role: 'grni' }, amount: m.value, itemKey: m.key, partyId })),
    ...bill.parts.flatMap(({ warehouseId, parts }) => differencePosting(parts, warehouseId)),
    ...bill.charges.map((c): LineDraft => ({ account: { role: c.role }, amount: c.net, partyId, memo: c.title })),
    { account: { role: 'input-tax' }, amount: bill.tax, partyId },
    { account: { role: 'payable' }, amount: -bill.total + 0, itemKey, partyId, ...(dueOn === undefined ? {} : { dueOn }) },
  ];
}

/** Landed cost: Dr where its shares went beyond the estimate / Cr landed cost accrual. */
export function landedLines(parts: readonly CostPart[]): LineDraft[] {
  const total = parts.reduce((sum, p) => sum + p.value, 0);
  return [...differencePosting(parts), { account: { role: 'landed-accrual' }, amount: -total + 0 }];
}

/** Goods given back: Dr goods returned at what they came in at, Dr or Cr price variance / Cr inventory at cost. */
export function returnLines(
  { lines, net, ppv }: StockPosting,
  back: { readonly returnId: string; readonly partyId: string; readonly value: Minor },
): LineDraft[] {
  const { returnId: itemKey, partyId, value } = back;
  return [
    ...lines,
    { account: { role: 'grni-returns' }, amount: value, itemKey, partyId },
    { account: { role: 'ppv' }, amount: -(net + ppv + value) + 0 },
  ];
}

/** Supplier credit: Dr payable, open under the credit / Cr goods returned, input tax; more or less than they came in at is price variance. */
export function creditLines(credit: {
  readonly creditId: string;
  readonly returnId: string;
  readonly partyId: string;
  readonly value: Minor;
  readonly net: Minor;
  readonly tax: Minor;
}): LineDraft[] {
  const { creditId, returnId, partyId, value, net, tax } = credit;
  return [
    { account: { role: 'payable' }, amount: net + tax, itemKey: creditId, partyId },
    { account: { role: 'grni-returns' }, amount: -value + 0, itemKey: returnId, partyId },
    { account: { role: 'ppv' }, amount: value - net },
    { account: { role: 'input-tax' }, amount: -tax + 0, partyId },
  ];
}
