import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, statement } from '../../db/dialect/portable.ts';
import { openPostgres, type PostgresConnection } from '../../db/dialect/postgres.ts';
import { openSqlite } from '../../db/dialect/sqlite.ts';
import { startCluster } from '../kit/cluster.ts';

/**
 * What the dialect layer costs: microseconds per operation of raw better-sqlite3, of statements compiled once, and of
 * queries built each time. Prints, never asserts. PostgreSQL too with the argument `--postgres`.
 */

interface DB {
  line: { id: number; order_id: number; item_id: number; sku: string; qty: number; amount: number; note: string | null };
  balance: { item_id: number; place: string; qty: number };
}

const ROWS = 20_000;
const ITEMS = 2_000;
const BATCH = 1_000;
const ROUNDS = 5;

const point = statement<DB, { id: number }, { sku: string; qty: number }>((db, p) =>
  db.selectFrom('line').select(['sku', 'qty']).where('id', '=', p('id')),
);

const line = (id: number): DB['line'] => ({
  id,
  order_id: Math.floor(id / 3),
  item_id: id % ITEMS,
  sku: `SKU-${id % ITEMS}`,
  qty: 1 + (id % 7),
  amount: 1999 * (id % 7),
  note: null,
});
const delta = (i: number): DB['balance'] => ({ item_id: (i * 7) % ITEMS, place: 'stock', qty: 1 });

function ddl(int: string, end: string): string {
  return `create table line (id ${int} primary key, order_id ${int} not null, item_id ${int} not null, sku text not null,
      qty ${int} not null, amount ${int} not null, note text)${end};
    create index line_1 on line (order_id);
    create table balance (item_id ${int} not null, place text not null, qty ${int} not null check (qty >= 0), primary key (item_id, place))${end}`;
}

/** Best of some rounds, so that the other work of the machine does not count. Each round starts from empty tables. */
async function measure(name: string, count: number, reset: () => Promise<void>, work: () => Promise<void> | void): Promise<void> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    await reset();
    const from = performance.now();
    await work();
    best = Math.min(best, performance.now() - from);
  }
  console.log(`${name.padEnd(52)} ${((best / count) * 1000).toFixed(2).padStart(8)} us`);
}

const all = Array.from({ length: ROWS }, (_, i) => line(i + 1));
const batches = Array.from({ length: ROWS / BATCH }, (_, i) => all.slice(i * BATCH, (i + 1) * BATCH));
const deltas = batches.map((b, i) => b.map((_, k) => delta(i * BATCH + k)));

async function ours(c: Connection<DB>): Promise<void> {
  const empty = async () => {
    await c.rollback();
    await c.begin('write');
    await c.db.deleteFrom('line').execute();
    await c.db.deleteFrom('balance').execute();
  };
  const filled = async () => {
    await empty();
    for (const batch of batches) await c.insertMany('line', batch);
  };
  const reads = c.dialect === 'sqlite' ? ROWS : 2_000;
  await measure(`${c.dialect}: point select, statement`, reads, filled, async () => {
    for (let i = 1; i <= reads; i += 1) await c.run(point, { id: i });
  });
  await measure(`${c.dialect}: point select, built by Kysely`, reads, filled, async () => {
    for (let i = 1; i <= reads; i += 1) await c.db.selectFrom('line').select(['sku', 'qty']).where('id', '=', i).execute();
  });
  await measure(`${c.dialect}: insert a row, insertMany of ${BATCH}`, ROWS, empty, async () => {
    for (const batch of batches) await c.insertMany('line', batch);
  });
  const single = ROWS / 10;
  await measure(`${c.dialect}: insert a row, insertMany of 1`, single, empty, async () => {
    for (const row of all.slice(0, single)) await c.insertMany('line', [row]);
  });
  await measure(`${c.dialect}: insert a row, built by Kysely`, single, empty, async () => {
    for (const row of all.slice(0, single)) await c.db.insertInto('line').values(row).execute();
  });
  await measure(`${c.dialect}: add to a balance, insertMany of ${BATCH}`, ROWS, empty, async () => {
    for (const batch of deltas) await c.insertMany('balance', batch, { key: ['item_id', 'place'], add: ['qty'] });
  });
  await measure(`${c.dialect}: update a row, updateMany of ${BATCH}`, ROWS, filled, async () => {
    for (const batch of batches)
      await c.updateMany(
        'line',
        ['id'],
        batch.map(({ id, qty }) => ({ id, qty: qty + 1 })),
      );
  });
  await measure(`${c.dialect}: join a rowset of ${BATCH}, per row`, ROWS, filled, async () => {
    for (const batch of batches)
      await c.db
        .selectFrom(
          c
            .rowset(
              batch.map(({ id, qty }) => ({ id, qty })),
              { id: 'int', qty: 'int' },
            )
            .as('r'),
        )
        .innerJoin('line', 'line.id', 'r.id')
        .select(['line.id', 'line.sku', 'r.qty'])
        .execute();
  });
  await c.rollback();
}

async function raw({ raw: db }: ReturnType<typeof openSqlite<DB>>): Promise<void> {
  const empty = async () => {
    if (db.inTransaction) db.exec('rollback');
    db.exec('begin immediate; delete from line; delete from balance');
  };
  const insert = db.prepare('insert into line (id, order_id, item_id, sku, qty, amount, note) values (?, ?, ?, ?, ?, ?, ?)');
  const fill = () => {
    for (const r of all) insert.run(r.id, r.order_id, r.item_id, r.sku, r.qty, r.amount, r.note);
  };
  const filled = async () => {
    await empty();
    fill();
  };
  const select = db.prepare('select sku, qty from line where id = ?');
  await measure('raw better-sqlite3: point select', ROWS, filled, () => {
    for (let i = 1; i <= ROWS; i += 1) select.all(i);
  });
  await measure('raw better-sqlite3: insert a row', ROWS, empty, fill);
  const add = db.prepare(
    'insert into balance (item_id, place, qty) values (?, ?, ?) on conflict (item_id, place) do update set qty = qty + excluded.qty',
  );
  await measure('raw better-sqlite3: add to a balance', ROWS, empty, () => {
    for (const batch of deltas) for (const d of batch) add.run(d.item_id, d.place, d.qty);
  });
  const update = db.prepare('update line set qty = ? where id = ?');
  await measure('raw better-sqlite3: update a row', ROWS, filled, () => {
    for (const r of all) update.run(r.qty + 1, r.id);
  });
  db.exec('rollback');
}

async function onPostgres(): Promise<void> {
  const cluster = await startCluster();
  let connection: PostgresConnection<DB> | undefined;
  try {
    connection = await openPostgres<DB>({ host: cluster.host, database: 'postgres', user: cluster.user });
    await connection.exec(ddl('bigint', ''));
    await ours(connection);
  } finally {
    await connection?.close();
    await cluster.stop();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'countinghouse-bench-'));
const sqlite = openSqlite<DB>(join(folder, 'bench.sqlite'));
try {
  await sqlite.exec(ddl('integer', ' strict'));
  await raw(sqlite);
  await ours(sqlite);
} finally {
  await sqlite.close();
  rmSync(folder, { recursive: true, force: true });
}
if (process.argv.includes('--postgres')) await onPostgres();
