import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../../main/engine/context.ts';
import type { JobHandler } from '../../../main/engine/jobs/model.ts';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { probeRegistry } from '../../kit/probe.ts';

/** What a job saw and could do, for the test to look at. */
let saw: unknown[];
const look: JobHandler = {
  kind: 'look',
  summary: 'Looks at warehouses and changes a policy',
  permission: 'inventory.read',
  async run(job) {
    const { rows } = await job.ask<{ rows: { code: string }[] }>('inventory.listWarehouses', {});
    saw.push(rows.map((w) => w.code));
    if ((job.payload as { write?: boolean }).write) await job.dispatch('company.setPolicies', { backorder: 'never' }, 1);
    if ((job.payload as { answer?: boolean }).answer) await job.dispatch('probe.answered', { target: 'own step' }, 1);
    return {};
  },
};

let shop: Shop;
let workers: Workers;
let userId: string;
beforeEach(async () => {
  saw = [];
  shop = await openShop({ registry: probeRegistry({ jobs: [look] }) });
  workers = new Workers(shop.engine);
  ({ userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'wanda', name: 'Wanda', roles: ['ops-manager'] }));
  const { rows } = await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {});
  const warehouses = rows.filter((w) => w.code === 'LON').map((w) => w.id);
  await shop.send('company.setUserScopes', { userId, warehouses, channels: [] }, { expect: [{ id: userId, revision: 1 }] });
});
afterEach(() => shop.close());

const wanda = async (device = 'test'): Promise<Actor> => {
  const actor = await shop.engine.actorNow(userId, device);
  if (!actor) throw new Error('wanda may not work here');
  return actor;
};
const start = async (payload: object, device?: string) =>
  (await shop.dispatch<{ jobId: string }>('engine.startJob', { kind: 'look', payload }, { actor: await wanda(device) })).jobId;
const job = (jobId: string) => shop.ask<{ state: string; error: string | null }>('engine.getJob', { jobId });

test('a job sees and does what its asker may see and do, besides steps of its own', async () => {
  const reads = await start({ answer: true });
  const writes = await start({ write: true });
  await workers.runDue();
  expect(saw).toEqual([['LON'], ['LON']]);
  expect((await job(reads)).state).toBe('done');
  expect(await job(writes)).toMatchObject({ state: 'failed', error: expect.stringContaining('company.write') });
});

test('whoever was deactivated or lost a role meanwhile does nothing more through a job', async () => {
  const jobId = await start({});
  await shop.send('company.setUserRoles', { userId, roles: ['purchasing'] }, { expect: [{ id: userId, revision: 2 }] });
  const later = await start({ write: true }).catch((error: unknown) => error);
  expect(later).toMatchObject({ code: 'engine.notPermitted' });
  await shop.send('company.deactivateUser', { userId }, { expect: [{ id: userId, revision: 3 }] });
  await workers.runDue();
  expect(saw).toEqual([]);
  expect(await job(jobId)).toMatchObject({ state: 'failed', error: expect.stringContaining('may no longer work here') });
});

test('a job asked for by a token that was cut down is cut down like it', async () => {
  const { tokenId } = await shop.dispatch<{ tokenId: string }>('company.createToken', {
    userId,
    name: 'starter',
    tokenHash: 'a'.repeat(64),
    permissions: ['engine.jobs', 'inventory.read'],
  });
  await shop.dispatch('company.createToken', { userId, name: 'all', tokenHash: 'b'.repeat(64) });
  expect([...(await wanda(tokenId)).permissions].sort()).toEqual(['engine.jobs', 'inventory.read']);
  await start({ answer: true }, tokenId);
  await workers.runDue();
  expect(saw).toEqual([['LON']]);
});

test("a schedule's jobs have the rights of who set it; the house's own have all", async () => {
  await shop.send('engine.setSchedule', { id: 'look', jobKind: 'look', cron: '0 12 * * *', payload: {} }, { actor: await wanda() });
  shop.now = '2026-01-05T12:00:00.000Z';
  await workers.runDue();
  await shop.send('engine.setSchedule', { id: 'look', jobKind: 'look', cron: '0 13 * * *', payload: { write: true } });
  shop.now = '2026-01-05T13:00:00.000Z';
  await workers.runDue();
  expect(saw).toEqual([['LON'], ['HAM', 'LON']]);
  expect(await shop.ask('company.getCompany', {})).toMatchObject({ policies: { backorder: 'never' } });
});
