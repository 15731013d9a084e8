import { stringify } from 'csv-stringify/sync';
import { FORMULA } from './sheet-xml.ts';

/** Lines of a CSV file. A text that would be taken for a formula gets an apostrophe in front; numbers stay numbers. */
export const csvOf = (rows: readonly (readonly (string | { readonly plain: string })[])[]): string =>
  stringify(rows.map((row) => row.map((cell) => (typeof cell === 'string' ? (FORMULA.test(cell) ? `'${cell}` : cell) : cell.plain))));
