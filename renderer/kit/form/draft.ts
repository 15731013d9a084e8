import type { Failure } from '../../client/failure.ts';
import { besideFields } from '../action/use-action.ts';

/** One line of a form as typed, by column. */
export type Line = Readonly<Record<string, string>>;

/** What is typed in a form: texts by field, and the lines of its table. Kept as text until it is read, so that nothing typed is lost. */
export interface Draft {
  readonly fields: Readonly<Record<string, string>>;
  readonly lines: readonly Line[];
}

/** Sentences beside fields, by name: `on`, `lines.0.qty`. */
export type Wrong = Readonly<Record<string, string>>;

/** Name of the field of a line. */
export const lineField = (row: number, column: string): string => `lines.${row}.${column}`;

/** Rows somebody has typed into (or into one column of theirs), with their place in the table: the lines that are sent. */
export const typedRows = (lines: readonly Line[], column?: string): readonly { readonly line: Line; readonly row: number }[] =>
  lines
    .map((line, row) => ({ line, row }))
    .filter(({ line }) => (column === undefined ? Object.values(line) : [line[column] ?? '']).some((text) => text.trim() !== ''));

/** How a form finds the field a refusal is about, where the refusal does not name it itself. */
export interface Concerns {
  /** Column that names what a line is about; a refusal that names the same is about that line. */
  readonly key?: string;
  /** Column of the line a refusal stands in, by code; `otherwise` for all that are not listed. */
  readonly column?: Readonly<Record<string, string>> & { readonly otherwise: string };
  /** Column that has to be typed into for a line to be sent; any where it is left out. */
  readonly sent?: string;
  /** Field a refusal stands beside, by code. */
  readonly field?: Readonly<Record<string, string>>;
}

/** Sentences beside the fields a failure is about; empty where it is about none of them and has to stand above. */
export function wrongOf(failure: Failure, { lines }: Draft, concerns: Concerns): Wrong {
  const rows = typedRows(lines, concerns.sent);
  // The engine counts the lines it was sent; the table may have empty ones between.
  const named = Object.entries(besideFields(failure)).map(([path, message]): [string, string] => {
    const [, sent, column] = /^lines\.(\d+)(?:\.(\w+))?$/.exec(path) ?? [];
    return sent === undefined
      ? [path, message]
      : [lineField(rows[Number(sent)]?.row ?? Number(sent), column ?? concerns.column?.otherwise ?? ''), message];
  });
  if (named.length > 0) return Object.fromEntries(named);
  const field = concerns.field?.[failure.code];
  if (field !== undefined) return { [field]: failure.message };
  const { key, column } = concerns;
  if (key === undefined || column === undefined) return {};
  const said = new Set(Object.values((failure.params ?? {}) as Record<string, unknown>).map(String));
  const about = rows.find(({ line }) => said.has(line[key]?.trim() ?? ''));
  return about ? { [lineField(about.row, column[failure.code] ?? column.otherwise)]: failure.message } : {};
}
