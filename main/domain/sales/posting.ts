import type { Minor } from '../../../preload/contract/values/money.ts';
import type { EntryDraft, LineDraft } from '../accounting/index.ts';
import { INVOICE, type InvoicedCost, ORDER } from './model.ts';

/** Documents to journal lines by account role: see POSTINGS, Selling and Returns. Debit +, credit -. */

export interface Dimensions {
  readonly channelId?: string;
  readonly warehouseId?: string;
}

export interface RevenuePart {
  readonly role: string;
  readonly net: Minor;
}

/** Charges whose income is earned with the goods; others (vouchers, fees) stand at once. */
const EARNED_WITH_GOODS: ReadonlySet<string> = new Set(['revenue', 'shipping-revenue', 'discounts-given']);
export const waitsForGoods = (kind: 'item' | 'charge', role: string): boolean => kind === 'item' || EARNED_WITH_GOODS.has(role);

/** Dimensions of the documents' nullable columns. */
export const dimensionsFrom = (channelId: string | null | undefined, warehouseId: string | null | undefined): Dimensions => ({
  ...(channelId === null || channelId === undefined ? {} : { channelId }),
  ...(warehouseId === null || warehouseId === undefined ? {} : { warehouseId }),
});

/** One line per role: `sign` -1 credits income, +1 takes it back. */
function incomeLines(parts: readonly RevenuePart[], sign: 1 | -1, dimensions: Dimensions): LineDraft[] {
  const byRole = new Map<string, number>();
  for (const { role, net } of parts) byRole.set(role, (byRole.get(role) ?? 0) + net);
  return [...byRole].map(([role, net]): LineDraft => ({ account: { role }, amount: sign * net, ...dimensions }));
}

export interface InvoicePosting {
  readonly invoiceId: string;
  readonly orderId: string;
  readonly partyId: string;
  readonly on: string;
  /** Days by which the customer has to have paid; nothing: on the day of the invoice. */
  readonly due: Pick<LineDraft, 'dueOn' | 'instalments'>;
  readonly total: Minor;
  readonly tax: Minor;
  readonly parts: readonly RevenuePart[];
  readonly dimensions: Dimensions;
  /** Of the order's deposit, applied to this invoice. */
  readonly fromDeposit: Minor;
  /** Captured by the channel with this shipment, and the order its clearing is kept under. */
  readonly captured: Minor;
  readonly moneyKey: string;
  readonly cost: readonly InvoicedCost[];
}

/** Policy "cost at invoice": what was shipped moves from goods shipped not invoiced to cost of sales. */
function costLines(cost: readonly InvoicedCost[], dimensions: Dimensions): LineDraft[] {
  return cost.flatMap(({ role, value, key }): LineDraft[] => [
    { account: { role }, amount: value, ...dimensions },
    { account: { role: 'gsni' }, amount: -value + 0, itemKey: key },
  ]);
}

/** Where a channel's captured money stands until it is paid out. */
export const clearingRole = (channelId: string | undefined): string => (channelId === undefined ? 'clearing' : `clearing/${channelId}`);

/**
 * Invoice: Dr receivable / Cr revenue per role, output tax; then Dr customer deposits / Cr receivable for what was paid
 * before, Dr clearing / Cr receivable for what the channel captures with the shipment. The receivable comes first, gross:
 * the doctor compares it with the document. Under "cost at invoice": Dr cost of sales / Cr goods shipped not invoiced.
 */
export function invoiceEntry(p: InvoicePosting): EntryDraft {
  const { partyId } = p;
  const receivable = (amount: Minor): LineDraft => ({ account: { role: 'receivable' }, amount, itemKey: p.invoiceId, partyId });
  const lines: LineDraft[] = [
    { ...receivable(p.total), ...p.due },
    ...incomeLines(p.parts, -1, p.dimensions),
    { account: { role: 'output-tax' }, amount: -p.tax + 0 },
  ];
  if (p.fromDeposit !== 0)
    lines.push({ account: { role: 'customer-deposits' }, amount: p.fromDeposit, itemKey: p.orderId, partyId }, receivable(-p.fromDeposit));
  if (p.captured !== 0)
    lines.push(
      { account: { role: clearingRole(p.dimensions.channelId) }, amount: p.captured, itemKey: p.moneyKey, partyId },
      receivable(-p.captured),
    );
  lines.push(...costLines(p.cost, p.dimensions));
  return { journal: 'SAL', on: p.on, source: { kind: INVOICE, id: p.invoiceId }, memo: 'Invoice', lines };
}

/** A part of a deposit goes with what was split off: Dr customer deposits (first order) / Cr customer deposits (new order). */
export function depositMoved(p: {
  readonly fromOrderId: string;
  readonly toOrderId: string;
  readonly partyId: string;
  readonly on: string;
  readonly amount: Minor;
}): EntryDraft {
  const { partyId, amount } = p;
  return {
    journal: 'SAL',
    on: p.on,
    source: { kind: ORDER, id: p.toOrderId },
    memo: 'Deposit of an order that was split',
    lines: [
      { account: { role: 'customer-deposits' }, amount, itemKey: p.fromOrderId, partyId },
      { account: { role: 'customer-deposits' }, amount: -amount, itemKey: p.toOrderId, partyId },
    ],
  };
}

/** Goods invoiced before leave, or a charge is left without goods: Dr deferred revenue / Cr revenue per role. */
export function earnedEntry(p: {
  readonly sourceId: string;
  readonly on: string;
  readonly parts: readonly RevenuePart[];
  readonly dimensions: Dimensions;
  readonly cost: readonly InvoicedCost[];
}): EntryDraft {
  const net = p.parts.reduce((sum, part) => sum + part.net, 0);
  const lines: LineDraft[] = [
    { account: { role: 'deferred-revenue' }, amount: net, ...p.dimensions },
    ...incomeLines(p.parts, -1, p.dimensions),
    ...costLines(p.cost, p.dimensions),
  ];
  return { journal: 'SAL', on: p.on, source: { kind: ORDER, id: p.sourceId }, memo: 'Deferred revenue earned', lines };
}

export interface CreditPosting {
  readonly creditNoteId: string;
  readonly partyId: string;
  readonly on: string;
  readonly tax: Minor;
  readonly parts: readonly RevenuePart[];
  readonly dimensions: Dimensions;
  /** Where the credit goes: what the invoice still owes first, the rest is owed to the customer under the credit note. */
  readonly onInvoice: { readonly key: string; readonly amount: Minor };
  readonly onNote: Minor;
  readonly cost?: { readonly value: Minor; readonly key: string; readonly role: string } | undefined;
}

/** Credit note: Dr revenue per role, output tax / Cr receivable; with goods also Dr returns clearing / Cr cost of sales at original cost. */
export function creditEntry(p: CreditPosting): EntryDraft {
  const { partyId } = p;
  const lines: LineDraft[] = [
    ...incomeLines(p.parts, 1, p.dimensions),
    { account: { role: 'output-tax' }, amount: p.tax },
    { account: { role: 'receivable' }, amount: -p.onInvoice.amount + 0, itemKey: p.onInvoice.key, partyId },
    { account: { role: 'receivable' }, amount: -p.onNote + 0, itemKey: p.creditNoteId, partyId },
  ];
  if (p.cost)
    lines.push(
      { account: { role: 'returns-clearing' }, amount: p.cost.value, itemKey: p.cost.key },
      { account: { role: p.cost.role }, amount: -p.cost.value + 0, ...p.dimensions },
    );
  return { journal: 'SAL', on: p.on, source: { kind: INVOICE, id: p.creditNoteId }, memo: 'Credit note', lines };
}
