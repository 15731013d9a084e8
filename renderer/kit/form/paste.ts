import type { Line } from './draft.ts';

/** A column that can be typed into. */
interface PasteColumn {
  readonly id: string;
  readonly title: string;
}

/** A line as it would be after a paste, beside what stands there now. */
export interface PastedRow {
  /** its place in the table */
  readonly row: number;
  readonly before: Line | undefined;
  readonly after: Line;
}

/** What a paste would make of the lines of a form. */
export interface Pasted {
  readonly lines: readonly Line[];
  readonly rows: readonly PastedRow[];
  /** Columns that were pasted into. */
  readonly columns: readonly string[];
  /** Pasted rows the table has no line for. */
  readonly surplus: number;
}

/** Where and into what is pasted. */
export interface PastePlace {
  readonly columns: readonly PasteColumn[];
  /** Column that names what a line is about: a pasted row finds its line by it, wherever that stands. */
  readonly key: string | undefined;
  /** Column that tells lines about the same thing apart, such as the quantity a price is from. */
  readonly besides?: string | undefined;
  /** Field the keyboard is in. */
  readonly row: number;
  readonly column: string;
  readonly grows: boolean;
}

const NUMERIC = /^[\s\d.,'\u2019\u2212-]*$/;

/** Cells as a spreadsheet puts them on the clipboard: tabs between, a cell that holds tabs, quotes or line ends quoted. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some((c) => c !== '')) rows.push(row);
    row = [];
  };
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i);
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text.charAt(i + 1) === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === '\t') endCell();
    else if (c === '\n') endRow();
    else if (c !== '\r') cell += c;
  }
  endRow();
  return rows;
}

/** Whether a text on the clipboard is more than what goes into one field. */
export const isTable = (text: string): boolean => /[\t\n]/.test(text.trim());

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Columns of the pasted cells, by place; the first row names them or they begin where the keyboard is, or with what names a line. */
function columnsOf(
  cells: readonly (readonly string[])[],
  lines: readonly Line[],
  place: PastePlace,
): { readonly ids: readonly (string | undefined)[]; readonly titled: boolean } {
  const { columns, key, column } = place;
  const [first = []] = cells;
  const named = first.map((text) => columns.find((c) => same(c.title, text) || same(c.id, text))?.id);
  if (named.some((id) => id !== undefined) && first.every((text, i) => text === '' || named[i] !== undefined))
    return { ids: named, titled: true };
  const keys = new Set(key === undefined ? [] : lines.map((l) => (l[key] ?? '').trim().toLowerCase()).filter(Boolean));
  const starts = cells.map(([text = '']) => text);
  const known = starts.filter((text) => keys.has(text.toLowerCase())).length;
  const byKey =
    key !== undefined && column !== key && first.length > 1 && (known * 2 >= starts.length || starts.every((text) => !NUMERIC.test(text)));
  const from = Math.max(
    0,
    columns.findIndex((c) => c.id === (byKey ? key : column)),
  );
  // Behind what names a line comes what is being typed, not the column beside it.
  if (byKey)
    return {
      ids: [key, ...columns.slice(columns.findIndex((c) => c.id === column)).map((c) => c.id)].slice(0, first.length),
      titled: false,
    };
  return { ids: first.map((_, i) => columns[from + i]?.id), titled: false };
}

/** What the lines of a form would be with these cells pasted; nothing is read or judged here. */
export function pasteInto(lines: readonly Line[], cells: readonly (readonly string[])[], place: PastePlace): Pasted {
  const { ids, titled } = columnsOf(cells, lines, place);
  const { key, besides, grows } = place;
  const sameLine = (line: Line, values: Line) =>
    besides === undefined || values[besides] === undefined || same(line[besides] ?? '', values[besides]);
  const next: Line[] = [...lines];
  const touched = new Map<number, PastedRow>();
  const isEmpty = (line: Line | undefined) => line !== undefined && Object.values(line).every((text) => text.trim() === '');
  let surplus = 0;
  let at = place.row;
  const target = (values: Line): number | undefined => {
    const name = key === undefined ? undefined : values[key];
    if (key !== undefined && name) {
      const known = next.findIndex((l) => same(l[key] ?? '', name) && sameLine(l, values));
      if (known >= 0) return known;
      if (!grows) return undefined;
      const free = next.findIndex((l, i) => i >= place.row && isEmpty(l));
      return free >= 0 ? free : next.length;
    }
    const row = at;
    at += 1;
    return row < next.length || grows ? row : undefined;
  };
  for (const row of titled ? cells.slice(1) : cells) {
    const values = Object.fromEntries(ids.flatMap((id, i) => (id === undefined ? [] : [[id, row[i] ?? ''] as const])));
    const to = target(values);
    if (to === undefined) {
      surplus += 1;
      continue;
    }
    const after = { ...next[to], ...values };
    const before = lines[to];
    next[to] = after;
    touched.set(to, { row: to, before: isEmpty(before) ? undefined : before, after });
  }
  if (grows && !isEmpty(next.at(-1))) next.push({});
  return {
    lines: next,
    rows: [...touched.values()].sort((a, b) => a.row - b.row),
    columns: ids.flatMap((id) => (id === undefined ? [] : [id])),
    surplus,
  };
}
