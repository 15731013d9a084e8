import { expect } from 'vitest';
import { runDoctor } from '../../main/engine/doctor/doctor.ts';
import { registry } from '../../main/hosts/inprocess.ts';
import type { Shop } from './company.ts';

/** What the doctor finds, as `check: table row message` lines. */
export async function findingsOf(shop: Shop): Promise<string[]> {
  const report = await shop.engine.writer.exclusively((tx) => runDoctor(tx, registry, { micros: () => performance.now() * 1000 }));
  return report.checks.flatMap((c) => c.findings.map((f) => `${c.name}: ${f.table} ${f.row} ${f.message}`));
}

/** Asserts that every proof of the house holds. */
export async function expectHealthy(shop: Shop): Promise<void> {
  expect(await findingsOf(shop)).toEqual([]);
}
