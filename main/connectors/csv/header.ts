import { type ColumnSpec, FileDefect } from './format.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const QUOTE = '"';

/**
 * The delimiter used by a header line: the candidate that separates most names outside quotes. Only the header is
 * asked: data cells may hold any of them. No candidate at all, or two equally frequent ones, is a defect, not a guess.
 */
export function detectDelimiter(headerLine: string): string {
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: countOutsideQuotes(headerLine, delimiter) }));
  const [first, second] = counts.toSorted((a, b) => b.count - a.count);
  if (first === undefined || first.count === 0) {
    throw new FileDefect('delimiter-unclear', 1, 'the header line has none of the delimiters , ; tab |');
  }
  if (second !== undefined && second.count === first.count) {
    throw new FileDefect(
      'delimiter-unclear',
      1,
      `the header line uses ${name(first.delimiter)} and ${name(second.delimiter)} equally often`,
    );
  }
  return first.delimiter;
}

function name(delimiter: string): string {
  return delimiter === '\t' ? 'tab' : delimiter;
}

function countOutsideQuotes(text: string, wanted: string): number {
  let quoted = false;
  let count = 0;
  for (const char of text) {
    if (char === QUOTE) quoted = !quoted;
    else if (char === wanted && !quoted) count += 1;
  }
  return count;
}

/** Header names are compared trimmed, without case and with inner blanks reduced to one. */
function plain(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

export interface HeaderMatch<F extends string> {
  /** index of the column of each field; -1 for an optional one that is not in the file */
  readonly columns: Readonly<Record<F, number>>;
  /** names of columns the contract does not know: kept, told once, not used */
  readonly unknown: readonly string[];
}

/**
 * Finds the contract's columns in a header by name, in any order. Two columns of the same name, or two for the same
 * field, and a missing required column refuse the whole file: every choice would be a guess.
 */
export function matchHeader<F extends string>(header: readonly string[], specs: Readonly<Record<F, ColumnSpec>>): HeaderMatch<F> {
  const names = header.map(plain);
  for (const [index, wanted] of names.entries()) {
    if (names.indexOf(wanted) !== index) {
      throw new FileDefect('duplicate-column', 1, `two columns are called "${header[index]?.trim() ?? ''}"`);
    }
  }
  const used = new Set<number>();
  const columns: Partial<Record<F, number>> = {};
  for (const field of Object.keys(specs) as F[]) {
    const spec = specs[field];
    const aliases = spec.names.map(plain);
    const found = names.flatMap((column, index) => (aliases.includes(column) ? [index] : []));
    if (found.length > 1) {
      const both = found.map((index) => `"${header[index]?.trim() ?? ''}"`).join(' and ');
      throw new FileDefect('duplicate-column', 1, `columns ${both} both mean ${field}`);
    }
    const [index = -1] = found;
    if (index < 0 && spec.required) {
      throw new FileDefect('missing-column', 1, `there is no column for ${field} (looked for ${spec.names.join(', ')})`);
    }
    columns[field] = index;
    if (index >= 0) used.add(index);
  }
  return {
    // Every key of `specs` was set in the loop above.
    columns: columns as Record<F, number>,
    unknown: header.flatMap((text, index) => (used.has(index) ? [] : [text.trim()])),
  };
}
