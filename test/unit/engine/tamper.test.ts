import { readFileSync, writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReader } from '../../../db/open.ts';
import { runDoctor } from '../../../main/engine/doctor/doctor.ts';
import { openInProcess, registry } from '../../../main/hosts/inprocess.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { findingsOf } from '../../kit/doctor.ts';

const entry = (memo: string) => ({
  on: '2026-01-05',
  memo,
  lines: [
    { account: { role: 'bank' }, amount: 12_345 },
    { account: { role: 'opening-balance' }, amount: -12_345 },
  ],
});

let shop: Shop;
let file: string;
beforeEach(async () => {
  shop = await openShop({ forceFile: true });
  file = 'file' in shop.location ? shop.location.file : '';
  await shop.send('accounting.postEntry', entry('Money from the owner'));
  await shop.send('catalog.createItem', { sku: 'TEE', title: 'Plain tee shirt' });
});
afterEach(() => shop.close());

/** Changes one byte of the closed file where `text` stands and returns what the doctor says. */
async function afterEditing(text: string, to: string): Promise<string[]> {
  await shop.engine.close();
  const bytes = readFileSync(file);
  const at = bytes.indexOf(text);
  expect(at).toBeGreaterThan(0);
  for (let next = at; next >= 0; next = bytes.indexOf(text, next + 1)) bytes[next] = to.charCodeAt(0);
  writeFileSync(file, bytes);
  const tx = await openReader({ file });
  const report = await runDoctor(tx, registry, { micros: () => 0 });
  await tx.close();
  shop.engine = await openInProcess({ file }, {});
  return report.checks.flatMap((c) => c.findings.map((f) => `${c.name}: ${f.table} ${f.row}`));
}

test('one edited byte in a posted row makes the doctor name that row', async () => {
  expect(await afterEditing('Money from the owner', 'H')).toContain('audit-chain: journal_entry 1');
});

test('one edited byte in a master makes the doctor name that row', async () => {
  const { id } = await shop.ask<{ id: string }>('catalog.getItem', { sku: 'TEE' });
  expect(await afterEditing('Plain tee shirt', 'S')).toContain(`record-history: item ${id}`);
});

test('a command taken out of the log breaks the chain', async () => {
  await sql`delete from command_log where seq = 2`.execute(shop.engine.store.writer.db);
  expect((await findingsOf(shop)).join()).toMatch(/audit-chain: command_log/);
});

test('posted rows cannot be changed or removed with SQL', async () => {
  const { db } = shop.engine.store.writer;
  await expect(sql`update journal_line set amount = amount + 1`.execute(db)).rejects.toThrow(/append-only/);
  await expect(sql`delete from journal_entry`.execute(db)).rejects.toThrow(/append-only/);
});
