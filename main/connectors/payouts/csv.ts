import { type ParsedSettlement, SETTLED_KINDS, type SettlementLine } from '../../../preload/contract/banking-payouts.ts';
import { FileDefect } from '../file-defect.ts';
import { currencyIn, dayOf, plainAmount } from '../file-values.ts';
import { type Row, rowsOf } from './table.ts';

const COLUMNS = ['settlement', 'paid on', 'currency', 'date', 'kind', 'type', 'order', 'reference', 'amount', 'text'] as const;
const day = (text: string, line: number) => {
  const [, y = '', m = '', d = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return dayOf(y, m, d, text, line);
};

/**
 * The house's own table: a row per line with the kinds of the house, and rows of kind `payout` (what was paid out), `opening` and `closing` (not paid
 * out and reserved, before and after). Several settlements may stand in one file.
 */
export function readCsvSettlements(text: string): ParsedSettlement[] {
  return [...Map.groupBy(rowsOf(text, ',', COLUMNS), (r) => r.cell('settlement'))].map(([externalId, rows]) =>
    settlementOf(externalId, rows),
  );
}

function settlementOf(externalId: string, rows: readonly Row[]): ParsedSettlement {
  const [first] = rows;
  const currency = currencyIn(first?.cell('currency') ?? '', first?.line ?? 1);
  const one = (kind: string): number | null => {
    const found = rows.filter((r) => r.cell('kind') === kind);
    if (found.length > 1) throw new FileDefect(found[1]?.line ?? null, `a second row of kind ${kind} for settlement ${externalId}`);
    return found[0] ? plainAmount(found[0].cell('amount'), currency, found[0].line) : null;
  };
  const payout = one('payout');
  if (payout === null || externalId === '') throw new FileDefect(first?.line ?? null, `settlement ${externalId} has no row of kind payout`);
  return {
    externalId,
    reference: rows.find((r) => r.cell('kind') === 'payout')?.cell('reference') || null,
    currency,
    paidOn: day(first?.cell('paid on') ?? '', first?.line ?? 1),
    payout,
    opening: one('opening'),
    closing: one('closing'),
    lines: rows.filter((r) => !['payout', 'opening', 'closing'].includes(r.cell('kind'))).map((r) => lineOf(r, currency)),
  };
}

function lineOf(row: Row, currency: string): SettlementLine {
  if (row.cell('currency').toUpperCase() !== currency)
    throw new FileDefect(row.line, `a row in ${row.cell('currency').slice(0, 10)} in a settlement in ${currency}`);
  return {
    kind: SETTLED_KINDS.find((k) => k === row.cell('kind')) ?? 'unknown',
    type: row.cell('type') || row.cell('kind'),
    orderRef: row.cell('order') || null,
    externalId: row.cell('reference') || null,
    on: day(row.cell('date'), row.line),
    amount: plainAmount(row.cell('amount'), currency, row.line),
    label: row.cell('text').slice(0, 300),
  };
}
