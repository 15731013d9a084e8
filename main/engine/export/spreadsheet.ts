import { stringify } from 'csv-stringify/sync';
import { writeXlsx } from 'hucre/xlsx';

/** What a cell holds. A number or a date comes with the format it is shown in. */
export type Cell = string | number | boolean | Date | null;

/** A column of a sheet: its title and, for numbers and dates, the format. */
export interface SheetColumn {
  readonly title: string;
  readonly format?: string;
}

/** A table as a spreadsheet program opens it: first line frozen and filtered, numbers as numbers, and a sheet about it. */
export interface Workbook {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly about: readonly (readonly [what: string, value: string])[];
}

const SHEET_NAME_MAX = 31;
const NARROW = 10;
const WIDE = 40;
const LOOKED_AT = 200;
const DATE_WIDTH = 17;
const A = 65;
const LETTERS = 26;

/** `A`, `Z`, `AA`: the letters of a column. */
const letters = (index: number): string =>
  (index >= LETTERS ? letters(Math.floor(index / LETTERS) - 1) : '') + String.fromCodePoint(A + (index % LETTERS));

const widthOf = (title: string, cells: readonly Cell[]): number => {
  const longest = Math.max(title.length, ...cells.map((c) => (c instanceof Date ? DATE_WIDTH : String(c ?? '').length)));
  return Math.min(Math.max(longest + 2, NARROW), WIDE);
};

/** The bytes of an XLSX file. */
export async function xlsxOf({ name, columns, rows, about }: Workbook): Promise<Uint8Array> {
  const first = rows.slice(0, LOOKED_AT);
  return writeXlsx({
    sheets: [
      {
        name: name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, SHEET_NAME_MAX),
        columns: columns.map(({ title, format }, i) => ({
          width: widthOf(
            title,
            first.map((row) => row[i] ?? null),
          ),
          ...(format === undefined ? {} : { numFmt: format }),
        })),
        rows: [columns.map((c) => c.title), ...rows.map((row) => [...row])],
        freezePane: { rows: 1 },
        autoFilter: { range: `A1:${letters(columns.length - 1)}${rows.length + 1}` },
      },
      { name: 'About', columns: [{ width: 20 }, { width: 80 }], rows: about.map((line) => [...line]) },
    ],
  });
}

/** Programs that open CSV take a text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Lines of a CSV file. A text that would be taken for a formula gets an apostrophe in front; numbers stay numbers. */
export const csvOf = (rows: readonly (readonly (string | { readonly plain: string })[])[]): string =>
  stringify(rows.map((row) => row.map((cell) => (typeof cell === 'string' ? (FORMULA.test(cell) ? `'${cell}` : cell) : cell.plain))));
