import { CsvError, type Info } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { FileDefect } from './file-defect.ts';

const RECORD_MAX = 20_000;

/** A record of a table with the line of the file it stands on. */
export interface TableRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The header of a table, trimmed and as it is written, and the records below it. Refuses a quote that is never closed and cells beyond any reason. */
export function tableOf(
  text: string,
  options: { readonly delimiter: string; readonly skip?: number },
): { readonly names: readonly string[]; readonly records: readonly TableRecord[] } {
  let parsed: { record: string[]; info: Info }[];
  try {
    parsed = parse(text, {
      delimiter: options.delimiter,
      from_line: (options.skip ?? 0) + 1,
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
  const [head, ...body] = parsed;
  return {
    names: (head?.record ?? []).map((h) => h.trim()),
    records: body.map(({ record, info }) => ({ line: info.lines, cells: record })),
  };
}

/** Refuses a record of another width than the header; a shorter one only where every record has to be whole. */
export function assertWidth({ line, cells }: TableRecord, names: readonly string[], ragged: boolean): void {
  if (cells.length > names.length || (!ragged && cells.length < names.length))
    throw new FileDefect(line, `the row has ${cells.length} cells where the header has ${names.length}`);
}
