import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPostgres } from '../../db/dialect/postgres.ts';
import { CHART_NAMES, type ChartName } from '../../preload/contract/company-chart.ts';
import { type SimulationResult, simulate } from './sim/simulate.ts';

interface Plan {
  readonly seed: number;
  readonly days: number;
  readonly events: number;
  readonly chart: ChartName;
}

const wholeNumber = (name: string, text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes a whole number, not ${text}`);
  return Number(text);
};

function chartNamed(text: string): ChartName {
  const chart = CHART_NAMES.find((name) => name === text);
  if (!chart) throw new Error(`--chart takes one of ${CHART_NAMES.join(', ')}, not ${text}`);
  return chart;
}

/**
 * `npm run sim -- --seed 7 --days 3 [--events 60] [--chart uk] [--postgres | --both]`: runs the seeded shop and prints figures and digest.
 * Returns 1 when auditor and company differ anywhere, or when the two databases do not come to the same digest.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      days: { type: 'string', default: '3' },
      events: { type: 'string', default: '60' },
      chart: { type: 'string', default: 'generic' },
      postgres: { type: 'boolean', default: false },
      both: { type: 'boolean', default: false },
    },
  });
  const plan = {
    seed: wholeNumber('seed', values.seed),
    days: wholeNumber('days', values.days),
    events: wholeNumber('events', values.events),
    chart: chartNamed(values.chart),
  };
  console.log(`Seed ${plan.seed}, ${plan.days} days, ${plan.events} events a day.`);
  const results: SimulationResult[] = [];
  if (!values.postgres) results.push(report('SQLite', await onSqlite(plan)));
  if (values.postgres || values.both) results.push(report('PostgreSQL', await onPostgres(plan)));
  const digests = new Set(results.map((r) => r.digest));
  if (digests.size > 1) console.log('The two databases came to different digests.');
  return digests.size === 1 && results.every((r) => r.differences.length === 0) ? 0 : 1;
}

const progress = (line: string): void => console.log(`  ${line}`);

async function onSqlite(plan: Plan): Promise<SimulationResult> {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-sim-'));
  try {
    return await simulate({ ...plan, location: { file: join(folder, 'shop.countinghouse') }, progress });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** On a throw-away cluster of its own, gone when done. */
async function onPostgres(plan: Plan): Promise<SimulationResult> {
  // Loaded only when asked for: the server's programs are a development dependency.
  const { startCluster, USER } = await import('../../test/kit/cluster.ts');
  const cluster = await startCluster();
  try {
    const postgres = { host: cluster.host, database: 'shop', user: USER };
    const admin = await openPostgres<never>({ ...postgres, database: 'postgres' });
    await admin.exec('create database shop');
    await admin.close();
    return await simulate({ ...plan, location: { postgres }, progress });
  } finally {
    await cluster.stop();
  }
}

function report(database: string, result: SimulationResult): SimulationResult {
  console.log(`${database}:`);
  for (const [figure, count] of Object.entries(result.figures)) console.log(`  ${String(count).padStart(7)}  ${figure}`);
  for (const difference of result.differences.slice(0, 50)) console.log(`  DIFFERENCE ${difference}`);
  console.log(`  differences ${result.differences.length}`);
  console.log(`  digest ${result.digest}`);
  return result;
}
