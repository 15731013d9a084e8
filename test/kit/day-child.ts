import { existsSync, mkdirSync, readFileSync, watch } from 'node:fs';
import type { Actor } from '../../main/engine/context.ts';
import { SYSTEM } from '../../main/engine/engine.ts';
import { Workers } from '../../main/engine/jobs/workers.ts';
import type { OutboxCarrier } from '../../main/engine/outbox/model.ts';
import { createInProcess, openInProcess } from '../../main/hosts/inprocess.ts';
import { carriersOf } from '../../main/hosts/stock-files.ts';
import { Refusal } from '../../preload/contract/refusal.ts';
import { KillPoints } from './kill-points.ts';

/**
 * A day of a shop in a process of its own: an uploaded file imported by a job, orders shipped in bulk, an entry that needs consent
 * and gets it, stock told to a partner, a backup. Kills itself where it was told; run again on the same file it goes on, as a
 * careful client does: every command has an id made from what it does. Prints how often it came past each place.
 */
const [file = '', data = '', kind = 'never', n = '0'] = process.argv.slice(2);
const points = new KillPoints({ kind, n: Number(n) });
/** Stands still, so that nothing of what is written depends on when it was. */
const clock = { now: () => '2026-01-05T18:00:00.000Z' };
const spec = {
  name: 'Day Ltd',
  currency: 'GBP',
  zone: 'Europe/London',
  country: 'GB',
  warehouses: [{ code: 'LON', name: 'London', country: 'GB' }],
  policies: { allocateAt: 'manual' },
  owner: { login: 'owner', name: 'Olive Owner' },
};

const engine = existsSync(file) ? await openInProcess({ file }, { clock }) : await createInProcess({ file }, spec, { clock });
points.watch(engine);
const send = async <T>(id: string, operation: string, input: unknown, actor: Actor = SYSTEM): Promise<T> =>
  (await engine.dispatch({ commandId: `day.${id}`, operation, input, actor, bulk: true })).output as T;
const ask = async <T>(operation: string, input: unknown, actor: Actor = SYSTEM): Promise<T> =>
  (await engine.ask({ operation, input, actor })).output as T;

const SKUS = ['TEE', 'MUG', 'CUP'];
const { rows: places } = await ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
await send('items', 'catalog.createItems', { items: SKUS.map((sku) => ({ sku, title: sku })) });
const opening = SKUS.map((sku, i) => ({ sku, qty: 2000, unitCostMicros: (i + 1) * 1_370_000 }));
await send('opening', 'inventory.postOpening', { warehouseId: places[0]?.id, lines: opening });
const { channelId } = await send<{ channelId: string }>('channel', 'channels.createChannel', {
  code: 'WEB',
  name: 'Web shop',
  connector: 'csv:online-retail',
  zone: 'Europe/London',
  currency: 'GBP',
  payment: 'before-shipment',
});

const content = readFileSync(data);
const upload = { name: 'orders.csv', mediaType: 'text/csv', purpose: 'upload', permission: 'channels.import' } as const;
const { fileId } = await engine.files.write(upload, content, { actor: SYSTEM, commandId: ({ sha256 }) => `day.file.${sha256}` });
await send('import', 'channels.importFile', { channelId, fileId });

const { partyId } = await send<{ partyId: string }>('customer', 'parties.createParty', { kind: 'customer', name: 'Carla', country: 'GB' });
const orders = Array.from({ length: 12 }, (_, i) => ({
  id: `so_${String(i + 1).padStart(26, '0')}`,
  partyId,
  orderedAt: '2026-01-05T09:00:00.000Z',
  orderedOn: '2026-01-05',
  currency: 'GBP',
  country: 'GB',
  lines: SKUS.map((sku, at) => ({ sku, qty: 1 + ((i + at) % 3), unitPriceMicros: 9_990_000 })),
}));
await send('orders', 'sales.acceptOrders', { orders });
await send('promise', 'fulfillment.allocateOrders', { orderIds: orders.map((o) => o.id) });
await send('ship', 'fulfillment.shipOrders', { orders: orders.slice(0, 8).map((o) => ({ orderId: o.id })) });

const person = async (login: string): Promise<Actor> => {
  const { userId } = await send<{ userId: string }>(`user.${login}`, 'company.createUser', { login, name: login, roles: ['owner'] });
  return { id: userId, device: 'desk', permissions: new Set(['*']), scopes: {} };
};
const [ann, mona] = [await person('ann'), await person('mona')];
await send('policy', 'company.setApprovalPolicy', {
  code: 'entries',
  name: 'Manual entries',
  operation: 'accounting.postEntry',
  measure: 'posted',
  above: 100,
  approverKind: 'role',
  approver: 'owner',
});
await send('consent', 'company.approve', { requestId: await requested() }, mona);

await send('push', 'channels.pushStock', { channelId });
await send('backup', 'engine.backup', {});
const backups = `${file}.backups`;
mkdirSync(backups, { recursive: true });
const watcher =
  kind === 'backup' ? watch(backups, (_, name) => (name?.endsWith('.writing') ? points.pass('backup') : undefined)) : undefined;
const workers = new Workers(engine, { carriers: new Map([...carriersOf({ file })].map(([name, carrier]) => [name, told(carrier)])) });
await workers.recover();
await workers.runDue();
watcher?.close();
await engine.close();
console.log(JSON.stringify(points.counts));

/** The request for the entry: the one made before, or a new one; what waits is no commit of the entry itself. */
async function requested(): Promise<string> {
  const known = await engine.store.writer.db.selectFrom('approval_request').select('id').executeTakeFirst();
  if (known) return known.id;
  const lines = [
    { account: { role: 'bank' }, amount: 500 },
    { account: { role: 'bank-charges' }, amount: -500 },
  ];
  try {
    await send('entry', 'accounting.postEntry', { on: '2026-01-05', memo: 'Till difference', lines }, ann);
  } catch (error) {
    if (error instanceof Refusal) return (error.params as { requestId: string }).requestId;
    throw error;
  }
  throw new Error('the entry was posted without consent');
}

/** Passes a place before the partner is told and one when he knows and the company does not yet. */
function told(carrier: OutboxCarrier): OutboxCarrier {
  return {
    ...carrier,
    async deliver(item) {
      points.pass('before-sent');
      const answer = await carrier.deliver(item);
      points.pass('after-sent');
      return answer;
    },
  };
}
