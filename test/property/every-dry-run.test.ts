import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobHandler } from '../../main/engine/jobs/model.ts';
import { openShop } from '../kit/company.ts';
import { countingJob } from '../kit/counting-job.ts';
import { expectHealthy } from '../kit/doctor.ts';
import { httpCarrier, openPartner, type Partner } from '../kit/http-carrier.ts';
import { probeRegistry } from '../kit/probe.ts';
import { banking } from './dry-run/banking.ts';
import { approvals, books, closing, locks } from './dry-run/books.ts';
import { channels, troubles } from './dry-run/channels.ts';
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
test.each([people, books, stock, buying, selling, returns, waves, troubles, channels, banking, locks, closing, approvals])(
  '$name',
  async (stretch) => {
    const before = walk.met.size;
    await stretch(walk);
    expect(walk.met.size).toBeGreaterThan(before);
  },
);

test('no published command was left out, and the books are whole', async () => {
  expect(published.map((d) => d.name).filter((name) => !walk.met.has(name))).toEqual([]);
  await expectHealthy(walk.shop);
});
