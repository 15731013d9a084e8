import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobHandler } from '../../main/engine/jobs/model.ts';
import { Refusal } from '../../preload/contract/refusal.ts';
import { idsIn, kindOfId } from '../../preload/contract/values/id.ts';
import { openShop } from '../kit/company.ts';
import { countingJob } from '../kit/counting-job.ts';
import { expectHealthy } from '../kit/doctor.ts';
import { httpCarrier, openPartner, type Partner } from '../kit/http-carrier.ts';
import { probeRegistry } from '../kit/probe.ts';
import { banking } from './dry-run/banking.ts';
import { approvals, books, closing, locks } from './dry-run/books.ts';
import { channels, troubles } from './dry-run/channels.ts';
import { dunning } from './dry-run/dunning.ts';
import { orderGroups, quotes } from './dry-run/order-groups.ts';
import { people } from './dry-run/people.ts';
import { returns, selling } from './dry-run/selling.ts';
import { buying, stock } from './dry-run/stock.ts';
import { published, Walk } from './dry-run/walk.ts';
import { waves } from './dry-run/waves.ts';

let walk: Walk;
let partner: Partner;

/** A job whose command is refused, so that it fails for good. */
const refusedJob: JobHandler = { kind: 'refused', summary: 'Is refused', run: (job) => job.dispatch('probe.add', { by: 0 }, 1) };

beforeAll(async () => {
  partner = await openPartner();
  // Gone for good: what is sent to it becomes a dead letter at once.
  partner.before = () => ({ status: 410 });
  const jobs = [countingJob(() => undefined), refusedJob];
  walk = new Walk(await openShop({ registry: probeRegistry({ jobs, carriers: [httpCarrier(partner.url)] }) }));
});
afterAll(async () => {
  await walk.shop.close();
  await partner.close();
});

// In this order: later stretches need what earlier ones made.
test.each([
  people,
  books,
  stock,
  buying,
  selling,
  orderGroups,
  quotes,
  returns,
  waves,
  troubles,
  channels,
  banking,
  dunning,
  locks,
  closing,
  approvals,
])('$name', async (stretch) => {
  const before = walk.met.size;
  await stretch(walk);
  expect(walk.met.size).toBeGreaterThan(before);
});

test('no published command was left out, and the books are whole', async () => {
  expect(published.map((d) => d.name).filter((name) => !walk.met.has(name))).toEqual([]);
  await expectHealthy(walk.shop);
});

interface Log {
  rows: {
    table: string;
    name: string | null;
    values: { kind: string; column: string; before: unknown; after: unknown; beforeName: string | null; afterName: string | null }[];
  }[];
}

test('whatever is refused when everything is sent again is said without an id of the engine', async () => {
  const codes = new Set<string>();
  for (const { operation, input, how } of walk.sent)
    await walk.shop.send(operation, input, { ...how, dryRun: true }).catch((thrown: unknown) => {
      // The shop of a test fails for a sentence with an id; a fault here is a refusal the engine forgot to make.
      if (!(thrown instanceof Refusal)) throw thrown;
      codes.add(thrown.code);
    });
  expect(codes.size).toBeGreaterThan(10);
});

test('the log tells every command of the walk without an id of the engine', async () => {
  const raw = (value: unknown, name: string | null) => name === null && typeof value === 'string' && kindOfId(value) !== undefined;
  const found: string[] = [];
  for (let seq = 1; seq <= walk.shop.engine.writer.seq; seq += 1)
    for (const row of (await walk.shop.ask<Log>('engine.getCommand', { seq })).rows) {
      if (idsIn(row.name ?? '').length > 0) found.push(`${row.table} is called ${row.name}`);
      for (const v of row.values)
        if (v.kind !== 'engine' && v.kind !== 'record' && (raw(v.before, v.beforeName) || raw(v.after, v.afterName)))
          found.push(`${row.table}.${v.column} says ${String(v.after)}`);
    }
  expect([...new Set(found)]).toEqual([]);
});
