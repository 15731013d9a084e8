import type { TableCell } from 'pdfmake/interfaces';
import type { ColumnKind } from '../../../preload/contract/values/page.ts';
import { mm } from '../kit/barcode.ts';
import type { Formats } from '../kit/format.ts';
import { headCell, right, ruled, type Sheet } from '../kit/page.ts';

/** A statement as it was asked for: what of, under which heads, line by line. */
export interface ReportPaper {
  readonly kind: 'report';
  /** What it is called. */
  readonly number: string;
  /** What was asked, in words. */
  readonly conditions: readonly string[];
  readonly columns: readonly { readonly title: string; readonly kind: ColumnKind }[];
  readonly rows: readonly { readonly cells: readonly unknown[]; readonly strong: boolean; readonly currency: string }[];
}

/** Columns beyond these lie across the page. */
const UPRIGHT_COLUMNS = 7;
export const liesAcross = (paper: ReportPaper): boolean => paper.columns.length > UPRIGHT_COLUMNS;

const NUMERIC: ReadonlySet<ColumnKind> = new Set(['money', 'micros', 'qty', 'int']);

function written(value: unknown, kind: ColumnKind, currency: string, formats: Formats): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') {
    if (kind === 'money') return formats.money(value, currency);
    return kind === 'micros' ? formats.price(value, currency) : formats.count(value);
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  return kind === 'day' && value !== '' ? formats.day(value) : value;
}

/** A statement on paper: figures to the right, lines that are made of others in bold. */
export function reportSheet(paper: ReportPaper, formats: Formats): Sheet {
  const { columns, rows, conditions, number: title } = paper;
  const numeric = columns.map(({ kind }) => NUMERIC.has(kind));
  // The widest text column takes what the figures leave.
  const widest = columns.reduce((at, _, i) => (!numeric[i] && lengthOf(paper, i) > (at < 0 ? -1 : lengthOf(paper, at)) ? i : at), -1);
  return {
    running: title,
    content: [
      { text: title, style: 'title', margin: [0, 0, 0, mm(2)] },
      ...(conditions.length === 0
        ? []
        : [{ text: conditions.join(' · '), style: 'quiet', margin: [0, 0, 0, mm(4)] as [number, number, number, number] }]),
      {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          keepWithHeaderRows: 1,
          widths: columns.map((_, i) => (i === widest ? '*' : 'auto')),
          body: [
            columns.map(({ title: head }, i) => headCell(head, numeric[i] ? 'right' : 'left')),
            ...rows.map(({ cells, strong, currency }) =>
              cells.map((value, i): TableCell => {
                const text = written(value, columns[i]?.kind ?? 'text', currency, formats);
                return numeric[i] ? right(text, { bold: strong, noWrap: true }) : { text, bold: strong };
              }),
            ),
          ],
        },
        layout: ruled,
      },
    ],
  };
}

/** Letters of the longest text of a column. */
const lengthOf = ({ columns, rows }: ReportPaper, column: number): number =>
  rows.reduce((most, { cells }) => {
    const value = cells[column];
    return typeof value === 'string' ? Math.max(most, value.length) : most;
  }, columns[column]?.title.length ?? 0);
