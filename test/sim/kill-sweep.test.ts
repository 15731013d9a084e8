import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReader } from '../../db/open.ts';
import { runDoctor } from '../../main/engine/doctor/doctor.ts';
import { registry } from '../../main/hosts/inprocess.ts';
import { database } from '../kit/company.ts';

const root = dirname(dirname(import.meta.dirname));
const ROWS = 900;
let folder: string;
let data: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countinghouse-kill-'));
  data = join(folder, 'orders.csv');
  const month = gunzipSync(readFileSync(join(root, 'data', 'demo', 'online-retail-2011-08.csv.gz')))
    .toString('utf8')
    .split('\n');
  writeFileSync(data, `${month.slice(0, ROWS + 1).join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const importInto = (file: string, ...kill: string[]) =>
  spawnSync(process.execPath, [join(root, 'test', 'kit', 'import-child.ts'), file, data, ...kill], { encoding: 'utf8' });

/** What a company knows, without ids, times and numbers of commits. */
async function digest(file: string): Promise<unknown> {
  const tx = await openReader({ file });
  try {
    const report = await runDoctor(tx, registry, { micros: () => 0 });
    const balances = await tx.db
      .selectFrom('account_balance')
      .innerJoin('account', 'account.id', 'account_balance.account_id')
      .select(({ fn }) => ['account.code', fn.sum<number>('amount').as('amount'), fn.sum<number>('lines').as('lines')])
      .groupBy('account.code')
      .orderBy('account.code')
      .execute();
    const stock = await tx.db
      .selectFrom('stock_availability')
      .innerJoin('item', 'item.id', 'item_id')
      .innerJoin('warehouse', 'warehouse.id', 'warehouse_id')
      .select(['sku', 'warehouse.code', 'sellable', 'reserved'])
      .orderBy('sku')
      .orderBy('warehouse.code')
      .execute();
    const orders = await tx.db.selectFrom('sales_order').select(['external_id', 'state', 'total']).orderBy('external_id').execute();
    const invoices = await tx.db.selectFrom('invoice').select(['number', 'kind', 'total']).orderBy('number').execute();
    const commands = await tx.db.selectFrom('command_log').select('command_id').orderBy('seq').execute();
    return { findings: report.checks.flatMap((c) => c.findings), balances, stock, orders, invoices, commands };
  } finally {
    await tx.close();
  }
}

// The company of the child process is a file, whatever this run's database is.
const onFiles = { skip: database !== 'sqlite', timeout: 900_000 };

test('killed at any commit or in the middle of a command and started again, nothing is lost and nothing doubled', onFiles, async () => {
  const whole = join(folder, 'whole.countinghouse');
  const straight = importInto(whole);
  expect(straight.status, straight.stderr).toBe(0);
  const { commits, inserts } = JSON.parse(straight.stdout) as { commits: number; inserts: number };
  const wanted = await digest(whole);
  expect(wanted).toMatchObject({ findings: [] });
  const points = [
    ...Array.from({ length: commits }, (_, i) => ['before-commit', i + 1] as const),
    ...Array.from({ length: commits }, (_, i) => ['after-commit', i + 1] as const),
    ...Array.from({ length: 12 }, (_, i) => ['insert', Math.floor(((i + 1) * inserts) / 13)] as const),
  ];
  // The whole sweep takes minutes: CI does it, at the desk every ninth point is enough to notice a break.
  for (const [kind, n] of process.env['CI'] ? points : points.filter((_, i) => i % 9 === 4)) {
    const file = join(folder, `${kind}-${n}.countinghouse`);
    const killed = importInto(file, kind, String(n));
    expect(killed.signal, `${kind} ${n}: ${killed.stderr}`).toBe('SIGKILL');
    const again = importInto(file);
    expect(again.status, `${kind} ${n}: ${again.stderr}`).toBe(0);
    expect(await digest(file), `${kind} ${n}`).toEqual(wanted);
    rmSync(file);
  }
});

test('run a second time on the same file, nothing changes', onFiles, async () => {
  const file = join(folder, 'twice.countinghouse');
  expect(importInto(file).status).toBe(0);
  const first = await digest(file);
  const again = importInto(file);
  expect(again.status, again.stderr).toBe(0);
  expect(await digest(file)).toEqual(first);
});
