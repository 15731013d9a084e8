/**
 * Finding rows by the words of their text, on both databases. For masters only: a word index costs tens of microseconds a
 * row and a few pages a commit, which the path of an order must not pay.
 */

/** What is indexed: the text columns joined. PostgreSQL finds by the same expression, so it stands here once. */
export const WORD_COLUMNS = { item: ['sku', 'title'] } as const;
export type WordTable = keyof typeof WORD_COLUMNS;

const joined = (table: WordTable, row: string) => WORD_COLUMNS[table].map((c) => `${row}"${c}"`).join(` || ' ' || `);

/** The indexed expression on PostgreSQL. Dashes and dots part words there as they do on SQLite. */
export const wordVector = (table: WordTable, row = ''): string => `to_tsvector('simple', translate(${joined(table, row)}, '-_./', '    '))`;

/**
 * DDL of the word index of a table. SQLite keeps an FTS5 table beside a table of integer keys, because the hidden row
 * number of a table with a text key may change; triggers keep both. PostgreSQL has an index over the expression.
 */
export function wordIndex(table: WordTable): { sqlite: readonly string[]; postgres: readonly string[] } {
  const words = `${table}_words`;
  const rowOf = (row: string) => `(select id from ${words}_row where ${table}_id = ${row}.id)`;
  const columns = WORD_COLUMNS[table].map((c) => `"${c}"`).join(', ');
  return {
    sqlite: [
      `create table ${words}_row (id integer primary key, ${table}_id text not null unique) strict`,
      `create virtual table ${words} using fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='2 3')`,
      `create trigger ${words}_inserted after insert on "${table}" begin
         insert into ${words}_row (${table}_id) values (new.id);
         insert into ${words} (rowid, words) values (${rowOf('new')}, ${joined(table, 'new.')}); end`,
      `create trigger ${words}_updated after update of ${columns} on "${table}" begin
         update ${words} set words = ${joined(table, 'new.')} where rowid = ${rowOf('new')}; end`,
      `create trigger ${words}_deleted after delete on "${table}" begin
         delete from ${words} where rowid = ${rowOf('old')};
         delete from ${words}_row where ${table}_id = old.id; end`,
    ],
    postgres: [`create index ${words} on "${table}" using gin (${wordVector(table)})`],
  };
}
