import type { ParsedSettlement, SettledKind, SettlementLine } from '../../../preload/contract/banking-payouts.ts';
import { FileDefect } from '../file-defect.ts';
import { currencyIn, dayOf, plainAmount } from '../file-values.ts';
import { type Row, rowsOf } from './table.ts';

const COLUMNS = [
  'settlement-id',
  'deposit-date',
  'total-amount',
  'currency',
  'transaction-type',
  'order-id',
  'amount-type',
  'amount-description',
  'amount',
  'posted-date',
];
const FEES = new Set(['ItemFees', 'FBA Inventory Reimbursement Fee', 'CostOfAdvertising', 'Cost of Advertising', 'Subscription Fee']);

/** A flat settlement file of the Amazon kind: the first row carries the total, each further one a component of an order, a fee or the reserve. */
export function readAmazon(text: string): ParsedSettlement[] {
  const rows = rowsOf(text, '\t', COLUMNS, true);
  const [head, ...body] = rows;
  if (!head || head.cell('total-amount') === '') throw new FileDefect(2, 'the first row does not carry the total of the settlement');
  const currency = currencyIn(head.cell('currency'), head.line);
  const externalId = head.cell('settlement-id');
  const stray = body.find((r) => r.cell('settlement-id') !== externalId);
  if (stray)
    throw new FileDefect(stray.line, `a row of settlement ${stray.cell('settlement-id').slice(0, 40)} in the file of ${externalId}`);
  // Tax that the marketplace withholds passes through: it is neither revenue nor tax of ours.
  const withheld = new Set(body.filter((r) => r.cell('amount-type') === 'ItemWithheldTax').map((r) => partOf(r)));
  return [
    {
      externalId,
      reference: null,
      currency,
      paidOn: day(head, 'deposit-date'),
      payout: plainAmount(head.cell('total-amount'), currency, head.line),
      opening: null,
      closing: null,
      lines: body.filter((r) => r.cell('amount-type') !== 'Transfer').map((r) => lineOf(r, currency, withheld)),
    },
  ];
}

const partOf = (row: Row): string => `${row.cell('transaction-type')} ${row.cell('order-id')}`;

/** Days come as 2026-03-02, 02.03.2026 or 02/03/26, whatever the marketplace. */
function day(row: Row, name: string) {
  const text = row.cell(name);
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (iso) return dayOf(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '', text, row.line);
  const [, d = '', m = '', y = ''] = /^(\d{1,2})[./](\d{1,2})[./](\d{2,4})/.exec(text) ?? [];
  return dayOf(y, m, d, text, row.line);
}

function kindOf(row: Row, withheld: ReadonlySet<string>): SettledKind | 'unknown' {
  const [transaction, type, what] = [row.cell('transaction-type'), row.cell('amount-type'), row.cell('amount-description')];
  if (type === 'ItemWithheldTax') return 'facilitator-tax';
  if (FEES.has(type) || FEES.has(what) || transaction === 'FBAFees' || transaction === 'ServiceFee') return 'fee';
  if (/Reserve Amount/.test(what)) return 'reserve';
  if (/REIMBURSEMENT/i.test(type) || /REIMBURSEMENT/i.test(what)) return 'reimbursement';
  if (type !== 'ItemPrice' && type !== 'Promotion') return 'unknown';
  if (what.endsWith('Tax') && withheld.has(partOf(row))) return 'facilitator-tax';
  if (transaction === 'Order') return 'sale';
  if (transaction === 'Refund') return 'refund';
  return /Chargeback/i.test(transaction) ? 'chargeback' : 'unknown';
}

function lineOf(row: Row, currency: string, withheld: ReadonlySet<string>): SettlementLine {
  const kind = kindOf(row, withheld);
  const ofOrder = kind === 'sale' || kind === 'refund' || kind === 'facilitator-tax' || kind === 'chargeback';
  const type = [row.cell('amount-type'), row.cell('amount-description')].filter((t) => t !== '').join(' / ');
  return {
    kind,
    type: type.slice(0, 100),
    orderRef: (ofOrder && row.cell('order-id')) || null,
    externalId: null,
    on: day(row, 'posted-date'),
    amount: plainAmount(row.cell('amount'), currency, row.line),
    label: [row.cell('sku'), row.cell('transaction-type')]
      .filter((t) => t !== '')
      .join(' ')
      .slice(0, 300),
  };
}
