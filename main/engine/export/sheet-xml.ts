/**
 * What a cell holds. A decimal is the text of an amount or a price, so that no value passes through a float on its way into the file;
 * a day is `YYYY-MM-DD`, an instant UTC ISO text.
 */
export type Cell =
  | null
  | string
  | number
  | boolean
  | { readonly decimal: string }
  | { readonly day: string }
  | { readonly instant: string };

/** A column of a sheet: its title and, for numbers and dates, the format. */
export interface SheetColumn {
  readonly title: string;
  readonly format?: string;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Most characters a cell takes. */
const TEXT_MAX = 32_767;
const MS_PER_DAY = 86_400_000;
/** Day 0 of a spreadsheet, as every program counts days after February 1900. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const FIRST_OWN_FORMAT = 164;
const NARROW = 10;
const WIDE = 40;
const DATE_WIDTH = 17;
const A = 65;
const LETTERS = 26;

/** Styles every workbook has before those of its columns: nothing, a title, a text that must not be taken for a formula. */
const STYLE = { plain: 0, title: 1, guarded: 2 } as const;
const OWN_STYLES = Object.keys(STYLE).length;

/** Programs take a text that begins so for a formula as soon as somebody edits its cell. */
export const FORMULA = /^[=+\-@\t\r]/;
// XML knows no control characters besides these three, and `_x0041_` would be read as an escape.
const UNSAYABLE = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/gu;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** `A`, `Z`, `AA`: the letters of a column. */
export const letters = (index: number): string =>
  (index >= LETTERS ? letters(Math.floor(index / LETTERS) - 1) : '') + String.fromCodePoint(A + (index % LETTERS));

/** Text as it stands in XML. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (letter) => ENTITY[letter] ?? letter);

const textOf = (text: string): string =>
  escaped(
    text
      .slice(0, TEXT_MAX)
      .replaceAll(UNSAYABLE, (c) => `_x${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0').toUpperCase()}_`)
      .replaceAll(LONE_SURROGATE, '\ufffd'),
  );

const serial = (millis: number): string => String((millis - DAY_ZERO) / MS_PER_DAY);

const inline = (at: string, text: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${textOf(text)}</t></is></c>`;

function cellXml(at: string, cell: Cell, style: number): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string') return inline(at, cell, FORMULA.test(cell) ? STYLE.guarded : STYLE.plain);
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'number') return `<c r="${at}" s="${style}"><v>${cell}</v></c>`;
  if ('decimal' in cell) return `<c r="${at}" s="${style}"><v>${cell.decimal}</v></c>`;
  const millis = Date.parse('day' in cell ? `${cell.day}T00:00:00Z` : cell.instant);
  return `<c r="${at}" s="${style}"><v>${serial(millis)}</v></c>`;
}

/** One row; `styles` is the style of each column, `number` counts from 1. */
export const rowXml = (number: number, cells: readonly Cell[], styles: readonly number[]): string =>
  `<row r="${number}">${cells.map((cell, i) => cellXml(`${letters(i)}${number}`, cell, styles[i] ?? STYLE.plain)).join('')}</row>`;

/** The first row: titles, bold. */
export const titlesXml = (titles: readonly string[]): string =>
  `<row r="1">${titles.map((title, i) => inline(`${letters(i)}1`, title, STYLE.title)).join('')}</row>`;

/** Beginning of a sheet; `frozen` keeps its first row in view. */
export const sheetHead = (widths: readonly number[], frozen: boolean): string =>
  `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${
    frozen ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : ''
  }</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>`;

/** End of a sheet; `filter` is the range its first row filters. */
export const sheetTail = (filter?: string): string =>
  `</sheetData>${filter === undefined ? '' : `<autoFilter ref="${filter}"/>`}</worksheet>`;

const lengthOf = (cell: Cell): number => {
  if (cell === null) return 0;
  if (typeof cell !== 'object') return String(cell).length;
  return 'decimal' in cell ? cell.decimal.length : DATE_WIDTH;
};

/** Width a column needs for its title and the cells of some rows. */
export const widthOf = (title: string, cells: readonly Cell[]): number =>
  Math.min(Math.max(cells.reduce((most: number, cell) => Math.max(most, lengthOf(cell)), title.length) + 2, NARROW), WIDE);

/** The style each column's numbers and dates are shown in. */
export const stylesOf = (columns: readonly SheetColumn[]): number[] =>
  columns.map(({ format }, i) => (format === undefined ? STYLE.plain : OWN_STYLES + i));

/** The formats of a workbook: one style per column behind those that are always there. */
export function stylesXml(columns: readonly SheetColumn[]): string {
  const own = columns.map(({ format }, i) => ({ id: format === undefined ? 0 : FIRST_OWN_FORMAT + i, format }));
  const formats = own.flatMap(({ id, format }) =>
    format === undefined ? [] : [`<numFmt numFmtId="${id}" formatCode="${escaped(format)}"/>`],
  );
  const xf = (format: number, rest = '') => `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0"${rest}/>`;
  const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Calibri"/><family val="2"/></font>`;
  return `${XML}<styleSheet xmlns="${MAIN}">${
    formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` : ''
  }<fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${OWN_STYLES + own.length}">${xf(0)}<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>${xf(0, ' quotePrefix="1"')}${own
    .map(({ id }) => xf(id, id === 0 ? '' : ' applyNumberFormat="1"'))
    .join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

/** The list of sheets, with the range each filters. */
export function workbookXml(sheets: readonly { readonly name: string; readonly filter?: string }[]): string {
  const names = sheets.map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const filters = sheets.flatMap(({ name, filter }, i) => {
    if (filter === undefined) return [];
    const range = filter.replaceAll(/([A-Z]+)(\d+)/g, '$$$1$$$2');
    const of = `'${escaped(name.replaceAll("'", "''"))}'`;
    return [`<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${of}!${range}</definedName>`];
  });
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.join('')}</sheets>${
    filters.length > 0 ? `<definedNames>${filters.join('')}</definedNames>` : ''
  }</workbook>`;
}
