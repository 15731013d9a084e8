import { afterEach, beforeEach, expect, test } from 'vitest';
import { isValidBarcode } from '../../../main/domain/catalog/barcode.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';

test.each([
  ['4006381333931', 'ean13', true],
  ['4006381333932', 'ean13', false],
  ['400638133393', 'ean13', false],
  ['73513537', 'ean8', true],
  ['036000291452', 'upca', true],
  ['036000291453', 'upca', false],
  ['10012345678902', 'gtin14', true],
  ['40063813339x1', 'ean13', false],
  ['TEE-M/1', 'code128', true],
  ['TEE\u00e9', 'code128', false],
] as const)('barcode %s as %s: %s', (code, symbology, valid) => {
  expect(isValidBarcode(code, symbology)).toBe(valid);
});

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());
const code = (c: string) => expect.objectContaining({ name: 'Refusal', code: c });
const ean = { code: '4006381333931', symbology: 'ean13' };

test('a batch with one wrong SKU, barcode or category is refused whole', async () => {
  await shop.send('catalog.createItem', { sku: 'TEE', title: 'Tee', barcodes: [ean] });
  const batch = (second: object) =>
    shop.send('catalog.createItems', {
      items: [
        { sku: 'NEW', title: 'New' },
        { sku: 'B', title: 'B', ...second },
      ],
    });
  await expect(batch({ sku: 'TEE' })).rejects.toEqual(code('catalog.skuTaken'));
  await expect(batch({ sku: 'NEW' })).rejects.toEqual(code('catalog.skuTaken'));
  await expect(batch({ barcodes: [ean] })).rejects.toMatchObject({ code: 'catalog.barcodeTaken', params: { sku: 'TEE' } });
  await expect(batch({ barcodes: [{ code: '4006381333932', symbology: 'ean13' }] })).rejects.toEqual(code('catalog.badBarcode'));
  await expect(batch({ category: 'Hats' })).rejects.toEqual(code('engine.notFound'));
  expect((await shop.ask<{ rows: { sku: string }[] }>('catalog.listItems', {})).rows.map((r) => r.sku)).toEqual(['TEE']);
  await expectHealthy(shop);
});

test('an item is found by id and SKU', async () => {
  const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku: 'TEE', title: 'Tee', barcodes: [ean] });
  for (const by of [{ itemId }, { sku: 'TEE' }])
    expect(await shop.ask('catalog.getItem', by)).toMatchObject({ id: itemId, sku: 'TEE', barcodes: [ean.code] });
  await expect(shop.ask('catalog.getItem', { sku: 'nope' })).rejects.toEqual(code('engine.notFound'));
});

test('a scan names the item in any form of its code, and says lot, serial, date and count', async () => {
  const upc = { code: '036000291452', symbology: 'upca' };
  await shop.send('catalog.createItem', { sku: 'TEA', title: 'Tea', barcodes: [upc] });
  await shop.send('catalog.createItem', { sku: '10-BOLT', title: 'Bolt' });
  const read = (scanned: string) => shop.ask('catalog.readCode', { code: scanned });
  for (const scanned of [upc.code, '0036000291452', '00036000291452', ']E00036000291452', 'TEA'])
    expect(await read(scanned)).toMatchObject({ item: { sku: 'TEA' }, count: 1 });
  expect(await read('10-BOLT')).toMatchObject({ item: { sku: '10-BOLT' } });
  expect(await read(']C1010003600029145217280630370006\u001d10L7')).toMatchObject({
    item: { sku: 'TEA' },
    expiresOn: '2028-06-30',
    lot: 'L7',
    count: 6,
  });
  await expect(read(']C10100036000291453')).rejects.toMatchObject({ code: 'catalog.misread', params: { why: 'check-digit', at: '01' } });
  await expect(read('4006381333931')).rejects.toMatchObject({ code: 'catalog.unknownCode', params: { code: '04006381333931' } });
});

test('one article cannot be two SKUs by printing its code in another length', async () => {
  await shop.send('catalog.createItem', { sku: 'TEA', title: 'Tea', barcodes: [{ code: '036000291452', symbology: 'upca' }] });
  const twin = { code: '0036000291452', symbology: 'ean13' };
  await expect(shop.send('catalog.createItem', { sku: 'TEA2', title: 'Tea', barcodes: [twin] })).rejects.toMatchObject({
    code: 'catalog.barcodeTaken',
    params: { sku: 'TEA' },
  });
});

test('the steps of a unit in use do not change', async () => {
  await shop.send('catalog.setUnit', { code: 'kg', name: 'Kilogram', steps: 1000 });
  expect((await shop.ask<{ rows: unknown[] }>('catalog.listUnits', {})).rows).toContainEqual({ code: 'kg', name: 'Kilogram', steps: 1000 });
  await shop.send('catalog.createItem', { sku: 'TEA', title: 'Tea', unit: 'kg' });
  await shop.send('catalog.setUnit', { code: 'kg', name: 'Kilo', steps: 1000 });
  await expect(shop.send('catalog.setUnit', { code: 'kg', name: 'Kilo', steps: 100 })).rejects.toEqual(code('catalog.unitInUse'));
});

test('25,000 SKUs come in with five commands', async () => {
  for (let i = 0; i < 5; i += 1)
    await shop.send('catalog.createItems', { items: Array.from({ length: 5000 }, (_, n) => ({ sku: `SKU-${i}-${n}`, title: 'Thing' })) });
  const page = await shop.ask<{ rows: { sku: string }[] }>('catalog.listItems', { offset: 24_999 });
  expect(page.rows).toHaveLength(1);
});

test('a pack has codes of its own that count what it holds; its size never changes, and no code names two things', async () => {
  const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku: 'EGG', title: 'Egg', barcodes: [ean] });
  const pack = async (input: object) => {
    const { revision } = await shop.ask<{ revision: number }>('catalog.getItem', { itemId });
    return shop.send('catalog.setPack', { itemId, ...input }, { expect: [{ id: itemId, revision }] });
  };
  const gtin = { code: '10012345678902', symbology: 'gtin14' };
  await pack({ code: 'DOZEN', name: 'Dozen', qty: 12, barcodes: [gtin] });
  await pack({ code: 'CASE', name: 'Case', qty: 144 });
  const read = (scanned: string) => shop.ask('catalog.readCode', { code: scanned });
  expect(await read(gtin.code)).toMatchObject({ item: { sku: 'EGG' }, pack: { code: 'DOZEN', qty: 12 }, count: 12 });
  expect(await read(`(01)${gtin.code}(30)3`)).toMatchObject({ pack: { code: 'DOZEN' }, count: 36 });
  expect(await read(ean.code)).toMatchObject({ item: { sku: 'EGG' }, count: 1 });
  await expect(pack({ code: 'DOZEN', name: 'Dozen', qty: 10 })).rejects.toMatchObject({ code: 'catalog.packFixed', params: { qty: 12 } });
  await expect(pack({ code: 'CASE', name: 'Case', qty: 144, barcodes: [ean] })).rejects.toEqual(code('catalog.barcodeTaken'));
  await expect(pack({ code: 'CASE', name: 'Case', qty: 144, barcodes: [gtin] })).rejects.toEqual(code('catalog.barcodeTaken'));
  await expect(shop.send('catalog.createItem', { sku: 'B', title: 'B', barcodes: [gtin] })).rejects.toEqual(code('catalog.barcodeTaken'));
  await pack({ code: 'DOZEN', name: 'A dozen', qty: 12, barcodes: [gtin], active: false });
  await expect(read(gtin.code)).rejects.toEqual(code('catalog.unknownCode'));
  expect(await shop.ask('catalog.getItem', { itemId })).toMatchObject({
    packs: [
      { code: 'DOZEN', name: 'A dozen', qty: 12, active: 0, barcodes: [gtin.code] },
      { code: 'CASE', qty: 144, active: 1 },
    ],
  });
  await expectHealthy(shop);
});

test('a category is changed and renamed under its id, never onto the name of another', async () => {
  const { categoryId } = await shop.dispatch<{ categoryId: string }>('catalog.setCategory', { name: 'Mugs', costing: 'fifo' });
  await shop.dispatch('catalog.setCategory', { id: categoryId, name: 'Cups', costing: 'average' });
  const { rows } = await shop.ask<{ rows: { id: string; name: string; costing: string }[] }>('catalog.listCategories', {});
  expect(rows.map((c) => c.name)).toEqual(['Cups', 'Goods']);
  expect(rows.find((c) => c.id === categoryId)).toMatchObject({ costing: 'average' });
  await expect(shop.send('catalog.setCategory', { id: categoryId, name: 'Goods', costing: 'fifo' })).rejects.toEqual(
    code('engine.alreadyExists'),
  );
});
