import { afterEach, describe, expect, test } from 'vitest';
import { expectHealthy } from '../../kit/doctor.ts';
import { where } from '../../kit/where.ts';
import { PickShop } from './pick-shop.ts';

let at: PickShop;
afterEach(async () => {
  await expectHealthy(at.shop);
  await at.shop.close();
});
const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });

const open = async (orderId: string) => (await at.shop.dispatch<{ parcelId: string }>('fulfillment.openParcel', { orderId })).parcelId;
const pack = (parcelId: string, code: string) => at.shop.dispatch<{ left: number }>('fulfillment.scanPack', { parcelId, code });
const close = (parcelId: string, more: object = {}) =>
  at.shop.dispatch<{ tracking: string; left: number }>('fulfillment.closeParcel', { parcelId, ...more });
/** A parcel with one unit of each of these codes, closed. */
async function packed(orderId: string, codes: readonly string[], more: object = {}): Promise<string> {
  const parcelId = await open(orderId);
  for (const code of codes) await pack(parcelId, code);
  await close(parcelId, more);
  return parcelId;
}
const handOver = (...parcelIds: string[]) =>
  at.shop.dispatch<{ cost: number; shipments: number }>('fulfillment.handOverParcels', { parcelIds });
const shipments = async () =>
  (await at.shop.ask<{ rows: { number: string; carrier: string | null; tracking: string | null }[] }>('fulfillment.listShipments', {}))
    .rows;

describe('pick and ship', () => {
  test('picked goods leave from staging at their cost, and services go with the first parcel', async () => {
    at = await PickShop.open({ TEE: [3, 5], MUG: [4, 0] });
    const first = await at.order({ TEE: 4 });
    await at.order({ MUG: 1 });
    const waveId = await at.release();
    await at.pickAll(waveId);
    const done = await at.shop.dispatch('fulfillment.handOverPicked', { waveId });
    expect(done).toEqual({ parcels: 0, shipments: 2, qty: 5, invoices: 2, cost: 2000, onHold: 0 });
    expect(await at.wave(waveId)).toMatchObject({ state: 'shipped', orders: [{ state: 'shipped', staged: 0 }, { state: 'shipped' }] });
    expect((await at.stock('TEE')).places).toEqual({ 'B-01': 4 });
    expect(await at.shop.ask('sales.getOrder', { orderId: first.orderId })).toMatchObject({ state: 'completed' });
  });

  test('what is picked leaves, an order on hold stays staged, and is refused where it is named', async () => {
    at = await PickShop.open({ TEE: [9, 0] });
    const held = await at.order({ TEE: 1 });
    await at.order({ TEE: 1 });
    const waveId = await at.release();
    await at.pickAll(waveId);
    await at.shop.dispatch('inventory.placeHold', {
      subjectKind: 'sales_order',
      subjectId: held.orderId,
      code: 'fraud',
      severity: 'block',
      detail: 'odd',
    });
    await refused(at.shop.dispatch('fulfillment.handOverPicked', { waveId, orderIds: [held.orderId] }), 'inventory.onHold');
    expect(await at.shop.dispatch('fulfillment.handOverPicked', { waveId })).toMatchObject({ shipments: 1, onHold: 1 });
    expect((await at.wave(waveId)).orders.map((o) => [o.state, o.staged])).toEqual([
      ['picked', 1],
      ['shipped', 0],
    ]);
  });
});

describe('packing', () => {
  test('each product is scanned into its parcel; what does not belong there, or is too much, stops and is remembered', async () => {
    at = await PickShop.open({ TEE: [5, 0], MUG: [5, 0], CAP: [5, 0] }, 3);
    const { orderId } = await at.order({ TEE: 1, MUG: 1 });
    await refused(open(orderId), 'fulfillment.nothingPicked');
    const waveId = await at.release();
    await at.pickAll(waveId);
    await refused(at.shop.dispatch('fulfillment.handOverPicked', { waveId }), 'fulfillment.packedFirst');
    const parcelId = await open(orderId);
    await refused(close(parcelId), 'fulfillment.parcelEmpty');
    await refused(pack(parcelId, 'CAP'), 'fulfillment.notInParcel');
    expect(await pack(parcelId, 'TEE')).toMatchObject({ sku: 'TEE', packed: 1, of: 1, left: 1 });
    await refused(pack(parcelId, 'TEE'), 'fulfillment.tooMany');
    await refused(handOver(parcelId), 'fulfillment.parcelState');
    expect(await close(parcelId)).toMatchObject({ tracking: 'PCL-2026-00001', left: 1 });
    expect((await at.wave(waveId)).state).toBe('picked');
    await packed(orderId, ['MUG']);
    expect((await at.wave(waveId)).state).toBe('packed');
    const wrong = await at.shop.engine.writer.exclusively(({ db }) =>
      db.selectFrom('incident').select('subject').where('kind', '=', 'wrong-scan').execute(),
    );
    expect(wrong.map((w) => w.subject)).toEqual([parcelId, parcelId]);
  });

  test('handover is what posts: every parcel becomes a shipment with its own cost, tracking and invoice', async () => {
    at = await PickShop.open({ TEE: [5, 0], MUG: [5, 0] }, 3);
    const { orderId, number } = await at.order({ TEE: 1, MUG: 1 });
    const waveId = await at.release();
    const list = await at.shop.ask('documents.getPapers', { kind: 'pick-list', ids: [waveId] });
    expect(list).toMatchObject({
      papers: [
        {
          orders: 1,
          lines: [
            { place: 'A-01', qty: 1 },
            { place: 'A-01', qty: 1 },
          ],
        },
      ],
    });
    await at.pickAll(waveId);
    const before = await at.entries();
    const one = await packed(orderId, ['TEE'], {
      carrier: 'DHL',
      tracking: 'JD01',
      weightGrams: 300,
      lengthMm: 300,
      widthMm: 200,
      heightMm: 100,
    });
    const two = await packed(orderId, ['MUG'], { carrier: 'DHL' });
    expect(await at.entries()).toBe(before);
    // Label and slip are written before the parcel leaves; the pick list of a wave names what is still open.
    const papers = (kind: string, id: string) => at.shop.ask<{ papers: object[] }>('documents.getPapers', { kind, ids: [id] });
    expect(await papers('label', one)).toMatchObject({ papers: [{ number: 'PCL-2026-00001', tracking: 'JD01', orderNumber: number }] });
    expect(await papers('packing-slip', two)).toMatchObject({ papers: [{ lines: [{ sku: 'MUG', qty: 1 }] }] });
    expect(await papers('pick-list', waveId)).toEqual({ papers: [] });
    expect(await handOver(one, two)).toMatchObject({ parcels: 2, shipments: 2, invoices: 2, cost: 800 });
    expect((await shipments()).map((s) => `${s.carrier} ${s.tracking}`).toSorted()).toEqual(['DHL JD01', 'DHL PCL-2026-00002']);
    expect(await at.wave(waveId)).toMatchObject({ state: 'shipped' });
    await refused(handOver(one), 'fulfillment.parcelState');
    await refused(at.shop.dispatch('fulfillment.voidParcel', { parcelId: one }), 'fulfillment.parcelState');
  });

  test('a carrier is given all its parcels with one list', async () => {
    at = await PickShop.open({ TEE: [5, 0] }, 3);
    const orders = [await at.order({ TEE: 1 }), await at.order({ TEE: 1 }), await at.order({ TEE: 1 })];
    await at.pickAll(await at.release());
    for (const [i, o] of orders.entries()) await packed(o.orderId, ['TEE'], { carrier: i === 2 ? 'UPS' : 'DHL', weightGrams: 250 });
    const made = await at.shop.dispatch<{ manifestId: string }>('fulfillment.makeManifest', {
      warehouseId: at.warehouseId,
      carrier: 'DHL',
    });
    expect(made).toMatchObject({ number: 'MNF-2026-00001', parcels: 2, shipments: 2 });
    const { csv } = await at.shop.ask<{ csv: string }>('fulfillment.getManifest', { manifestId: made.manifestId });
    expect(csv).toBe(
      `parcel,order,name,country,weight_g\r\nPCL-2026-00001,${orders[0]?.number},Ann,GB,250\r\nPCL-2026-00002,${orders[1]?.number},Ann,GB,250\r\n`,
    );
    await refused(
      at.shop.dispatch('fulfillment.makeManifest', { warehouseId: at.warehouseId, carrier: 'DHL' }),
      'fulfillment.nothingToHandOver',
    );
    expect(await at.shop.ask('fulfillment.listParcels', where({ state: 'packed' }))).toMatchObject({
      rows: [{ carrier: 'UPS', state: 'packed' }],
    });
  });
});

describe('taking back', () => {
  test('before handover a parcel is voided, and the order is taken back whole at the cost it had', async () => {
    at = await PickShop.open({ TEE: [5, 0] }, 3);
    const { orderId } = await at.order({ TEE: 2 });
    const waveId = await at.release();
    await at.pickAll(waveId);
    const parcelId = await packed(orderId, ['TEE', 'TEE']);
    await at.shop.dispatch('fulfillment.voidParcel', { parcelId });
    expect((await at.wave(waveId)).state).toBe('picked');
    await packed(orderId, ['TEE', 'TEE']);
    const { nodes } = await at.shop.ask<{ nodes: { kind: string; state: string; way: string }[] }>('fulfillment.reversal', { orderId });
    expect(nodes.map((n) => [n.kind, n.state, n.way])).toEqual([
      ['wave', 'packed', 'undo'],
      ['task', 'picked', 'undo'],
      ['staged', 'picked', 'undo'],
      ['parcel', 'void', 'none'],
      ['parcel', 'packed', 'undo'],
    ]);
    const before = await at.entries();
    expect(await at.shop.dispatch('fulfillment.takeBack', { orderId })).toEqual({ parcels: 1, tasks: 0, putBacks: 1 });
    expect(await at.stock('TEE')).toEqual({ sellable: 3, reserved: 0, places: { 'A-01': 3, 'LON-PACKING': 2 } });
    const { rows } = await at.shop.ask<{ rows: { putBackId: number }[] }>('fulfillment.listPutBacks', {});
    await at.shop.dispatch('fulfillment.confirmPutBack', { putBackId: rows[0]?.putBackId, code: 'A-01' });
    expect(await at.stock('TEE')).toEqual({ sellable: 5, reserved: 0, places: { 'A-01': 5 } });
    expect(await at.entries()).toBe(before);
    await refused(at.shop.dispatch('fulfillment.takeBack', { orderId }), 'fulfillment.nothingToTakeBack');
  });

  test('after handover nothing is taken back: the refusal names the shipment, and the tree says return', async () => {
    at = await PickShop.open({ TEE: [5, 0] }, 3);
    const { orderId, number } = await at.order({ TEE: 1 });
    await at.pickAll(await at.release());
    await handOver(await packed(orderId, ['TEE']));
    const taken = at.shop.dispatch('fulfillment.takeBack', { orderId });
    await expect(taken).rejects.toMatchObject({
      code: 'fulfillment.handedOver',
      params: { orderNumber: number, shipments: ['SHP-2026-00001'] },
    });
    const { nodes } = await at.shop.ask<{ nodes: { kind: string; way: string; parent: number | null }[] }>('fulfillment.reversal', {
      orderId,
    });
    expect(nodes.filter((n) => n.way === 'return').map((n) => n.kind)).toEqual(['parcel', 'shipment']);
    expect(nodes.some((n) => n.way === 'undo')).toBe(false);
  });

  test('a line cancelled after packing opens its parcel again and goes back to the shelf', async () => {
    at = await PickShop.open({ TEE: [5, 0], MUG: [5, 0] }, 3);
    const { orderId, lineIds } = await at.order({ TEE: 1, MUG: 1 });
    const waveId = await at.release();
    await at.pickAll(waveId);
    const both = await packed(orderId, ['TEE', 'MUG']);
    await at.edit('sales.cancelLines', orderId, { orderId, reason: 'no mug', lines: [{ orderLineId: lineIds[1], qty: 1 }] });
    expect(await at.shop.ask('fulfillment.getParcel', { parcelId: both })).toMatchObject({ state: 'void' });
    expect(await at.wave(waveId)).toMatchObject({ state: 'picked', orders: [{ staged: 1 }] });
    expect(await handOver(await packed(orderId, ['TEE']))).toMatchObject({ shipments: 1 });
    expect(await at.shop.ask('fulfillment.listPutBacks', {})).toMatchObject({ rows: [{ sku: 'MUG', qty: 1 }] });
  });
});
