import { formatMinor } from '../../../../../preload/contract/values/money.ts';
import type { PaymentFile } from './model.ts';

const HEAD = ['Pay on', 'Name', 'Account', 'Bank', 'Amount', 'Currency', 'Reference', 'For'];

/** One cell of a comma separated table; what a spreadsheet would take for a formula is told apart by a quote. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Transfers as a table, for a bank that takes neither SEPA nor ACH files: typed in, or sent up in a form of its own. */
export function listFile({ payOn, currency, transfers }: PaymentFile): string {
  const rows = transfers.map((t) => [
    payOn,
    t.name,
    t.account,
    t.bankCode ?? '',
    formatMinor(t.amount, currency),
    currency,
    t.reference,
    t.pays.map((p) => p.reference).join(' '),
  ]);
  return [HEAD, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
