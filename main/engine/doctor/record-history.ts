import { sql } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import { type DB, type TableName, tableNamed, tables } from '../../../db/schema/index.ts';
import { sha256 } from '../canonical.ts';
import { type CapturedChange, changeText, personalHash } from '../capture.ts';
import type { DoctorCheck, DoctorFinding } from '../context.ts';
import { type AnyRow, rowsByKeys } from './pages.ts';

const PAGE = 4000;
const MAX_FINDINGS = 200;

interface ChangeRow {
  readonly id: number;
  readonly seq: number;
  readonly n: number;
  readonly row_key: string;
  readonly op: 'insert' | 'update' | 'delete';
  readonly delta: string | null;
  readonly hash: string;
}
type Personal = ReadonlyMap<string, { salt: string | null; before: string | null; after: string | null; hash: string }>;

/**
 * Walks the history of every document, line and master backwards from the row as it stands now to its insert, and checks
 * each step against its hash in the chain: a value altered behind the engine's back cannot be explained by any history.
 */
export const recordHistory: DoctorCheck = {
  name: 'record-history',
  proves: 'every document, line and master is exactly what its recorded changes made it',
  async run(tx) {
    const findings: DoctorFinding[] = [];
    let looked = 0;
    for (const t of tables) {
      if (t.kind !== 'record') continue;
      const table = t.name as TableName;
      let alive = 0;
      for await (const groups of histories(tx, table)) {
        const current = await rowsByKeys(tx, table, [...groups.keys()]);
        const personal = await personalOf(tx, table, groups);
        for (const [key, changes] of groups) {
          looked += 1;
          const row = current.get(key);
          if (row) alive += 1;
          const message = explain(table, key, row, changes, personal);
          if (message !== undefined && findings.length < MAX_FINDINGS) findings.push({ table, row: key, message });
        }
      }
      for (const key of await withoutHistory(tx, table, alive))
        if (findings.length < MAX_FINDINGS) findings.push({ table, row: key, message: 'the row was not written by any logged command' });
    }
    return { looked, findings };
  },
};

/** Changes of a table grouped by row, whole groups only, a page at a time. */
async function* histories(tx: Connection<DB>, table: TableName): AsyncGenerator<Map<string, ChangeRow[]>> {
  let after: ChangeRow | undefined;
  let carried: ChangeRow[] = [];
  for (;;) {
    let q = tx.db.selectFrom('change').select(['id', 'seq', 'n', 'row_key', 'op', 'delta', 'hash']).where('table_name', '=', table);
    const from = after;
    if (from)
      q = q.where((eb) => eb.or([eb('row_key', '>', from.row_key), eb.and([eb('row_key', '=', from.row_key), eb('id', '>', from.id)])]));
    const page = await q.orderBy('row_key').orderBy('id').limit(PAGE).execute();
    const all = [...carried, ...page];
    const more = page.length === PAGE;
    const lastKey = all.at(-1)?.row_key;
    const groups = new Map<string, ChangeRow[]>();
    carried = [];
    for (const c of all) {
      if (more && c.row_key === lastKey) {
        carried.push(c);
        continue;
      }
      const group = groups.get(c.row_key);
      if (group) group.push(c);
      else groups.set(c.row_key, [c]);
    }
    if (groups.size > 0) yield groups;
    if (!more) return;
    after = page.at(-1);
  }
}

async function personalOf(
  tx: Connection<DB>,
  table: TableName,
  groups: ReadonlyMap<string, readonly ChangeRow[]>,
): Promise<Map<string, Personal>> {
  const found = new Map<string, Map<string, { salt: string | null; before: string | null; after: string | null; hash: string }>>();
  if (!Object.values(tableNamed(table).columns).some((c) => c.personal)) return found;
  const wanted = [...groups.values()].flat().map(({ seq, n }) => ({ seq, n }));
  const { rows } = await sql<{
    seq: number;
    n: number;
    column_name: string;
    salt: string | null;
    before: string | null;
    after: string | null;
    hash: string;
  }>`
    select p.* from change_personal p join ${tx.rowset(wanted, { seq: 'int', n: 'int' })} w on w.seq = p.seq and w.n = p.n`.execute(tx.db);
  for (const r of rows) {
    const at = `${r.seq}/${r.n}`;
    const columns = found.get(at) ?? new Map();
    columns.set(r.column_name, r);
    found.set(at, columns);
  }
  return found;
}

const UNKNOWN = Symbol('erased');

/** Undefined when the history explains the row; else what is wrong. */
function explain(
  table: TableName,
  key: string,
  row: AnyRow | undefined,
  changes: readonly ChangeRow[],
  personalByChange: ReadonlyMap<string, Personal>,
): string | undefined {
  const columns = tableNamed(table).columns;
  let state: Map<string, unknown> | undefined = row ? new Map(Object.keys(columns).map((c) => [c, row[c] ?? null])) : undefined;
  for (const change of [...changes].reverse()) {
    const personal: Personal = personalByChange.get(`${change.seq}/${change.n}`) ?? new Map();
    const commitments = new Map([...personal].map(([column, p]) => [column, p.hash]));
    const base = { table, op: change.op, key, parentKey: null };
    let captured: CapturedChange;
    if (change.op === 'delete') {
      if (state) return 'the row exists although it was deleted';
      const old = JSON.parse(change.delta ?? '[]') as [string, unknown?][];
      state = new Map(Object.keys(columns).map((c) => [c, null]));
      for (const [column, value] of old) state.set(column, commitments.has(column) ? stored(personal, column, 'before') : value);
      captured = { ...base, row: old.map(([column, value]) => [column, value ?? null] as const), delta: [] };
    } else if (!state) return 'the row is missing although it was never deleted';
    else if (change.op === 'update') {
      const delta = (JSON.parse(change.delta ?? '[]') as [string, unknown?, unknown?][]).map(([column, before, after]) =>
        commitments.has(column)
          ? ([column, stored(personal, column, 'before'), stored(personal, column, 'after')] as const)
          : ([column, before ?? null, after ?? null] as const),
      );
      for (const [column, before, after] of delta) {
        const now = state.get(column);
        if (now !== UNKNOWN && after !== UNKNOWN && now !== after)
          return `${column} shows ${JSON.stringify(now)}, its history says ${JSON.stringify(after)}`;
        const wrong = brokenCommitment(personal, column, before, after);
        if (wrong !== undefined) return wrong;
        state.set(column, before);
      }
      captured = { ...base, row: [], delta };
    } else {
      // An erased value was there when the insert committed to it, and was null otherwise.
      const values = [...state].filter(([column, v]) => (v === UNKNOWN ? commitments.has(column) : v !== null));
      for (const [column, value] of values) {
        const wrong = brokenCommitment(personal, column, null, value);
        if (wrong !== undefined) return wrong;
      }
      captured = { ...base, row: values, delta: [] };
      state = undefined;
    }
    if (sha256(changeText(captured, commitments)) !== change.hash)
      return `the row does not match what commit ${change.seq} recorded (${change.op})`;
  }
  return undefined;
}

function stored(personal: Personal, column: string, side: 'before' | 'after'): unknown {
  const p = personal.get(column);
  if (!p || p.salt === null) return UNKNOWN;
  const text = p[side];
  return text === null ? null : (JSON.parse(text) as unknown);
}

/** A personal value must match its commitment as long as its salt is kept. */
function brokenCommitment(personal: Personal, column: string, before: unknown, after: unknown): string | undefined {
  const p = personal.get(column);
  if (!p || p.salt === null || before === UNKNOWN || after === UNKNOWN) return undefined;
  return personalHash(p.salt, before, after) === p.hash ? undefined : `${column} (personal) differs from what was recorded`;
}

/** Keys of rows that no change ever recorded; looked for only when the counts disagree. */
async function withoutHistory(tx: Connection<DB>, table: TableName, alive: number): Promise<string[]> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx.db);
  if (rows[0]?.n === alive) return [];
  const { primaryKey } = tableNamed(table);
  const key = sql.join(
    primaryKey.map((k) => sql`cast(t.${sql.ref(k)} as text)`),
    sql` || '/' || `,
  );
  const found = await sql<{ key: string }>`select ${key} as key from ${sql.table(table)} t
    where not exists (select 1 from change c where c.table_name = ${table} and c.row_key = ${key}) limit ${MAX_FINDINGS}`.execute(tx.db);
  return found.rows.map((r) => r.key);
}
