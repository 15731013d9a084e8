import type { Column, Content, ContentText, CustomTableLayout, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { Issuer } from '../../../preload/contract/documents.ts';
import { mm } from './barcode.ts';
import type { Formats } from './format.ts';
import { texts } from './language.ts';

const INK = '#1b1f24';
const QUIET = '#59626d';
const RULE = '#c9ced4';

export const pageTexts = texts(
  'page',
  { page: 'Page {{page}} of {{pages}}', taxNumber: 'Tax no. {{number}}', iban: 'IBAN {{iban}}', bic: 'BIC {{bic}}' },
  { de: { page: 'Seite {{page}} von {{pages}}', taxNumber: 'USt-IdNr. {{number}}', iban: 'IBAN {{iban}}', bic: 'BIC {{bic}}' } },
);
type SayPage = ReturnType<typeof pageTexts>;

/** A line under the head and thin ones between rows, air left and right of none. */
export const ruled: CustomTableLayout = {
  hLineWidth: (i, node) => (i === 0 ? 0 : i === node.table.headerRows ? 0.8 : 0.3),
  vLineWidth: () => 0,
  hLineColor: (i, node) => (i === node.table.headerRows ? INK : RULE),
  paddingLeft: (i) => (i === 0 ? 0 : 4),
  paddingRight: (i, node) => (i === (node.table.widths?.length ?? 0) - 1 ? 0 : 4),
  paddingTop: () => 3,
  paddingBottom: () => 3,
};

export const right = (text: string, more: object = {}): TableCell => ({ text, alignment: 'right', ...more });
export const headCell = (text: string, alignment: 'left' | 'right' = 'left'): TableCell => ({ text, alignment, style: 'head' });

/** Name, street, town and country of somebody; the country where it is another than the issuer's. */
export function addressLines(to: { name: string; lines: readonly string[]; country: string }, issuer: Issuer, formats: Formats): string[] {
  return [to.name, ...to.lines, ...(to.country === issuer.country ? [] : [formats.country(to.country)])].filter((line) => line !== '');
}

/** Words and values in two columns, empty values left out. */
export function facts(pairs: readonly (readonly [word: string, value: string | null])[]): Content {
  const body = pairs
    .filter(([, value]) => value !== null && value !== '')
    .map(([word, value]) => [{ text: word, style: 'quiet' }, right(value ?? '')]);
  return { table: { widths: ['*', 'auto'], body: body.length > 0 ? body : [['', '']] }, layout: 'noBorders' };
}

/** The company over an address window: small sender line, then whom it goes to. */
export function addressWindow(issuer: Issuer, lines: readonly string[]): Content {
  const sender = [issuer.name, ...issuer.address].join(' · ');
  return { stack: [{ text: sender, style: 'sender' }, ...lines.map((text): Content => ({ text }))], margin: [0, mm(10), 0, 0] };
}

function foot(issuer: Issuer, say: SayPage): Column[] {
  const { bank } = issuer;
  const columns = [
    [issuer.name, ...issuer.address],
    [issuer.phone, issuer.email, issuer.website],
    [issuer.taxNumber && say('taxNumber', { number: issuer.taxNumber }), issuer.registration],
    [bank?.name, bank && say('iban', { iban: bank.iban }), bank?.bic && say('bic', { bic: bank.bic })],
  ].map((lines) => lines.filter((line): line is string => Boolean(line)));
  // The last column is as wide as the account number in it.
  return columns
    .map((lines, i): Column => ({ stack: lines, style: 'foot', width: i === columns.length - 1 ? 'auto' : '*' }))
    .filter((_, i) => (columns[i]?.length ?? 0) > 0);
}

/** One document of a file: what stands at the head of its pages after the first, and what is on them. */
export interface Sheet {
  readonly running: string;
  readonly content: readonly Content[];
}

/** A node once it is laid out: the layout writes into it where it stands. */
type Placed = ContentText & { positions?: readonly { readonly pageNumber: number }[] };

/** Marks the beginning of a document; every one but the first begins a page. A blank, because an empty text is not laid out. */
const beginning = (index: number): Placed => ({ text: ' ', fontSize: 0.1, ...(index > 0 ? { pageBreak: 'before' } : {}) });

/** Which document a page of the file belongs to, its number there and how many pages that document has. Known once all is laid out. */
function within(marks: readonly Placed[], page: number, pages: number): { index: number; page: number; pages: number } {
  const firsts = marks.map((mark, index) => (index === 0 ? 1 : (mark.positions?.[0]?.pageNumber ?? pages + 1)));
  const index = firsts.findLastIndex((first) => first <= page);
  const first = firsts[index] ?? 1;
  return { index, page: page - first + 1, pages: (firsts[index + 1] ?? pages + 1) - first };
}

/**
 * Sheets of A4 with the company at head and foot. Every document counts its own pages, also where many are in one file.
 */
export function sheets(issuer: Issuer, say: SayPage, documents: readonly Sheet[]): TDocumentDefinitions {
  const marks = documents.map((_, index) => beginning(index));
  return {
    pageSize: 'A4',
    pageMargins: [mm(20), mm(28), mm(20), mm(36)],
    header: (page, pages) => {
      const here = within(marks, page, pages);
      const running = documents[here.index]?.running ?? '';
      return {
        margin: [mm(20), mm(12), mm(20), 0],
        columns:
          here.page === 1
            ? [{ text: issuer.name, style: 'company' }]
            : [
                { text: issuer.name, style: 'quiet' },
                { text: running, style: 'quiet', alignment: 'right' },
              ],
      };
    },
    footer: (page, pages) => ({
      margin: [mm(20), 4, mm(20), 0],
      stack: [
        { canvas: [{ type: 'line', x1: 0, y1: 0, x2: mm(170), y2: 0, lineWidth: 0.3, lineColor: RULE }] },
        { columns: foot(issuer, say), columnGap: 10, margin: [0, 4, 0, 6] },
        { text: say('page', within(marks, page, pages)), style: 'foot', alignment: 'right' },
      ],
    }),
    content: documents.map(({ content }, index) => [marks[index] ?? '', ...content]),
    defaultStyle: { font: 'Roboto', fontSize: 9, color: INK, lineHeight: 1.15 },
    styles: {
      company: { fontSize: 13, bold: true },
      title: { fontSize: 16, bold: true },
      head: { bold: true, fontSize: 8.5 },
      quiet: { color: QUIET },
      sender: { color: QUIET, fontSize: 6.5, margin: [0, 0, 0, 3] },
      small: { color: QUIET, fontSize: 8 },
      foot: { color: QUIET, fontSize: 7, lineHeight: 1.2 },
      total: { bold: true, fontSize: 11 },
    },
  };
}
