import { formatDecimal, formatMinor, minorUnits } from '../../../preload/contract/values/money.ts';
import type { ColumnKind } from '../../../preload/contract/values/page.ts';
import type { Cell } from './sheet-xml.ts';

const MICROS_DECIMALS = 6;
type Row = Readonly<Record<string, unknown>>;

/** Rows carry their currency where it is not the company's. */
const currencyOf = (row: Row, company: string): string => (typeof row['currency'] === 'string' ? row['currency'] : company);

/** Format of a column of this kind in a spreadsheet; text and whole numbers need none. */
export function formatOf(kind: ColumnKind, company: string): string | undefined {
  const decimals = minorUnits(company);
  if (kind === 'money') return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
  if (kind === 'micros') return '#,##0.00####';
  if (kind === 'day') return 'yyyy-mm-dd';
  if (kind === 'instant') return 'yyyy-mm-dd hh:mm:ss';
  return undefined;
}

/** Decimal text of an amount or a price; no value is a fraction before it stands in a file. */
function decimal(value: number, row: Row, kind: ColumnKind, company: string): string {
  if (kind === 'money') return formatMinor(value, currencyOf(row, company));
  return kind === 'micros' ? formatDecimal(value, MICROS_DECIMALS) : String(value);
}

/** A value as a cell of a spreadsheet: numbers are numbers, days are days. */
export function cellOf(row: Row, field: string, kind: ColumnKind, company: string): Cell {
  const value = row[field];
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return kind === 'bool' ? value === 1 : { decimal: decimal(value, row, kind, company) };
  if (typeof value === 'boolean') return value;
  if (kind === 'day') return { day: textOf(value) };
  return kind === 'instant' ? { instant: textOf(value) } : textOf(value);
}

/** A value as text of a CSV file; numbers are marked, so that their minus is not taken for a formula. */
export function csvCellOf(row: Row, field: string, kind: ColumnKind, company: string): string | { readonly plain: string } {
  const value = row[field];
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return { plain: kind === 'bool' ? String(value === 1) : decimal(value, row, kind, company) };
  return textOf(value);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
