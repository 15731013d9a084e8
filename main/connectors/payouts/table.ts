import { CsvError, type Info } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { FileDefect } from '../file-defect.ts';

/** A row by the names of its header, with the line of the file it stands on. */
export interface Row {
  readonly line: number;
  readonly cell: (name: string) => string;
}

const RECORD_MAX = 20_000;

/** Rows of a table with a header. Refuses a header without the columns that are needed, and rows longer than it; shorter ones end in empty cells where `ragged`. */
export function rowsOf(text: string, delimiter: string, needed: readonly string[], ragged = false): Row[] {
  let records: { record: string[]; info: Info }[];
  try {
    records = parse(text, {
      delimiter,
      info: true,
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: RECORD_MAX,
    }) as unknown as { record: string[]; info: Info }[];
  } catch (error) {
    if (error instanceof CsvError)
      throw new FileDefect(
        typeof error['lines'] === 'number' ? error['lines'] : null,
        'a quote that is not closed, or a cell that is too long',
      );
    throw error;
  }
  const [head, ...body] = records;
  const names = (head?.record ?? []).map((h) => h.trim().toLowerCase());
  for (const name of needed) if (!names.includes(name)) throw new FileDefect(1, `there is no column "${name}" in the header`);
  return body.map(({ record, info }) => {
    if (record.length > names.length || (!ragged && record.length < names.length))
      throw new FileDefect(info.lines, `the row has ${record.length} cells where the header has ${names.length}`);
    return { line: info.lines, cell: (name) => (record[names.indexOf(name)] ?? '').trim() };
  });
}
