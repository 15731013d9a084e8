import { afterEach, describe, expect, test } from 'vitest';
import { rankServices, type Service } from '../../../main/domain/fulfillment/waves/services.ts';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { PickShop } from './pick-shop.ts';

let at: PickShop;
afterEach(async () => {
  if (!at) return;
  await expectHealthy(at.shop);
  await at.shop.close();
});
const refused = (work: Promise<unknown>, code: string, words = '') =>
  expect(work).rejects.toMatchObject({ code, message: expect.stringContaining(words) as string });

const ID = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, '0')}`;
const EXPRESS = ID('csv', 1);
const PARCEL = ID('csv', 2);
/** Express leaves at 15:00, the ordinary parcel at 17:30, by the clocks of London. */
async function services(): Promise<void> {
  const cutOff = (time: string) => [{ warehouseId: at.warehouseId, at: time }];
  const own = { carrier: 'dhl' };
  await at.shop.dispatch('fulfillment.setCarrierService', {
    ...own,
    serviceId: EXPRESS,
    code: 'EXP',
    name: 'Express',
    level: 'express',
    chargeSku: 'EXPRESS',
    cutOffs: cutOff('15:00'),
  });
  await at.shop.dispatch('fulfillment.setCarrierService', {
    ...own,
    serviceId: PARCEL,
    code: 'PCL',
    name: 'Parcel',
    cutOffs: cutOff('17:30'),
  });
}
const sendWith = (serviceId: string | null, ...orders: { orderId: string }[]) =>
  at.shop.dispatch<{ orders: number }>('fulfillment.setOrderService', { orderIds: orders.map((o) => o.orderId), serviceId });
const template = (more: object = {}) =>
  at.shop.dispatch('fulfillment.setWaveTemplate', {
    templateId: ID('wvt', 1),
    name: '15:00 express',
    warehouseId: at.warehouseId,
    ...more,
  });

interface Preview {
  orders: number;
  lines: number;
  qty: number;
  zones: { code: string | null; lines: number; qty: number }[];
  leftOut: { reason: string; orders: number; numbers: string[] }[];
  first: { orderNumber: string; serviceCode: string | null; cutOff: string | null; missed: boolean }[];
}
const preview = (more: object = {}) => at.shop.ask<Preview>('fulfillment.previewWave', { warehouseId: at.warehouseId, ...more });
const inWave = async (waveId: string) => (await at.wave(waveId)).orders.map((o) => o.orderId);
const hold = (subjectKind: string, subjectId: string) =>
  at.shop.dispatch('inventory.placeHold', { subjectKind, subjectId, code: 'stop', severity: 'block', detail: 'look' });

describe('what a wave takes first', () => {
  test('the cut-off that comes next, then those without one, then those that are over today; the faster service of equal ones', () => {
    const service = (code: string, level: Service['level'], at?: string): Service => ({
      serviceId: code,
      code,
      name: code,
      carrier: 'dhl',
      level,
      chargeSku: null,
      active: true,
      revision: 1,
      cutOffs: at === undefined ? [] : [{ warehouseId: 'wh', warehouseCode: 'LON', at, zone: 'Europe/London' }],
    });
    const all = [
      service('over', 'express', '11:59'),
      service('late', 'standard', '17:30'),
      service('slow', 'economy'),
      service('soon', 'standard', '15:00'),
      service('fast', 'express', '15:00'),
    ];
    // Noon in London in summer is eleven in UTC.
    const { ranked, unchosen } = rankServices(all, 'wh', '2026-07-01T11:00:00.000Z');
    const order = ranked.toSorted((a, b) => a.rank - b.rank).map((r) => r.service.code);
    expect(order).toEqual(['fast', 'soon', 'late', 'slow', 'over']);
    expect(ranked.find((r) => r.service.code === 'over')).toMatchObject({ missed: true });
    const rank = (code: string) => ranked.find((r) => r.service.code === code)?.rank ?? 0;
    expect([rank('late') < unchosen, unchosen < rank('slow')]).toEqual([true, true]);
  });

  test('promised day, then cut-off, then tier, then age', async () => {
    at = await PickShop.open({ TEE: [9, 0] });
    await services();
    const old = await at.order({ TEE: 1 });
    const good = await at.shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Bea', country: 'GB' });
    await at.shop.dispatch('sales.setCustomerTerms', {
      partyId: good.partyId,
      tier: 'GOLD',
      creditLimit: null,
      paymentHold: false,
      note: '',
    });
    await at.shop.dispatch('company.setPolicies', { firstTiers: ['GOLD'] });
    const gold = await at.order({ TEE: 1 }, { partyId: good.partyId });
    const express = await at.order({ TEE: 1 });
    const promised = await at.order({ TEE: 1 }, { promisedOn: '2026-01-06' });
    await sendWith(EXPRESS, express);
    const expected = [promised, express, gold, old];
    expect((await preview()).first.map((o) => o.orderNumber)).toEqual(expected.map((o) => o.number));
    expect(await inWave(await at.release({ maxOrders: 3 }))).toEqual(expected.slice(0, 3).map((o) => o.orderId));
  });
});

describe('a wave by cut-off and service', () => {
  test('takes what leaves by then; an order is sent with the service it paid for', async () => {
    at = await PickShop.open({ TEE: [9, 0] });
    await services();
    const charge = {
      kind: 'charge',
      sku: 'EXPRESS',
      title: 'Express',
      qty: 1,
      revenueRole: 'shipping-revenue',
      unitPriceMicros: 5_000_000,
    };
    const paid = await at.order({ TEE: 1 }, { lines: [{ sku: 'TEE', qty: 1, unitPriceMicros: 10_000_000 }, charge] });
    const parcel = await at.order({ TEE: 1 });
    const none = await at.order({ TEE: 1 });
    await sendWith(PARCEL, parcel);
    expect(await at.shop.ask('fulfillment.getOrderService', { orderId: paid.orderId })).toMatchObject({ code: 'EXP' });
    expect(await preview({ cutOffBy: '15:00' })).toMatchObject({ orders: 1, first: [{ orderNumber: paid.number, cutOff: '15:00' }] });
    expect(await preview({ cutOffBy: '18:00' })).toMatchObject({ orders: 2 });
    expect(await preview({ level: 'express' })).toMatchObject({ orders: 1 });
    expect((await preview({ level: 'standard' })).first.map((o) => o.orderNumber)).toEqual([parcel.number, none.number]);
    expect(await preview({ level: 'standard', cutOffBy: '18:00' })).toMatchObject({ orders: 1 });
    expect(await inWave(await at.release({ cutOffBy: '15:00' }))).toEqual([paid.orderId]);
    expect(await inWave(await at.release({ serviceId: PARCEL }))).toEqual([parcel.orderId]);
  });

  test('a choice may be taken back, is refused of a service out of use, and of an order that has left', async () => {
    at = await PickShop.open({ TEE: [9, 0] });
    await services();
    const order = await at.order({ TEE: 1 });
    expect(await sendWith(EXPRESS, order)).toEqual({ orders: 1 });
    expect(await sendWith(EXPRESS, order)).toEqual({ orders: 0 });
    expect(await sendWith(PARCEL, order)).toEqual({ orders: 1 });
    expect(await sendWith(null, order)).toEqual({ orders: 1 });
    await refused(sendWith(ID('csv', 9), order), 'engine.notFound');
    const off = { serviceId: PARCEL, code: 'PCL', name: 'Parcel', carrier: 'dhl', active: false };
    await at.shop.dispatch('fulfillment.setCarrierService', off, { expect: [{ id: PARCEL, revision: 1 }] });
    await refused(sendWith(PARCEL, order), 'fulfillment.serviceOff', 'PCL is not in use');
    await at.shop.dispatch(
      'sales.cancelOrder',
      { orderId: order.orderId, reason: 'wrong size' },
      { expect: [{ id: order.orderId, revision: 1 }] },
    );
    await refused(sendWith(EXPRESS, order), 'fulfillment.alreadySent', 'cancelled');
  });

  test('two services share neither code nor charge; a cut-off has a clock that exists and a warehouse once', async () => {
    at = await PickShop.open({ TEE: [1, 0] });
    await services();
    const other = { serviceId: ID('csv', 3), code: 'NEW', name: 'New', carrier: 'ups' };
    const set = (more: object) => at.shop.dispatch('fulfillment.setCarrierService', { ...other, ...more });
    await refused(set({ code: 'EXP' }), 'engine.alreadyExists');
    await refused(set({ chargeSku: 'EXPRESS' }), 'fulfillment.chargeTaken', 'sent with EXP');
    const cutOff = { warehouseId: at.warehouseId, at: '12:00' };
    await refused(set({ cutOffs: [{ ...cutOff, zone: 'Mars/Base' }] }), 'company.unknownZone');
    await refused(set({ cutOffs: [cutOff, cutOff] }), 'engine.alreadyExists');
    await refused(set({ cutOffs: [{ ...cutOff, warehouseId: 'wh_none' }] }), 'engine.notFound');
    await expect(set({ cutOffs: [{ ...cutOff, at: '25:00' }] })).rejects.toThrow('time of the day');
  });
});

describe('a wave of a zone', () => {
  /** Shelf B lies in an aisle of zone Z; shelf A in none. */
  async function zone(): Promise<string> {
    const place = (code: string, type: string, more: object = {}) =>
      at.shop.dispatch<{ locationId: string }>('inventory.createLocation', {
        warehouseId: at.warehouseId,
        code,
        name: code,
        status: 'sellable',
        type,
        pathOrder: 9,
        ...more,
      });
    const { locationId: zoneId } = await place('Z', 'zone');
    const { locationId: parentId } = await place('Z-1', 'aisle', { parentId: zoneId });
    const shelf = at.shelves.get('B-01') ?? '';
    await at.shop.dispatch('inventory.changeLocation', { locationId: shelf, parentId }, { expect: [{ id: shelf, revision: 1 }] });
    return zoneId;
  }

  test('takes orders that lie there whole; or of any order the part that does', async () => {
    at = await PickShop.open({ TEE: [3, 5], MUG: [0, 4], CAP: [2, 0] });
    const zoneId = await zone();
    const there = await at.order({ MUG: 1, TEE: 2 });
    const both = await at.order({ MUG: 1, CAP: 1 });
    const away = await at.order({ CAP: 1 });
    expect(await preview({ zoneId })).toMatchObject({
      orders: 1,
      lines: 2,
      qty: 3,
      zones: [{ code: 'Z', lines: 2, qty: 3 }],
      leftOut: [{ reason: 'elsewhere', orders: 2, numbers: [both.number, away.number] }],
    });
    const whole = await at.wave(await at.release({ zoneId }));
    expect(whole.orders.map((o) => o.orderId)).toEqual([there.orderId]);
    expect(new Set(whole.tasks.map((t) => t.place))).toEqual(new Set(['B-01']));
    const part = await at.wave(await at.release({ zoneId, zoneTake: 'part' }));
    expect(part.tasks.map((t) => [t.orderId, t.sku, t.place])).toEqual([[both.orderId, 'MUG', 'B-01']]);
    expect((await preview()).zones).toMatchObject([{ code: null, lines: 1 }]);
  });

  test('what an order left out would have taken is there for the next', async () => {
    at = await PickShop.open({ TEE: [4, 2], CAP: [1, 0] });
    const zoneId = await zone();
    await at.order({ TEE: 2, CAP: 1 });
    const second = await at.order({ TEE: 2 });
    expect(await inWave(await at.release({ zoneId }))).toEqual([second.orderId]);
  });

  test('a place that divides nothing of this warehouse is refused', async () => {
    at = await PickShop.open({ TEE: [1, 0] });
    await at.order({ TEE: 1 });
    await refused(at.release({ zoneId: at.shelves.get('A-01') }), 'fulfillment.notAZone', 'A-01 is no zone');
    await refused(preview({ zoneId: 'loc_none' }), 'fulfillment.notAZone');
    await refused(template({ zoneId: at.shelves.get('A-01') }), 'fulfillment.notAZone');
    expect((await at.shop.ask<{ rows: unknown[] }>('fulfillment.listWaves', {})).rows).toEqual([]);
  });
});

test('a preview says what stays out and why, and the release takes exactly what it said', async () => {
  at = await PickShop.open({ TEE: [9, 0], MUG: [2, 0], CAP: [1, 0] });
  const waved = await at.order({ TEE: 1 });
  await at.release({ orderIds: [waved.orderId] });
  const held = await at.order({ TEE: 1 });
  await hold('sales_order', held.orderId);
  const stopped = await at.order({ MUG: 1 });
  await hold('item', (await at.shop.ask<{ id: string }>('catalog.getItem', { sku: 'MUG' })).id);
  const taken = [await at.order({ TEE: 1, CAP: 1 }), await at.order({ TEE: 2 })];
  const late = await at.order({ TEE: 1 });
  const seen = await preview({ maxOrders: 2 });
  expect(seen).toMatchObject({ orders: 2, lines: 3, qty: 4 });
  expect(seen.leftOut).toEqual([
    { reason: 'in-wave', orders: 1, numbers: [waved.number] },
    { reason: 'on-hold', orders: 1, numbers: [held.number] },
    { reason: 'item-on-hold', orders: 1, numbers: [stopped.number] },
    { reason: 'over-limit', orders: 1, numbers: [late.number] },
  ]);
  expect(await inWave(await at.release({ maxOrders: 2 }))).toEqual(taken.map((o) => o.orderId));
  // Lines limit a wave by whole orders.
  expect(await preview({ maxLines: 1 })).toMatchObject({ orders: 1, first: [{ orderNumber: late.number }] });
});

test('two releases at one moment never take an order twice', async () => {
  at = await PickShop.open({ TEE: [20, 0] });
  const orders: string[] = [];
  for (let i = 0; i < 8; i += 1) orders.push((await at.order({ TEE: 1 })).orderId);
  await template({ maxOrders: 3 });
  const byTemplate = () =>
    at.shop.dispatch<{ waveId: string }>('fulfillment.releaseTemplate', { templateId: ID('wvt', 1) }).then((r) => r.waveId);
  const waves = await Promise.all([at.release({ maxOrders: 3 }), byTemplate(), at.release({ maxOrders: 3 })]);
  const taken = (await Promise.all(waves.map(inWave))).flat();
  expect([taken.length, new Set(taken).size]).toEqual([8, 8]);
  await refused(byTemplate(), 'fulfillment.nothingToPick');
});

describe('a template', () => {
  test('is released by a schedule at its time, and when nothing waits that is no failure', async () => {
    at = await PickShop.open({ TEE: [9, 0] });
    await services();
    const express = await at.order({ TEE: 1 }, { promisedOn: '2026-01-05' });
    const later = await at.order({ TEE: 1 }, { promisedOn: '2026-01-08' });
    await sendWith(EXPRESS, express, later);
    await template({ level: 'express', cutOffBy: '15:00', promisedWithin: 1, method: 'cluster' });
    const { shop } = at;
    shop.now = '2026-01-05T08:00:00.000Z';
    const payload = { templateId: ID('wvt', 1) };
    await shop.dispatch('engine.setSchedule', {
      id: 'express-cut-off',
      jobKind: 'fulfillment.releaseTemplate',
      cron: '15 14 * * *',
      payload,
    });
    const workers = new Workers(shop.engine, { report: (error) => expect(error).toBeUndefined() });
    const waves = async () => (await shop.ask<{ rows: { method: string; orders: number }[] }>('fulfillment.listWaves', {})).rows;
    shop.now = '2026-01-05T14:14:00.000Z';
    await workers.runDue();
    expect(await waves()).toEqual([]);
    shop.now = '2026-01-05T14:15:00.000Z';
    await workers.runDue();
    expect(await waves()).toMatchObject([{ method: 'cluster', orders: 1 }]);
    shop.now = '2026-01-06T14:15:00.000Z';
    await workers.runDue();
    const { rows } = await shop.ask<{ rows: { kind: string; state: string }[] }>('engine.listJobs', {});
    expect(rows.filter((j) => j.kind === 'fulfillment.releaseTemplate').map((j) => j.state)).toEqual(['done', 'done']);
    expect(await preview({ level: 'express' })).toMatchObject({ orders: 1, first: [{ orderNumber: later.number }] });
  });

  test('has a name of its own, is changed by who saw its revision, and switched off releases nothing', async () => {
    at = await PickShop.open({ TEE: [9, 0] });
    await at.order({ TEE: 1 });
    await template();
    await refused(template({ templateId: ID('wvt', 2) }), 'engine.alreadyExists');
    await refused(template({ method: 'single' }), 'engine.expectMissing');
    await refused(template({ templateId: ID('wvt', 4), name: 'Fast', serviceId: ID('csv', 1) }), 'engine.notFound');
    const change = { templateId: ID('wvt', 1), name: 'Morning', warehouseId: at.warehouseId, active: false };
    await at.shop.dispatch('fulfillment.setWaveTemplate', change, { expect: [{ id: ID('wvt', 1), revision: 1 }] });
    await refused(at.shop.dispatch('fulfillment.releaseTemplate', { templateId: ID('wvt', 1) }), 'fulfillment.templateOff', 'Morning');
    expect(await at.shop.ask('fulfillment.listWaveTemplates', {})).toMatchObject({
      rows: [{ name: 'Morning', active: false, revision: 2 }],
    });
    const hamburg = (await at.shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {})).rows.find(
      (w) => w.code === 'HAM',
    );
    await refused(template({ templateId: ID('wvt', 3), name: 'Ham', warehouseId: hamburg?.id }), 'fulfillment.noPicking');
    expect(await at.shop.ask('fulfillment.previewTemplate', { templateId: ID('wvt', 1) })).toMatchObject({ orders: 1 });
  });
});
