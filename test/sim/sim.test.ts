import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type SimulationResult, simulate } from '../../main/tools/sim/simulate.ts';
import { CHART_NAMES, type ChartName } from '../../preload/contract/company-chart.ts';
import { database } from '../kit/company.ts';
import { createDatabase, dropDatabase } from '../kit/postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'countinghouse-sim-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function onFile(plan: { seed: number; days: number; events: number; chart?: ChartName }): Promise<SimulationResult> {
  files += 1;
  return simulate({ ...plan, location: { file: join(folder, `${files}.countinghouse`) } });
}

async function onPostgres(plan: { seed: number; days: number; events: number }): Promise<SimulationResult> {
  const postgres = await createDatabase();
  try {
    return await simulate({ ...plan, location: { postgres } });
  } finally {
    await dropDatabase(postgres);
  }
}

/** What happened in the shops below, all of them together. */
const happened = new Map<string, number>();

describe.each([7, 20260105])('a shop of seed %i', (seed) => {
  const plan = { seed, days: 3, events: 80 };

  test('trades, meets trouble, and an independent auditor finds no difference', { timeout: 120_000 }, async () => {
    const result = await onFile(plan);
    expect(result.differences, `seed ${seed}`).toEqual([]);
    for (const [figure, count] of Object.entries(result.figures)) happened.set(figure, (happened.get(figure) ?? 0) + count);

    // The same seed on the other database, or again where there is only one: the same commands, audit chain and balances.
    const again = database === 'postgres' ? await onPostgres(plan) : await onFile(plan);
    expect(again.differences, `seed ${seed}`).toEqual([]);
    expect(again.chainHead, `seed ${seed}`).toBe(result.chainHead);
    expect(again.digest, `seed ${seed}`).toBe(result.digest);
  });
});

test('all of it happened: a simulation in which nothing happens proves nothing', () => {
  const wanted = [
    'sales.acceptOrder',
    'fulfillment.shipOrder',
    'sales.cancelLines',
    'sales.editOrder',
    'sales.issueInvoice',
    'returns.closeMissing',
    'file: sale',
    'file: cancellation',
    'file: loss',
    'file known already',
    'file cut short',
    'channels.mapSkus',
    'channels.closeException',
    'accounting.setLock',
    'closed days respected',
    'previewed',
    'repeated',
    'refused',
    'commits that failed',
    'reopened',
  ];
  expect(wanted.filter((figure) => !happened.has(figure))).toEqual([]);
});

test('the same shop in any chart comes to the same balances under the same roles', { timeout: 120_000 }, async () => {
  const plan = { seed: 7, days: 1, events: 80 };
  const { roles } = await onFile(plan);
  expect(Object.values(roles).filter((balance) => balance !== 0).length, `seed ${plan.seed}`).toBeGreaterThan(8);
  for (const chart of CHART_NAMES.filter((name) => name !== 'generic')) {
    const result = await onFile({ ...plan, chart });
    expect(result.differences, `seed ${plan.seed} in ${chart}`).toEqual([]);
    expect(result.roles, `seed ${plan.seed} in ${chart}`).toEqual(roles);
  }
});

test('another seed is another shop', { timeout: 60_000 }, async () => {
  const [one, other] = [await onFile({ seed: 1, days: 1, events: 20 }), await onFile({ seed: 2, days: 1, events: 20 })];
  expect(other.digest).not.toBe(one.digest);
});
