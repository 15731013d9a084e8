import type { ColumnKind } from '../../../preload/contract/values/page.ts';
import type { JobContext } from '../jobs/model.ts';
import { cellOf, csvCellOf, formatOf } from './cells.ts';
import { csvOf } from './csv.ts';
import { xlsxOf } from './xlsx.ts';

const BOM = '\u{feff}';
const MEDIA = { csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;

export type Row = Readonly<Record<string, unknown>>;

/** A table as it goes into a file. */
export interface TableFile {
  readonly format: 'xlsx' | 'csv';
  /** What the file is called. */
  readonly name: string;
  readonly permission: string;
  readonly columns: readonly { readonly field: string; readonly title: string }[];
  readonly kinds: Readonly<Record<string, ColumnKind>>;
  readonly pages: AsyncIterable<readonly Row[]>;
  /** What the last sheet says; asked for when all rows are written. */
  readonly about: (rows: number) => readonly (readonly [what: string, value: string])[];
}

/**
 * Writes rows into a file as they are read: a spreadsheet that opens frozen, filtered and typed with a last sheet about it, or CSV.
 * Neither form holds more than a page of rows.
 */
export async function writeTable(job: JobContext, table: TableFile): Promise<{ fileId: string; rows: number }> {
  const { columns, format } = table;
  const { currency } = await job.ask<{ currency: string }>('company.getCompany', {});
  const kindOf = (field: string): ColumnKind => table.kinds[field] ?? 'text';
  let rows = 0;
  async function* pages<C>(cell: (row: Row, field: string, kind: ColumnKind, company: string) => C): AsyncGenerator<C[][]> {
    for await (const page of table.pages) {
      rows += page.length;
      yield page.map((row) => columns.map(({ field }) => cell(row, field, kindOf(field), currency)));
    }
  }
  async function* lines(): AsyncGenerator<string> {
    yield BOM + csvOf([columns.map((c) => c.title)]);
    for await (const page of pages(csvCellOf)) yield csvOf(page);
  }
  const title = table.name.replaceAll(/[\\/]/g, ' ');
  const content =
    format === 'csv'
      ? lines()
      : xlsxOf({
          name: title,
          columns: columns.map(({ field, title: head }) => {
            const shown = formatOf(kindOf(field), currency);
            return { title: head, ...(shown === undefined ? {} : { format: shown }) };
          }),
          pages: pages(cellOf),
          about: table.about,
        });
  const { fileId } = await job.writeFile(
    { purpose: 'export', permission: table.permission, name: `${title}.${format}`, mediaType: MEDIA[format] },
    content,
  );
  return { fileId, rows };
}
