import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type Shop } from '../../kit/company.ts';
import { openPartner, type Partner } from '../../kit/http-carrier.ts';
import { probeRegistry } from '../../kit/probe.ts';

const child = fileURLToPath(new URL('../../kit/worker-child.ts', import.meta.url));
const EFFECTS = 3;
const BATCHES = 12;

let shop: Shop;
let partner: Partner;
beforeEach(async () => {
  partner = await openPartner();
  shop = await openShop({ registry: probeRegistry() });
});
afterEach(async () => {
  await shop.close();
  await partner.close();
});

/** Runs the worker process until it is idle, or kills it without warning when `when` says so. Returns the lines it printed. */
async function run(when: (line: string, kill: () => void) => void = () => undefined): Promise<string[]> {
  const worker = spawn(process.execPath, [child, JSON.stringify(shop.location), partner.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const kill = () => worker.kill('SIGKILL');
  partner.after = (request) => when(`effect ${request.target}`, kill);
  createInterface({ input: worker.stdout }).on('line', (line) => {
    lines.push(line);
    when(line, kill);
  });
  await new Promise((resolve) => worker.on('close', resolve));
  return lines;
}

const setting = async (key: string) => {
  const row = await shop.engine.store.writer.db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  return Number(row?.value ?? 0);
};

test.each([
  ['before its first batch', 'open'],
  ['in the middle of its batches', `batch ${BATCHES / 2}`],
  ['at its last batch', `batch ${BATCHES - 1}`],
  ['when the partner has done the first effect', 'effect shop-0'],
  ['when the partner has done the last effect', `effect shop-${EFFECTS - 1}`],
])('a worker process killed %s loses nothing and doubles nothing', async (_when, at) => {
  for (let i = 0; i < EFFECTS; i += 1)
    await shop.dispatch('probe.send', { kind: 'http', target: `shop-${i}`, key: `key-${i}`, payload: { i } });
  const { jobId } = await shop.dispatch<{ jobId: string }>('probe.startLater', { kind: 'count', payload: { batches: BATCHES } });
  await shop.engine.close();

  const killed = await run((line, kill) => {
    if (line === at) kill();
  });
  expect(killed).not.toContain('idle');
  expect(await run()).toContain('idle');
  await shop.reopen();

  expect(await shop.ask('engine.getJob', { jobId })).toMatchObject({ state: 'done', result: { batches: BATCHES } });
  expect(await setting('probe')).toBe(BATCHES);
  expect([...partner.effects].sort(([a], [b]) => a.localeCompare(b))).toEqual(
    Array.from({ length: EFFECTS }, (_, i) => [`key-${i}`, `{"i":${i}}`]),
  );
  for (const { key, body } of partner.requests) expect(body).toBe(partner.effects.get(key));
  for (let i = 0; i < EFFECTS; i += 1) expect(await setting(`answered.shop-${i}`)).toBe(1);
});
