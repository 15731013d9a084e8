import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { expectHealthy, findingsOf } from '../../kit/doctor.ts';
import { where } from '../../kit/where.ts';
import { PickShop } from './pick-shop.ts';

let at: PickShop;
afterEach(() => at.shop.close());
const refused = (work: Promise<unknown>, code: string, params: object = {}) => expect(work).rejects.toMatchObject({ code, params });
const merge = (...orderIds: string[]) => at.shop.dispatch<{ mergeId: string; number: string }>('fulfillment.mergeOrders', { orderIds });
const suggested = async () =>
  (await at.shop.ask<{ rows: { orders: { orderId: string }[] }[] }>('fulfillment.suggestMerges', {})).rows.map((r) =>
    r.orders.map((o) => o.orderId),
  );
const STREET = { line1: '1 Mill Lane', postcode: 'N1', city: 'London' };

/** An order of the shop's customer, or of another, taken by hand. */
async function order(more: object = {}): Promise<string> {
  const { orderId } = await at.shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
    partyId: at.partyId,
    orderedAt: at.shop.now,
    orderedOn: '2026-01-05',
    currency: 'GBP',
    country: 'GB',
    lines: [{ sku: 'TEE', qty: 1, unitPriceMicros: 10_000_000 }],
    ...more,
  });
  return orderId;
}
const parcelOf = async (orderId: string, more: object = {}) => {
  const { parcelId } = await at.shop.dispatch<{ parcelId: string }>('fulfillment.openParcel', { orderId });
  await at.shop.dispatch('fulfillment.scanPack', { parcelId, code: 'TEE' });
  return { parcelId, ...(await at.shop.dispatch<{ tracking: string }>('fulfillment.closeParcel', { parcelId, ...more })) };
};

describe('which orders leave in one parcel', () => {
  test('only those of one customer to one address are suggested and taken, and each refusal says why', async () => {
    at = await PickShop.open({ TEE: [20, 0] }, 1);
    const { partyId: bob } = await at.shop.dispatch<{ partyId: string }>('parties.createParty', {
      kind: 'customer',
      name: 'Bob',
      country: 'GB',
    });
    const first = await order({ shipTo: STREET });
    const same = await order({ shipTo: { ...STREET, line1: '1 MILL LANE ' } });
    const flat = await order({ shipTo: { ...STREET, line2: 'Flat 2' } });
    const unsaid = await order();
    const abroad = await order({ country: 'DE' });
    const bobs = await order({ partyId: bob, shipTo: STREET });
    expect(await suggested()).toEqual([[first, same]]);
    for (const other of [flat, unsaid, abroad]) await refused(merge(first, other), 'fulfillment.notMergeable', { why: 'address' });
    await refused(merge(first, bobs), 'fulfillment.notMergeable', { why: 'customer' });
    await refused(merge(first, 'so_00000000000000000000000009'), 'engine.notFound');
    await refused(merge(first, first), 'engine.badInput');
    await refused(merge(first), 'engine.badInput');
    const { mergeId } = await merge(first, same);
    expect(await suggested()).toEqual([]);
    // Bulk work leaves merged orders to their parcel.
    const bulk = { orders: [first, flat].map((orderId) => ({ orderId })) };
    expect(await at.shop.dispatch('fulfillment.fulfillOrders', bulk)).toMatchObject({ orders: 1 });
    await refused(at.shop.dispatch('fulfillment.shipMerge', { mergeId }, { expect: [{ id: mergeId, revision: 9 }] }), 'engine.stale');
    await expectHealthy(at.shop);
  });

  test('buyers a channel does not name are not taken for one customer', async () => {
    at = await PickShop.open({ TEE: [9, 0] }, 1);
    const { channelId } = await at.shop.dispatch<{ channelId: string }>('channels.createChannel', {
      code: 'web',
      name: 'Web',
      connector: 'csv',
      zone: 'Europe/London',
      currency: 'GBP',
      payment: 'on-account',
    });
    const { rows } = await at.shop.ask<{ rows: { id: string }[] }>('parties.listParties', where({ kind: 'channel' }));
    const guest = { partyId: rows[0]?.id, channelId };
    const [a, b] = [await order({ ...guest, externalId: 'A' }), await order({ ...guest, externalId: 'B' })];
    expect(await suggested()).toEqual([]);
    await refused(merge(a, b), 'fulfillment.notMergeable', { why: 'unnamed' });
  });

  test('a split part keeps the number of the channel, and its promises move with it', async () => {
    at = await PickShop.open({ TEE: [9, 0] }, 1);
    const { channelId } = await at.shop.dispatch<{ channelId: string }>('channels.createChannel', {
      code: 'web',
      name: 'Web',
      connector: 'csv',
      zone: 'Europe/London',
      currency: 'GBP',
      payment: 'at-shipment',
    });
    const orderId = await order({
      channelId,
      externalId: 'W-7',
      payment: 'at-shipment',
      lines: [{ sku: 'TEE', qty: 3, unitPriceMicros: 10_000_000 }],
    });
    const split = async (id: string, qty: number) => {
      const { lines, revision } = await at.shop.ask<{ lines: { id: number }[]; revision: number }>('sales.getOrder', { orderId: id });
      return at.shop.dispatch<{ orderId: string }>(
        'sales.splitOrder',
        { orderId: id, lines: [{ orderLineId: lines[0]?.id, qty }] },
        { expect: [{ id, revision }] },
      );
    };
    const part = await split(orderId, 2);
    const last = await split(part.orderId, 1);
    expect(await at.shop.ask('sales.getOrder', { orderId: last.orderId })).toMatchObject({
      externalId: 'W-7',
      splitFrom: { id: part.orderId },
    });
    expect(await at.shop.ask('sales.getOrder', { channelId, externalId: 'W-7' })).toMatchObject({ id: orderId });
    for (const id of [orderId, part.orderId, last.orderId]) await at.shop.dispatch('fulfillment.shipOrder', { orderId: id });
    // The channel pays for W-7: all it captured stands under the order it knows.
    const rows = await at.shop.engine.writer.exclusively(({ db }) =>
      db
        .selectFrom('open_item as x')
        .innerJoin('account_role as r', 'r.account_id', 'x.account_id')
        .where('r.role', '=', `clearing/${channelId}`)
        .select(['x.item_key', 'x.residual'])
        .execute(),
    );
    expect(rows).toEqual([{ item_key: orderId, residual: 3000 }]);
    await expectHealthy(at.shop);
  });
});

describe('merged orders where goods are picked and packed', () => {
  test('each is packed by itself, the second takes the label of the first, and they leave together or not at all', async () => {
    at = await PickShop.open({ TEE: [9, 0] }, 3);
    const [a, b] = [await order(), await order()];
    const { mergeId } = await merge(a, b);
    const waveId = await at.release();
    await refused(
      at.shop.dispatch('fulfillment.unmergeOrders', { mergeId }, { expect: [{ id: mergeId, revision: 1 }] }),
      'fulfillment.inWave',
    );
    await at.pickAll(waveId);
    const first = await parcelOf(a, { carrier: 'dhl', tracking: 'JD-1' });
    await refused(at.shop.dispatch('fulfillment.handOverParcels', { parcelIds: [first.parcelId] }), 'fulfillment.mergeWaits', {
      sku: 'TEE',
    });
    const second = await parcelOf(b);
    expect(second.tracking).toBe('JD-1');
    expect(await at.shop.dispatch('fulfillment.makeManifest', { warehouseId: at.warehouseId, carrier: 'dhl' })).toMatchObject({
      shipments: 2,
    });
    expect(await at.shop.ask('fulfillment.getMerge', { mergeId })).toMatchObject({ merge: { state: 'shipped' } });
    const { rows } = await at.shop.ask<{ rows: { tracking: string; orderId: string }[] }>('fulfillment.listShipments', {});
    expect(rows.map((r) => r.tracking)).toEqual(['JD-1', 'JD-1']);
    expect(new Set(rows.map((r) => r.orderId))).toEqual(new Set([a, b]));
    await expectHealthy(at.shop);
  });

  test('an order that is being picked is neither merged nor split', async () => {
    at = await PickShop.open({ TEE: [9, 0] }, 2);
    const [a, b] = [await order({ lines: [{ sku: 'TEE', qty: 2, unitPriceMicros: 10_000_000 }] }), await order()];
    await at.release();
    await refused(merge(a, b), 'fulfillment.notMergeable', { why: 'picked' });
    const { lines, revision } = await at.shop.ask<{ lines: { id: number }[]; revision: number }>('sales.getOrder', { orderId: a });
    const input = { orderId: a, lines: [{ orderLineId: lines[0]?.id, qty: 1 }] };
    await refused(at.shop.dispatch('sales.splitOrder', input, { expect: [{ id: a, revision }] }), 'sales.splitPicked');
    expect(await at.shop.ask('sales.getOrder', { orderId: a })).toMatchObject({ revision });
    await expectHealthy(at.shop);
  });
});

test('the doctor finds a merge that holds a stranger, and a promise under another order than its line', async () => {
  at = await PickShop.open({ TEE: [9, 0] }, 1);
  const [a, b] = [await order(), await order()];
  const { mergeId } = await merge(a, b);
  const { partyId } = await at.shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Bob', country: 'GB' });
  await at.shop.engine.writer.exclusively(async ({ db }) => {
    await sql`update order_merge set party_id = ${partyId} where id = ${mergeId}`.execute(db);
    await sql`update reservation set subject_id = ${b} where subject_id = ${a}`.execute(db);
  });
  const found = (await findingsOf(at.shop)).join('\n');
  expect(found).toContain('fulfillment.mergesAreOfOne');
  expect(found).toContain('fulfillment.promisesNameTheirOrder');
});
