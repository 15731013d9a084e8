import type { Column, Table } from './dsl.ts';

type Dialect = 'sqlite' | 'postgres';

const quote = (name: string) => `"${name}"`;
const names = (list: readonly string[]) => list.map(quote).join(', ');

function columnSql(dialect: Dialect, name: string, c: Column<unknown>): string {
  const type = c.sql === 'text' ? (dialect === 'postgres' ? 'text collate "C"' : 'text') : dialect === 'sqlite' ? 'integer' : 'bigint';
  const parts = [quote(name), type];
  if (!c.nullable) parts.push('not null');
  if (c.fallback !== undefined)
    parts.push(`default ${typeof c.fallback === 'number' ? c.fallback : `'${c.fallback.replaceAll("'", "''")}'`}`);
  if (c.check) parts.push(`check (${c.check(quote(name))})`);
  if (c.references && dialect === 'sqlite')
    parts.push(
      `references ${quote(c.references.table)} (${quote(c.references.column)})${c.references.deferred ? ' deferrable initially deferred' : ''}`,
    );
  return parts.join(' ');
}

/** An integer key alone is SQLite's rowid; composite keys of derived and system tables are stored clustered. */
function sqliteSuffix(t: Table): string {
  const alone = t.primaryKey.length === 1 && t.columns[t.primaryKey[0] ?? '']?.sql === 'int';
  return alone || (t.kind !== 'derived' && t.kind !== 'system') || t.name === 'job' || t.name === 'outbox'
    ? ' strict'
    : ' strict, without rowid';
}

/** CREATE TABLE and its indexes for one table. */
export function createTable(dialect: Dialect, t: Table): string[] {
  const body = Object.entries(t.columns).map(([name, c]) => columnSql(dialect, name, c));
  body.push(`primary key (${names(t.primaryKey)})`);
  for (const u of t.unique) body.push(`unique (${names(u)})`);
  for (const check of t.checks) body.push(`check (${check})`);
  const out = [`create table ${quote(t.name)} (\n  ${body.join(',\n  ')}\n)${dialect === 'sqlite' ? sqliteSuffix(t) : ''}`];
  t.indexes.forEach((index, i) => {
    const where = index.where ? ` where ${index.where}` : '';
    out.push(`create index ${quote(`${t.name}_${i + 1}`)} on ${quote(t.name)} (${names(index.columns)})${where}`);
  });
  return out;
}

/** Foreign keys of a table on PostgreSQL, added once every table exists (they may point forward). */
function foreignKeys(t: Table): string[] {
  return Object.entries(t.columns).flatMap(([name, c]) =>
    c.references
      ? [
          `alter table ${quote(t.name)} add foreign key (${quote(name)}) references ${quote(c.references.table)} (${quote(c.references.column)})${c.references.deferred ? ' deferrable initially deferred' : ''}`,
        ]
      : [],
  );
}

const APPEND_ONLY = (t: Table) => `${t.name}: rows are append-only; post a reversal instead`;

/** Triggers that refuse to change or remove a row of a ledger. */
function ledgerGuards(dialect: Dialect, t: Table): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (op) =>
        `create trigger ${quote(`${t.name}_no_${op}`)} before ${op} on ${quote(t.name)} begin select raise(abort, '${APPEND_ONLY(t)}'); end`,
    );
  return [
    `create trigger ${quote(`${t.name}_append_only`)} before update or delete on ${quote(t.name)} for each row execute function refuse_change()`,
    `create trigger ${quote(`${t.name}_no_truncate`)} before truncate on ${quote(t.name)} execute function refuse_change()`,
  ];
}

/** Text that names a row: its key columns joined by a slash. */
const keySql = (t: Table, row: 'new' | 'old') =>
  t.primaryKey.map((k) => (t.columns[k]?.sql === 'int' ? `cast(${row}.${quote(k)} as text)` : `${row}.${quote(k)}`)).join(` || '/' || `);

const parentSql = (t: Table, row: 'new' | 'old') => {
  if (!t.lineOf) return 'null';
  const parent = `${row}.${quote(t.lineOf.column)}`;
  return t.columns[t.lineOf.column]?.sql === 'int' ? `cast(${parent} as text)` : parent;
};

/** Triggers that write what changed in a record table to `change_pending` (see ARCHITECTURE: the write path). */
function captureSqlite(t: Table): string[] {
  const columns = Object.keys(t.columns);
  const all = (row: 'new' | 'old') => `json_array(${columns.map((c) => `${row}.${quote(c)}`).join(', ')})`;
  const pending = (op: string, row: 'new' | 'old', payload: string) =>
    `insert into change_pending (table_name, op, row_key, parent_key, payload) values ('${t.name}', '${op}', ${keySql(t, row)}, ${parentSql(t, row)}, ${payload});`;
  const delta = columns
    .map(
      (c, i) =>
        `case when old.${quote(c)} is not new.${quote(c)} then ',[${i},' || json_quote(old.${quote(c)}) || ',' || json_quote(new.${quote(c)}) || ']' else '' end`,
    )
    .join(' || ');
  const differs = columns.map((c) => `old.${quote(c)} is not new.${quote(c)}`).join(' or ');
  return [
    `create trigger ${quote(`${t.name}_inserted`)} after insert on ${quote(t.name)} begin ${pending('insert', 'new', all('new'))} end`,
    `create trigger ${quote(`${t.name}_updated`)} after update on ${quote(t.name)} when ${differs} begin ${pending('update', 'old', `'[' || substr(${delta}, 2) || ']'`)} end`,
    `create trigger ${quote(`${t.name}_deleted`)} after delete on ${quote(t.name)} begin ${pending('delete', 'old', all('old'))} end`,
  ];
}

function capturePostgres(t: Table): string[] {
  const columns = Object.keys(t.columns);
  const all = (row: 'new' | 'old') => `jsonb_build_array(${columns.map((c) => `${row}.${quote(c)}`).join(', ')})::text`;
  const pending = (op: string, row: 'new' | 'old', payload: string) =>
    `insert into change_pending (table_name, op, row_key, parent_key, payload) values ('${t.name}', '${op}', ${keySql(t, row)}, ${parentSql(t, row)}, ${payload});`;
  const delta = columns
    .map(
      (c, i) =>
        `case when old.${quote(c)} is distinct from new.${quote(c)} then jsonb_build_array(${i}, old.${quote(c)}, new.${quote(c)})::text end`,
    )
    .join(', ');
  return [
    `create function ${quote(`capture_${t.name}`)}() returns trigger language plpgsql as $$ begin
       if tg_op = 'INSERT' then ${pending('insert', 'new', all('new'))}
       elsif tg_op = 'DELETE' then ${pending('delete', 'old', all('old'))}
       elsif old is distinct from new then ${pending('update', 'old', `'[' || concat_ws(',', ${delta}) || ']'`)}
       end if;
       return null; end $$`,
    `create trigger ${quote(`${t.name}_capture`)} after insert or update or delete on ${quote(t.name)} for each row execute function ${quote(`capture_${t.name}`)}()`,
  ];
}

/** The whole DDL of a company file, in order. */
export function schemaSql(dialect: Dialect, tables: readonly Table[]): string[] {
  const out: string[] = [];
  for (const t of tables) out.push(...createTable(dialect, t));
  if (dialect === 'postgres') {
    for (const t of tables) out.push(...foreignKeys(t));
    out.push(
      `alter table change_pending alter column id add generated by default as identity`,
      `create function refuse_change() returns trigger language plpgsql as $$ begin
         raise exception '%: rows are append-only; post a reversal instead', tg_table_name using errcode = '23514'; end $$`,
    );
  }
  for (const t of tables) {
    if (t.kind === 'ledger') out.push(...ledgerGuards(dialect, t));
    if (t.kind === 'record') out.push(...(dialect === 'sqlite' ? captureSqlite(t) : capturePostgres(t)));
    out.push(...(t.extra?.[dialect] ?? []));
  }
  return out;
}
