import { afterEach, describe, expect, test } from 'vitest';
import { readPacked } from '../../../renderer/kit/form/read.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { PickShop } from '../fulfillment/pick-shop.ts';

let at: PickShop;
afterEach(async () => {
  await expectHealthy(at.shop);
  await at.shop.close();
});

const CASE_CODE = '10012345678902';

/** A shop whose eggs come in dozens and cases. */
async function openWithPacks(): Promise<{ itemId: string }> {
  at = await PickShop.open({ EGG: [24, 12] });
  const { id: itemId } = await at.shop.ask<{ id: string }>('catalog.getItem', { sku: 'EGG' });
  for (const [code, qty, barcodes] of [
    ['DOZEN', 12, []],
    ['CASE', 144, [{ code: CASE_CODE, symbology: 'gtin14' }]],
  ] as const) {
    const { revision } = await at.shop.ask<{ revision: number }>('catalog.getItem', { itemId });
    await at.shop.send('catalog.setPack', { itemId, code, name: code, qty, barcodes }, { expect: [{ id: itemId, revision }] });
  }
  return { itemId };
}
const shelf = () => at.shelves.get('A-01');
const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });

describe('a line that names a pack', () => {
  test('counts packs in every stock document, and costs what the packs cost, to the cent', async () => {
    await openWithPacks();
    const got = await at.shop.dispatch<{ value: number }>('inventory.receiveStock', {
      warehouseId: at.warehouseId,
      locationId: shelf(),
      // Three dozen at 10.00: no price of a single egg says that.
      lines: [{ sku: 'EGG', pack: 'DOZEN', qty: 3, unitCostMicros: 10_000_000 }],
    });
    expect(got.value).toBe(3000);
    expect(await at.stock('EGG')).toMatchObject({ places: { 'A-01': 60, 'B-01': 12 } });
    await at.shop.dispatch('inventory.transferStock', {
      fromLocationId: shelf(),
      toLocationId: at.shelves.get('B-01'),
      lines: [{ sku: 'EGG', pack: 'DOZEN', qty: 2 }],
    });
    await at.shop.dispatch('inventory.putAway', {
      fromLocationId: shelf(),
      lines: [{ sku: 'EGG', pack: 'DOZEN', qty: 1, toLocationId: at.shelves.get('B-01') }],
    });
    expect(await at.stock('EGG')).toMatchObject({ places: { 'A-01': 24, 'B-01': 48 } });
    await at.shop.dispatch('inventory.postCount', {
      locationId: shelf(),
      reasonCode: 'count-difference',
      lines: [{ sku: 'EGG', pack: 'DOZEN', counted: 1 }],
    });
    await at.shop.dispatch('inventory.writeDown', {
      locationId: at.shelves.get('B-01'),
      reasonCode: 'damaged',
      lines: [{ sku: 'EGG', pack: 'DOZEN', qty: 1 }],
    });
    expect(await at.stock('EGG')).toMatchObject({ places: { 'A-01': 12, 'B-01': 36 } });
    const lines = [{ sku: 'EGG', pack: 'BOX7', qty: 1 }];
    await refused(
      at.shop.dispatch('inventory.transferStock', { fromLocationId: shelf(), toLocationId: at.shelves.get('B-01'), lines }),
      'catalog.unknownPack',
    );
  });

  test('is bought at the price of a pack: receipts in parts and the bill come to it exactly', async () => {
    await openWithPacks();
    const { partyId } = await at.shop.dispatch<{ partyId: string }>('parties.createParty', {
      kind: 'supplier',
      name: 'Farm',
      country: 'GB',
    });
    const { orderId, net } = await at.shop.dispatch<{ orderId: string; net: number }>('purchasing.createOrder', {
      partyId,
      warehouseId: at.warehouseId,
      confirm: true,
      lines: [{ sku: 'EGG', pack: 'CASE', qty: 1000, priceMicros: 10_000_000 }],
    });
    expect(net).toBe(1_000_000);
    expect(await at.shop.ask('purchasing.getOrder', { orderId })).toMatchObject({
      net: 1_000_000,
      lines: [{ qty: 144_000, packCode: 'CASE', packQty: 144, priceMicros: 10_000_000 }],
    });
    const take = async (qty: number) => {
      const { revision } = await at.shop.ask<{ revision: number }>('purchasing.getOrder', { orderId });
      const lines = [{ lineNo: 1, qty }];
      return at.shop.dispatch<{ value: number }>('purchasing.receiveOrder', { orderId, lines }, { expect: [{ id: orderId, revision }] });
    };
    expect((await take(1)).value + (await take(143_998)).value + (await take(1)).value).toBe(1_000_000);
    const bill = await at.shop.dispatch<{ total: number }>('purchasing.postBill', {
      partyId,
      reference: 'F-1',
      lines: [{ orderId, lineNo: 1, qty: 144_000 }],
    });
    expect(bill.total).toBe(1_000_000);
    expect(await at.shop.ask('purchasing.getOrder', { orderId })).toMatchObject({ state: 'done', lines: [{ open: 0 }] });
  });

  test('is picked by scanning the code of the pack: each scan counts what it holds, and never more than is wanted', async () => {
    await openWithPacks();
    await at.shop.dispatch('inventory.receiveStock', {
      warehouseId: at.warehouseId,
      locationId: shelf(),
      lines: [{ sku: 'EGG', pack: 'CASE', qty: 2, value: 100 }],
    });
    await at.order({ EGG: 300 });
    const [task] = (await at.wave(await at.release())).tasks;
    await at.scan(task?.taskId, 'A-01');
    expect(await at.scan(task?.taskId, CASE_CODE)).toMatchObject({ expects: 'product', counted: 144 });
    expect(await at.scan(task?.taskId, CASE_CODE)).toMatchObject({ expects: 'product', counted: 288 });
    await refused(at.scan(task?.taskId, CASE_CODE), 'fulfillment.tooMany');
  });

  test('is typed as people say it', async () => {
    at = await PickShop.open({ EGG: [1, 0] });
    expect(readPacked('3 DOZEN', 'en-GB')).toEqual({ qty: 3, pack: 'DOZEN' });
    expect(readPacked(' 1,000 x BOX12 ', 'en-GB')).toEqual({ qty: 1000, pack: 'BOX12' });
    expect(readPacked('12', 'en-GB')).toEqual({ qty: 12 });
    for (const wrong of ['', 'DOZEN', '1.5 DOZEN', '3 12']) expect(readPacked(wrong, 'en-GB')).toBeUndefined();
  });
});
