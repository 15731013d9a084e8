import type { Minor } from '../../../preload/contract/values/money.ts';
import { type Both, exchangeLine, type LineDraft } from '../accounting/index.ts';
import { type CostPart, differencePosting, type StockPosting } from '../inventory/index.ts';

/**
 * Documents to journal lines by account role: POSTINGS, Buying. Debit positive, credit negative. Lines a document speaks of say its amount
 * in its currency; stock and variances say none and take what the others leave (`inCurrency`).
 */

/** What goods of an order line came in at, or what a bill clears of it. */
export interface Matched {
  /** Key on goods received not invoiced. */
  readonly key: string;
  readonly value: Both;
}

/** Receipt: Dr inventory (at standard: Dr or Cr price variance) / Cr goods received not invoiced, per order line, and the accrual of estimated landed cost. */
export function receiptLines({ lines, ppv }: StockPosting, owed: readonly Matched[], landed: Minor, partyId: string): LineDraft[] {
  return [
    ...lines,
    { account: { role: 'ppv' }, amount: ppv },
    { account: { role: 'landed-accrual' }, amount: -landed + 0 },
    ...owed.map(
      (o): LineDraft => ({ account: { role: 'grni' }, amount: -o.value.amount + 0, docAmount: -o.value.doc + 0, itemKey: o.key, partyId }),
    ),
  ];
}

export interface BillPosting {
  readonly billId: string;
  readonly partyId: string;
  readonly due: Pick<LineDraft, 'dueOn' | 'instalments'>;
  readonly matched: readonly Matched[];
  /** Where differences to what the goods came in at went, by warehouse of the order. */
  readonly parts: readonly { readonly warehouseId: string; readonly parts: readonly CostPart[] }[];
  readonly charges: readonly { readonly role: string; readonly net: Both; readonly title: string }[];
  readonly tax: Both;
  readonly total: Both;
  readonly currency: string;
  /** What the bill says more than the goods came in at by its rate alone. */
  readonly exchange: Minor;
}

const both = ({ amount, doc }: Both): Pick<LineDraft, 'amount' | 'docAmount'> => ({ amount, docAmount: doc });

/** Bill: Dr goods received not invoiced, differences, charges and input tax / Cr payable, open under the bill; the rate alone to exchange differences. */
export function billLines(bill: BillPosting): LineDraft[] {
  const { billId: itemKey, partyId, due } = bill;
  return [
    ...bill.matched.map((m): LineDraft => ({ account: { role: 'grni' }, ...both(m.value), itemKey: m.key, partyId })),
    ...bill.parts.flatMap(({ warehouseId, parts }) => differencePosting(parts, warehouseId)),
    ...bill.charges.map((c): LineDraft => ({ account: { role: c.role }, ...both(c.net), partyId, memo: c.title })),
    { account: { role: 'input-tax' }, ...both(bill.tax), partyId },
    ...exchangeLine(bill.exchange, bill.currency),
    {
      account: { role: 'payable' },
      amount: -bill.total.amount + 0,
      docAmount: -bill.total.doc + 0,
      itemKey,
      partyId,
      ...due,
    },
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
  back: { readonly returnId: string; readonly partyId: string; readonly value: Both },
): LineDraft[] {
  const { returnId: itemKey, partyId, value } = back;
  return [
    ...lines,
    { account: { role: 'grni-returns' }, ...both(value), itemKey, partyId },
    { account: { role: 'ppv' }, amount: -(net + ppv + value.amount) + 0 },
  ];
}

/**
 * Supplier credit: Dr payable, open under the credit / Cr goods returned, input tax; more or less than they came in at is price variance
 * (`price`), what the rate alone makes an exchange difference.
 */
export function creditLines(credit: {
  readonly creditId: string;
  readonly returnId: string;
  readonly partyId: string;
  readonly value: Both;
  readonly net: Both;
  readonly tax: Both;
  readonly price: Minor;
  readonly currency: string;
}): LineDraft[] {
  const { creditId, returnId, partyId, value, net, tax, price, currency } = credit;
  return [
    { account: { role: 'payable' }, amount: net.amount + tax.amount, docAmount: net.doc + tax.doc, itemKey: creditId, partyId },
    { account: { role: 'grni-returns' }, amount: -value.amount + 0, docAmount: -value.doc + 0, itemKey: returnId, partyId },
    { account: { role: 'ppv' }, amount: -price + 0 },
    ...exchangeLine(value.amount + price - net.amount, currency),
    { account: { role: 'input-tax' }, amount: -tax.amount + 0, docAmount: -tax.doc + 0, partyId },
  ];
}
