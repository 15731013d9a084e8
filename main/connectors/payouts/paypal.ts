import { parse } from 'csv-parse/sync';
import type { ParsedSettlement, SettledKind, SettlementLine } from '../../../preload/contract/banking-payouts.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import { FileDefect } from '../file-defect.ts';
import { currencyIn, dayOf } from '../file-values.ts';

/** What the first letters of an event code mean; the longest that fits counts. */
const MEANING: readonly (readonly [string, SettledKind | 'payout'])[] = [
  ['T00', 'sale'],
  ['T01', 'fee'],
  ['T04', 'payout'],
  ['T1106', 'chargeback'],
  ['T1107', 'refund'],
  ['T15', 'reserve'],
  ['T21', 'reserve'],
];
const meaningOf = (code: string) =>
  MEANING.filter(([begin]) => code.startsWith(begin)).toSorted((a, b) => b[0].length - a[0].length)[0]?.[1] ?? 'unknown';

interface Body {
  readonly line: number;
  readonly cell: (name: string) => string;
}

/** A settlement report of the PayPal kind: rows told by their first cell, amounts in minor units without a sign, direction beside them, and counts that must be right. */
export function readPaypal(text: string): ParsedSettlement[] {
  const records = parse(text, { relax_column_count: true, skip_empty_lines: true, bom: true }) as string[][];
  const columns = records.find((r) => r[0] === 'CH');
  if (!columns) throw new FileDefect(null, 'no row CH: this is no settlement report');
  const names = columns.map((c) => c.trim().toLowerCase());
  const bodies = records.flatMap((record, i): Body[] =>
    record[0] === 'SB' ? [{ line: i + 1, cell: (name) => (record[names.indexOf(name)] ?? '').trim() }] : [],
  );
  const counted = records.filter((r) => r[0] === 'SC').map((r) => Number(r[1]));
  if (counted.length === 0 || counted.reduce((a, b) => a + b, 0) !== bodies.length)
    throw new FileDefect(null, `the report counts ${counted.join(' + ') || 'no'} rows, there are ${bodies.length}: the file is cut off`);
  const [first] = bodies;
  if (!first) return [];
  const currency = currencyIn(first.cell('gross transaction currency'), first.line);
  const payouts = bodies.filter((b) => meaningOf(b.cell('transaction event code')) === 'payout');
  const lines = bodies.filter((b) => !payouts.includes(b)).flatMap((b) => linesOf(b, currency));
  const payout = -sumSafe(payouts.map((b) => signed(b, 'gross transaction amount', 'transaction debit or credit'))) + 0;
  const last = payouts.at(-1) ?? bodies.at(-1) ?? first;
  return [
    {
      externalId: payouts.map((b) => b.cell('transaction id')).join('+') || last.cell('transaction id'),
      reference: payouts[0]?.cell('bank reference id') || null,
      currency,
      paidOn: day(last),
      payout,
      opening: null,
      closing: null,
      lines,
    },
  ];
}

function day(body: Body) {
  const text = body.cell('transaction completion date');
  const [, y = '', m = '', d = ''] = /^(\d{4})\/(\d{2})\/(\d{2})/.exec(text) ?? [];
  return dayOf(y, m, d, text, body.line);
}

function signed(body: Body, amount: string, direction: string): number {
  const [text, mark] = [body.cell(amount), body.cell(direction)];
  if (text === '' || text === '0') return 0;
  if (!/^\d{1,15}$/.test(text) || (mark !== 'CR' && mark !== 'DR'))
    throw new FileDefect(body.line, `"${text.slice(0, 20)} ${mark.slice(0, 4)}" is no amount with its direction`);
  return mark === 'DR' ? -Number(text) : Number(text);
}

function linesOf(body: Body, currency: string): SettlementLine[] {
  const said = body.cell('gross transaction currency').toUpperCase();
  if (said !== currency) throw new FileDefect(body.line, `a row in ${said.slice(0, 10)} in a report in ${currency}`);
  const code = body.cell('transaction event code');
  const meaning = meaningOf(code);
  const kind: SettlementLine['kind'] = meaning === 'payout' ? 'unknown' : meaning;
  const gross = signed(body, 'gross transaction amount', 'transaction debit or credit');
  const fee = signed(body, 'fee amount', 'fee debit or credit');
  const common = { externalId: body.cell('transaction id') || null, on: day(body), label: body.cell('custom field').slice(0, 300) };
  const lines: readonly SettlementLine[] = [
    { ...common, kind, type: code, orderRef: body.cell('invoice id') || null, amount: gross },
    { ...common, kind: 'fee', type: `${code} fee`, orderRef: null, amount: fee },
  ];
  return lines.filter((l) => l.amount !== 0);
}
