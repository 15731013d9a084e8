import { type RawBuilder, sql } from 'kysely';

const LAST_CHARACTER = '\u{10ffff}';
/** Widths of the running part of document numbers: busy series have six digits, quiet ones five. */
const NUMBER_DIGITS = [5, 6];

const capitalised = (text: string) => text.toLowerCase().replace(/(^|[\s\-'.])(\p{L})/gu, (found) => found.toUpperCase());

/** A text as people write it: as it stands, in capitals, in small letters, with capitals at the beginning of words. */
export function spellings(text: string): string[] {
  return [...new Set([text, text.toUpperCase(), text.toLowerCase(), capitalised(text)])];
}

/** Full document numbers a bare number may stand for: this and last year's of each series. Empty for any other text. */
export function numbersMeant(text: string, series: readonly string[], today: string): string[] {
  if (!/^\d{1,6}$/.test(text)) return [];
  const year = Number(today.slice(0, 4));
  return series.flatMap((code) =>
    [year, year - 1].flatMap((y) => NUMBER_DIGITS.filter((d) => text.length <= d).map((d) => `${code}-${y}-${text.padStart(d, '0')}`)),
  );
}

/** Where to look: the rows of one table that may be seen, by a column that is the first of an index. */
interface Place {
  readonly table: string;
  readonly column: string;
  /** Column that is answered. */
  readonly id?: string;
  readonly direction: 'asc' | 'desc';
  readonly where?: RawBuilder<boolean>;
}

/**
 * Ids of the rows whose column begins with one of the texts, the first `limit` for each, as a subquery for `id in (...)`.
 * Every text is a range of its own in the index and ends after `limit` rows, however many begin with it. The table is
 * called `f` in `where`.
 */
export function idsBeginning(place: Place, texts: readonly string[], limit: number): RawBuilder<string> {
  const column = sql.ref(`f.${place.column}`);
  const parts = texts.map(
    (text) => sql`select id from (select ${sql.ref(`f.${place.id ?? 'id'}`)} as id from ${sql.table(place.table)} as f
      where ${column} >= ${text} and ${column} < ${text + LAST_CHARACTER} and ${place.where ?? sql`1 = 1`}
      order by ${column} ${sql.raw(place.direction)} limit ${limit}) as found`,
  );
  return sql<string>`(${sql.join(parts, sql` union `)})`;
}
