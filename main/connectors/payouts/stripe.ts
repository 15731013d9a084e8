import type { ParsedSettlement, SettledKind, SettlementLine } from '../../../preload/contract/banking-payouts.ts';
import { FileDefect } from '../file-defect.ts';
import { currencyIn, dayOf, plainAmount } from '../file-values.ts';
import { type Row, rowsOf } from './table.ts';

const COLUMNS = ['balance_transaction_id', 'created', 'currency', 'gross', 'fee', 'net', 'reporting_category', 'source_id', 'description'];
const KINDS: Readonly<Record<string, SettledKind>> = {
  charge: 'sale',
  refund: 'refund',
  dispute: 'chargeback',
  dispute_reversal: 'chargeback-won',
  fee: 'fee',
  network_cost: 'fee',
  tax: 'fee-tax',
  risk_reserved_funds: 'reserve',
};
const PAYOUT = 'payout';

/** An itemised balance report of the Stripe kind: gross, fee and net of each transaction, and the payout as a row of its own. The order stands in `order_id`, else at the end of the description. */
export function readStripe(text: string): ParsedSettlement[] {
  const rows = rowsOf(text, ',', COLUMNS);
  const [payout, ...others] = rows.filter((r) => r.cell('reporting_category') === PAYOUT);
  if (!payout || others.length > 0)
    throw new FileDefect(others[0]?.line ?? null, 'one row of the category payout is expected: export one payout at a time');
  const currency = currencyIn(payout.cell('currency'), payout.line);
  const lines = rows.filter((r) => r !== payout).flatMap((r) => linesOf(r, currency));
  const paid = -plainAmount(payout.cell('net'), currency, payout.line) + 0;
  return [
    {
      externalId: payout.cell('source_id'),
      reference: payout.cell('description') || null,
      currency,
      paidOn: day(payout),
      payout: paid,
      opening: null,
      closing: null,
      lines,
    },
  ];
}

function day(row: Row) {
  const text = row.cell('created');
  const [, y = '', m = '', d = ''] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
  return dayOf(y, m, d, text, row.line);
}

/** Gross as one line and the fee kept from it as another; they must come to the net. */
function linesOf(row: Row, currency: string): SettlementLine[] {
  const said = row.cell('currency').toUpperCase();
  if (said !== currency) throw new FileDefect(row.line, `a row in ${said.slice(0, 10)} in a payout in ${currency}`);
  const amount = (name: string) => plainAmount(row.cell(name), currency, row.line);
  const [gross, fee, net] = [amount('gross'), amount('fee'), amount('net')];
  if (gross - fee !== net) throw new FileDefect(row.line, 'gross less fee is not net');
  const category = row.cell('reporting_category');
  const common = { externalId: row.cell('balance_transaction_id') || null, on: day(row), label: row.cell('description').slice(0, 300) };
  const orderRef = row.cell('order_id') || (/(\S+)$/.exec(row.cell('description'))?.[1] ?? null);
  const kind: SettlementLine['kind'] = KINDS[category] ?? 'unknown';
  const ofOrder = kind === 'sale' || kind === 'refund' || kind.startsWith('chargeback');
  const lines: readonly SettlementLine[] = [
    { ...common, kind, type: category, orderRef: ofOrder ? orderRef : null, amount: gross },
    { ...common, kind: 'fee', type: `${category} fee`, orderRef: null, amount: -fee + 0 },
  ];
  return lines.filter((l) => l.amount !== 0);
}
