import { afterEach, expect, test } from 'vitest';
import { hasCheckDigit } from '../../../preload/contract/values/gs1.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { PickShop } from './pick-shop.ts';

const BOX = 'pkt_00000000000000000000000001';
const BOX_M = { packageTypeId: BOX, code: 'M', name: 'Box M', lengthMm: 300, widthMm: 200, heightMm: 100, tareGrams: 90, maxGrams: 2000 };

let at: PickShop;
afterEach(async () => {
  await expectHealthy(at.shop);
  await at.shop.close();
});
const refused = (work: Promise<unknown>, code: string, params: object = {}) => expect(work).rejects.toMatchObject({ code, params });

interface Closed {
  number: string;
  expectedGrams: number | null;
  sscc: string | null;
}
const close = (parcelId: string, more: object = {}) => at.shop.dispatch<Closed>('fulfillment.closeParcel', { parcelId, ...more });
const parcelOf = (ask: object) => at.shop.ask<Record<string, unknown>>('fulfillment.getParcel', ask);
const measure = (items: readonly object[]) => at.shop.dispatch('catalog.measureItems', { items });

/** A parcel with one tee and one mug in it, still open. */
async function filled(): Promise<string> {
  const { orderId } = await at.order({ TEE: 1, MUG: 1 });
  await at.pickAll(await at.release());
  const { parcelId } = await at.shop.dispatch<{ parcelId: string }>('fulfillment.openParcel', { orderId });
  for (const code of ['TEE', 'MUG']) await at.shop.dispatch('fulfillment.scanPack', { parcelId, code });
  return parcelId;
}
const stocked = () => PickShop.open({ TEE: [9, 0], MUG: [9, 0] }, 3);

test('a parcel that weighs what its goods and box do closes; one that does not is refused and remembered', async () => {
  at = await stocked();
  await measure([
    { sku: 'TEE', weightGrams: 180 },
    { sku: 'MUG', weightGrams: 330 },
  ]);
  await at.shop.dispatch('fulfillment.setPackageType', BOX_M);
  const parcelId = await filled();
  // 180 + 330 + 90 = 600 g, and a tenth of it more or less: the mug that is missing shows.
  await refused(close(parcelId, { packageTypeId: BOX, weightGrams: 270 }), 'fulfillment.weightDiffers', {
    expected: 600,
    weighed: 270,
    within: 60,
  });
  await refused(close(parcelId, { packageTypeId: BOX, weightGrams: 661 }), 'fulfillment.weightDiffers');
  expect(await close(parcelId, { packageTypeId: BOX, weightGrams: 660 })).toMatchObject({ expectedGrams: 600, sscc: null });
  expect(await parcelOf({ parcelId })).toMatchObject({ state: 'packed', weightGrams: 660, packageCode: 'M', expectedGrams: 600 });
  const kept = await at.shop.engine.writer.exclusively(({ db }) =>
    db.selectFrom('incident').select(['subject', 'detail']).where('kind', '=', 'wrong-scan').execute(),
  );
  expect(kept.map((k) => [k.subject, JSON.parse(String(k.detail))])).toMatchObject([
    [parcelId, { expects: 'weight', code: '270', refusal: 'fulfillment.weightDiffers' }],
    [parcelId, { expects: 'weight', code: '661' }],
  ]);
});

test('who may override closes a parcel of another weight with a reason, and that is kept as a scan', async () => {
  at = await stocked();
  await measure([
    { sku: 'TEE', weightGrams: 180 },
    { sku: 'MUG', weightGrams: 330 },
  ]);
  const parcelId = await filled();
  const packer = { id: 'packer', device: 'test', permissions: new Set(['fulfillment.pack', 'fulfillment.read']), scopes: {} };
  const input = { parcelId, weightGrams: 900, reason: 'A catalogue lies in it' };
  await refused(at.shop.send('fulfillment.closeParcel', input, { actor: packer }), 'fulfillment.mayNotOverride');
  await close(parcelId, { weightGrams: 900, reason: 'A catalogue lies in it' });
  const scans = await at.shop.engine.writer.exclusively(({ db }) =>
    db.selectFrom('scan_event').select(['expects', 'code', 'outcome']).where('outcome', '=', 'overridden').execute(),
  );
  expect(scans).toEqual([{ expects: 'weight', code: '900', outcome: 'overridden' }]);
});

test('nothing is compared while one article was never weighed, and what the house tolerates is its policy', async () => {
  at = await stocked();
  await measure([{ sku: 'TEE', weightGrams: 180 }]);
  expect(await close(await filled(), { weightGrams: 5 })).toMatchObject({ expectedGrams: null });
  await measure([{ sku: 'MUG', weightGrams: 330 }]);
  await at.shop.dispatch('company.setPolicies', { parcelWeightPercent: 0 });
  const parcelId = await filled();
  // Paper and tape are never a difference: 20 g are let pass whatever the policy says.
  await refused(close(parcelId, { weightGrams: 531 }), 'fulfillment.weightDiffers', { expected: 510, within: 20 });
  expect(await close(parcelId, { weightGrams: 530 })).toMatchObject({ expectedGrams: 510 });
});

test('a box bears what it bears, gives the parcel its measures, and is not offered once it is out of use', async () => {
  at = await stocked();
  await measure([
    { sku: 'TEE', weightGrams: 1800 },
    { sku: 'MUG', weightGrams: 330 },
  ]);
  await at.shop.dispatch('fulfillment.setPackageType', BOX_M);
  await refused(
    at.shop.dispatch('fulfillment.setPackageType', { ...BOX_M, packageTypeId: 'pkt_00000000000000000000000002' }),
    'engine.alreadyExists',
  );
  const parcelId = await filled();
  await refused(close(parcelId, { packageTypeId: BOX }), 'fulfillment.tooHeavy', { grams: 2220, most: 2000 });
  await refused(close(parcelId, { packageTypeId: 'pkt_00000000000000000000000009' }), 'engine.notFound');
  const { rows } = await at.shop.ask<{ rows: { revision: number }[] }>('fulfillment.listPackageTypes', {});
  const expect_ = [{ id: BOX, revision: rows[0]?.revision ?? 0 }];
  await at.shop.dispatch('fulfillment.setPackageType', { ...BOX_M, maxGrams: 5000 }, { expect: expect_ });
  await close(parcelId, { packageTypeId: BOX });
  const stored = await at.shop.engine.writer.exclusively(({ db }) =>
    db.selectFrom('parcel').select(['length_mm', 'width_mm', 'height_mm', 'weight_g']).where('id', '=', parcelId).executeTakeFirst(),
  );
  expect(stored).toEqual({ length_mm: 300, width_mm: 200, height_mm: 100, weight_g: null });
  const off = [{ id: BOX, revision: (rows[0]?.revision ?? 0) + 1 }];
  await at.shop.dispatch('fulfillment.setPackageType', { ...BOX_M, active: false }, { expect: off });
  const next = await filled();
  await refused(close(next, { packageTypeId: BOX }), 'fulfillment.packageOff', { packageCode: 'M' });
  await close(next);
});

test('with a prefix of GS1 every parcel has an SSCC, and a scan of it finds the parcel and hands it over', async () => {
  at = await stocked();
  await refused(at.shop.dispatch('company.setPolicies', { gs1Prefix: '123' }), 'engine.badInput');
  await at.shop.dispatch('company.setPolicies', { gs1Prefix: '4012345' });
  const [one, two] = [await filled(), await filled()];
  const { sscc, number } = await close(one);
  const second = await close(two);
  expect(sscc).toMatch(/^04012345\d{10}$/);
  expect([hasCheckDigit(sscc ?? ''), second.sscc === sscc]).toEqual([true, false]);
  for (const code of [sscc, `00${sscc}`, `(00)${sscc}`, `]C100${sscc}`])
    expect(await parcelOf({ number: code ?? '' })).toMatchObject({ parcelId: one, number, sscc });
  await refused(parcelOf({ number: `${sscc?.slice(0, 17)}x` }), 'engine.notFound');
  const label = await at.shop.ask<{ papers: object[] }>('documents.getPapers', { kind: 'label', ids: [one] });
  expect(label.papers).toMatchObject([{ sscc }]);
  await at.shop.dispatch('fulfillment.handOverParcels', { parcelIds: [one] });
  const { shipmentId } = (await parcelOf({ parcelId: one })) as { shipmentId: string };
  expect((await at.shop.ask<{ papers: object[] }>('documents.getPapers', { kind: 'label', ids: [shipmentId] })).papers).toMatchObject([
    { sscc },
  ]);
});

test('measures replace what was known and nothing else; a SKU named twice, or not there, is refused', async () => {
  at = await stocked();
  await measure([
    { sku: 'TEE', weightGrams: 180, lengthMm: 300 },
    { sku: 'MUG', heightMm: 95 },
  ]);
  await measure([{ sku: 'TEE', weightGrams: 190 }]);
  const known = async (sku: string) => (await at.shop.ask<{ measures: object }>('catalog.getItem', { sku })).measures;
  expect(await known('TEE')).toEqual({ weightGrams: 190, lengthMm: 300, widthMm: null, heightMm: null });
  expect(await known('MUG')).toEqual({ weightGrams: null, lengthMm: null, widthMm: null, heightMm: 95 });
  await measure([{ sku: 'TEE', weightGrams: null }]);
  expect(await known('TEE')).toMatchObject({ weightGrams: null, lengthMm: 300 });
  const { id } = await at.shop.ask<{ id: string }>('catalog.getItem', { sku: 'TEE' });
  await refused(
    measure([
      { sku: 'TEE', weightGrams: 1 },
      { itemId: id, weightGrams: 2 },
    ]),
    'catalog.namedTwice',
  );
  await refused(measure([{ sku: 'GONE', weightGrams: 1 }]), 'engine.notFound');
  await refused(measure([{ sku: 'TEE', weightGrams: -1 }]), 'engine.badInput');
});
