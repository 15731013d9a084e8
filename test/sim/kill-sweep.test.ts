import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlite } from '../../db/dialect/sqlite.ts';
import { openReader } from '../../db/open.ts';
import type { DB } from '../../db/schema/index.ts';
import { runDoctor } from '../../main/engine/doctor/doctor.ts';
import { registry } from '../../main/hosts/inprocess.ts';
import { Chance } from '../../main/tools/sim/chance.ts';
import { database } from '../kit/company.ts';

const kit = join(dirname(import.meta.dirname), 'kit');
const root = dirname(dirname(import.meta.dirname));
const ROWS = 900;
/**
 * Points per kind of place: `COUNTINGHOUSE_KILL_POINTS=1000` kills at every one there is (half an hour); CI spreads its number evenly
 * over all of them, at the desk two are enough to notice a break.
 */
const POINTS = Number(process.env['COUNTINGHOUSE_KILL_POINTS'] ?? (process.env['CI'] ? 6 : 2));
const SEED = Number(process.env['COUNTINGHOUSE_KILL_SEED'] ?? 20260105);
let folder: string;
let month: string;
let day: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countinghouse-kill-'));
  month = join(folder, 'month.csv');
  const lines = gunzipSync(readFileSync(join(root, 'data', 'demo', 'online-retail-2011-08.csv.gz')))
    .toString('utf8')
    .split('\n');
  writeFileSync(month, `${lines.slice(0, ROWS + 1).join('\n')}\n`);
  day = join(folder, 'day.csv');
  writeFileSync(day, dayFile());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Sales over three batches, an unknown SKU now and then, and goods that come back. */
function dayFile(): string {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const sku = ['TEE', 'MUG', 'CUP'][i % 3];
    const number = 100_001 + i;
    const head = i % 50 === 49 ? `C${number},${sku},A thing,-1` : `${number},${i % 100 === 7 ? 'SHIRT' : sku},A thing,${1 + (i % 3)}`;
    return `${head},2026-01-05 ${i % 50 === 49 ? '10' : '09'}:00:00,9.99,${100 + (i % 7)},United Kingdom`;
  });
  return `${['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country', ...rows].join('\n')}\n`;
}

interface Ended {
  readonly status: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a child of the kit to its end, or kills it after some milliseconds. */
async function run(child: string, args: readonly string[], killAfter?: number): Promise<Ended> {
  const process_ = spawn(process.execPath, [join(kit, child), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const timer = killAfter === undefined ? undefined : setTimeout(() => process_.kill('SIGKILL'), killAfter);
  const ended = new Promise<[number | null, string | null]>((resolve) =>
    process_.on('close', (status, signal) => resolve([status, signal])),
  );
  const [out, err, [status, signal]] = await Promise.all([text(process_.stdout), text(process_.stderr), ended]);
  clearTimeout(timer);
  return { status, signal, out, err };
}

const hash = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
/** A job's commands are named after the job, whose id is another in every run. */
const nameless = (id: string): string => id.replace(/job_[0-9a-z]+/, 'job');

/** A file says when it was written, which is later in a company that was killed. */
const timeless = (text: string): string => text.replaceAll(/\d{4}-?\d{2}-?\d{2}T\d{2}:?\d{2}:?\d{2}(\.\d{3})?Z/g, 'then');

/** What a company knows and its partners got, without ids, times and numbers of commits. */
async function digest(file: string): Promise<unknown> {
  const tx = await openReader({ file });
  try {
    const report = await runDoctor(tx, registry, { micros: () => 0 });
    const { db } = tx;
    const balances = await db
      .selectFrom('account_balance')
      .innerJoin('account', 'account.id', 'account_balance.account_id')
      .select(({ fn }) => ['account.code', fn.sum<number>('amount').as('amount'), fn.sum<number>('lines').as('lines')])
      .groupBy('account.code')
      .orderBy('account.code')
      .execute();
    const stock = await db
      .selectFrom('stock_availability')
      .innerJoin('item', 'item.id', 'item_id')
      .innerJoin('warehouse', 'warehouse.id', 'warehouse_id')
      .select(['sku', 'warehouse.code', 'sellable', 'reserved'])
      .orderBy('sku')
      .orderBy('warehouse.code')
      .execute();
    const orders = await db.selectFrom('sales_order').select(['external_id', 'number', 'state', 'total']).orderBy('number').execute();
    const invoices = await db.selectFrom('invoice').select(['number', 'kind', 'total']).orderBy('number').execute();
    const inbox = await db.selectFrom('inbox').select(['external_id', 'state', 'settled', 'amount']).orderBy('external_id').execute();
    const commands = (await db.selectFrom('command_log').select('command_id').execute()).map((c) => nameless(c.command_id)).toSorted();
    const jobs = await db.selectFrom('job').select(['kind', 'state']).orderBy('kind').execute();
    const sent = await db.selectFrom('outbox').select(['kind', 'state', 'payload']).orderBy('id').execute();
    const outbox = sent.map((o) => ({ ...o, payload: timeless(String(o.payload)) }));
    const consents = await db.selectFrom('approval_request').select(['operation', 'state']).execute();
    const told = join(`${file}.outbox`, 'WEB');
    const partner = existsSync(told)
      ? readdirSync(told).map((name) => ({ name: timeless(name), says: timeless(readFileSync(join(told, name), 'utf8')) }))
      : [];
    const copies = await db.selectFrom('backup').select(['file', 'sha256']).execute();
    const backups = copies.map((b) => ({ whole: hash(b.file) === b.sha256 }));
    const findings = report.checks.flatMap((c) => c.findings);
    return { findings, balances, stock, orders, invoices, inbox, commands, jobs, outbox, consents, partner, backups };
  } finally {
    await tx.close();
  }
}

function remove(file: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith(basename(file))) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Every place there is, or `POINTS` of each kind spread evenly, the last one always among them. */
function chosen(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts).flatMap(([kind, all]) => {
    const wanted = Math.min(all, POINTS);
    return Array.from({ length: wanted }, (_, i): [string, number] => [kind, Math.ceil(((i + 1) * all) / wanted)]);
  });
}

/** Two at a time, as the machine has two cores; each works on a file of its own. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
  };
  await Promise.all([worker(), worker()]);
}

/** The straight run of a child, and what must be known after every other one. */
async function straight(child: string, data: string) {
  const file = join(folder, `${child}.straight.countinghouse`);
  const start = performance.now();
  const ended = await run(child, [file, data]);
  expect(ended.status, ended.err).toBe(0);
  const wanted = await digest(file);
  expect(wanted).toMatchObject({ findings: [] });
  return { wanted, counts: JSON.parse(ended.out) as Record<string, number>, took: performance.now() - start };
}

/** Goes on where the killed process stopped and compares what is known then. */
async function goesOn(child: string, data: string, file: string, wanted: unknown, at: string): Promise<void> {
  const again = await run(child, [file, data]);
  expect(again.status, `${at}: ${again.err}`).toBe(0);
  expect(await digest(file), at).toEqual(wanted);
  remove(file);
}

// The companies of the children are files, whatever this run's database is.
const onFiles = { skip: database !== 'sqlite', timeout: 1_800_000 };

test.each([
  ['a month imported by hand', 'import-child.ts', () => month],
  ['a day with jobs, parcels, a consent, a partner and a backup', 'day-child.ts', () => day],
])(
  '%s, killed at any commit or in the middle of a command and started again: nothing lost, nothing doubled',
  onFiles,
  async (_, child, data) => {
    const { wanted, counts } = await straight(child, data());
    const points = [...chosen(counts), ...(child === 'day-child.ts' ? [['backup', 1] as [string, number]] : [])];
    const missed: string[] = [];
    await each(points, async ([kind, n]) => {
      const file = join(folder, `${child}.${kind}-${n}.countinghouse`);
      const killed = await run(child, [file, data(), kind, String(n)]);
      // Jobs tell their progress by the clock, so a run may make a commit less than the straight one and never come to its last.
      if (killed.signal === null && n === counts[kind]) {
        expect(killed.status, `${kind} ${n}: ${killed.err}`).toBe(0);
        missed.push(`${kind} ${n}`);
      } else expect(killed.signal, `${kind} ${n}: ${killed.err}`).toBe('SIGKILL');
      await goesOn(child, data(), file, wanted, `killed at ${kind} ${n}`);
    });
    if (missed.length > 0) console.log(`${child}: ended before ${missed.join(', ')}`);
    console.log(`${child}: killed at ${points.length} of ${Object.values(counts).reduce((a, b) => a + b, 0)} places`);
  },
);

test('killed at moments of chance, twice in a row: nothing lost, nothing doubled', onFiles, async () => {
  const chance = new Chance(SEED);
  console.log(`COUNTINGHOUSE_KILL_SEED=${SEED}`);
  const { wanted, took } = await straight('day-child.ts', day);
  const moments = Array.from({ length: POINTS }, () => [chance.between(100, Math.ceil(took)), chance.between(100, Math.ceil(took))]);
  await each(moments, async (delays) => {
    const file = join(folder, `wall-${delays.join('-')}.countinghouse`);
    for (const delay of delays) await run('day-child.ts', [file, day], delay);
    await goesOn('day-child.ts', day, file, wanted, `killed after ${delays.join(' and ')} ms, seed ${SEED}`);
  });
});

test('killed in any step of a migration, the file is as it was, and the next start brings it up to date', onFiles, async () => {
  const listed = async (file: string): Promise<unknown> => {
    const connection = openSqlite<DB>(file);
    try {
      return connection.raw.prepare('select type, name, sql from sqlite_master order by type, name').all();
    } finally {
      await connection.close();
    }
  };
  const whole = join(folder, 'whole.sqlite');
  const ended = await run('migrate-child.ts', [whole]);
  expect(ended.status, ended.err).toBe(0);
  const wanted = await listed(whole);
  await each(chosen(JSON.parse(ended.out) as Record<string, number>), async ([kind, n]) => {
    const file = join(folder, `migrate-${kind}-${n}.sqlite`);
    expect((await run('migrate-child.ts', [file, kind, String(n)])).signal, `${kind} ${n}`).toBe('SIGKILL');
    expect(await listed(file), `${kind} ${n}`).toEqual(kind === 'after-commit' ? wanted : []);
    const again = await run('migrate-child.ts', [file]);
    expect(again.status, `${kind} ${n}: ${again.err}`).toBe(0);
    expect(await listed(file), `${kind} ${n}`).toEqual(wanted);
  });
});

test('run a second time on the same file, nothing changes', onFiles, async () => {
  const file = join(folder, 'twice.countinghouse');
  expect((await run('day-child.ts', [file, day])).status).toBe(0);
  const first = await digest(file);
  const again = await run('day-child.ts', [file, day]);
  expect(again.status, again.err).toBe(0);
  expect(await digest(file)).toEqual(first);
});
