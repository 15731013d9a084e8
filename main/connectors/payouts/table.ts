import { FileDefect } from '../file-defect.ts';
import { assertWidth, tableOf } from '../file-table.ts';

/** A row by the names of its header, with the line of the file it stands on. */
export interface Row {
  readonly line: number;
  readonly cell: (name: string) => string;
}

/** Rows of a table with a header. Refuses a header without the columns that are needed, and rows longer than it; shorter ones end in empty cells where `ragged`. */
export function rowsOf(text: string, delimiter: string, needed: readonly string[], ragged = false): Row[] {
  const table = tableOf(text, { delimiter });
  const names = table.names.map((name) => name.toLowerCase());
  for (const name of needed) if (!names.includes(name)) throw new FileDefect(1, `there is no column "${name}" in the header`);
  return table.records.map((record) => {
    assertWidth(record, names, ragged);
    return { line: record.line, cell: (name) => (record.cells[names.indexOf(name)] ?? '').trim() };
  });
}
