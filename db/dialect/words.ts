import { type RawBuilder, sql } from 'kysely';
import { type WordTable, wordVector } from '../schema/words.ts';
import type { Dialect } from './values.ts';

/** Lower-case words of a text: letters and digits, everything else parts them. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * Ids of at most `limit` rows in which every one of `words` begins a word, as a subquery for `id in (...)`. Words come from
 * `wordsOf`; none find nothing. Which rows are found first where there are more is not said.
 */
export function idsByWords(dialect: Dialect, table: WordTable, words: readonly string[], limit: number): RawBuilder<string> {
  if (words.length === 0) return sql<string>`(select null where 1 = 0)`;
  if (dialect === 'sqlite') {
    const index = `${table}_words`;
    const match = words.map((w) => `"${w}"*`).join(' ');
    return sql<string>`(select r.${sql.raw(`${table}_id`)} from ${sql.raw(`${index}_row`)} as r where r.id in
      (select rowid from ${sql.raw(index)} where ${sql.raw(index)} match ${match} limit ${limit}))`;
  }
  const query = words.map((w) => `'${w}':*`).join(' & ');
  return sql<string>`(select w.id from ${sql.table(table)} as w where ${sql.raw(wordVector(table, 'w.'))} @@ to_tsquery('simple', ${query}) limit ${limit})`;
}
