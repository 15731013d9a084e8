import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { handleCommand } from '../../../main/domain/handler.ts';
import { workPlace } from '../../../main/domain/inventory/index.ts';
import { decidePutaway, type WarehousePlace } from '../../../main/domain/inventory/putaway.ts';
import { command } from '../../../preload/contract/operation.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { stockroomRegistry } from '../../kit/stockroom.ts';
import { where } from '../../kit/where.ts';

let shop: Shop;
let lon: { id: string; stock: string; quarantine: string };
let ham: string;

const workOp = command('probe.workPlace', {
  permission: 'probe.write',
  summary: 'Name a work place',
  input: z.strictObject({ warehouseId: z.string(), type: z.enum(['dock', 'staging', 'packing']) }),
  output: z.object({ id: z.string() }),
});
const probe = {
  name: 'probe',
  commands: [handleCommand(workOp, async (ctx, { warehouseId, type }) => ({ id: await workPlace(ctx, warehouseId, type) }))],
  queries: [],
};

beforeEach(async () => {
  shop = await openShop({ registry: stockroomRegistry(probe) });
  const { rows } = await shop.ask<{ rows: { id: string; code: string; locations: { id: string; status: string }[] }[] }>(
    'inventory.listWarehouses',
    {},
  );
  const of = (code: string) => rows.find((w) => w.code === code);
  const at = (status: string) => of('LON')?.locations.find((l) => l.status === status)?.id ?? '';
  lon = { id: of('LON')?.id ?? '', stock: at('sellable'), quarantine: at('quarantine') };
  ham = of('HAM')?.id ?? '';
  for (const sku of ['TEE', 'MUG']) await shop.dispatch('catalog.createItem', { sku, title: sku });
});
afterEach(() => shop.close());

const place = async (code: string, more: object = {}) =>
  (
    await shop.dispatch<{ locationId: string }>('inventory.createLocation', {
      warehouseId: lon.id,
      code,
      name: code,
      status: 'sellable',
      ...more,
    })
  ).locationId;
const change = async (locationId: string, to: object) => {
  const { revision } = await shop.ask<{ revision: number }>('inventory.getLocation', { locationId });
  return shop.dispatch('inventory.changeLocation', { locationId, ...to }, { expect: [{ id: locationId, revision }] });
};
const receive = (locationId: string, sku: string, qty: number) =>
  shop.dispatch('inventory.receiveStock', { warehouseId: lon.id, locationId, lines: [{ sku, qty, unitCostMicros: 4_000_000 }] });
const move = (fromLocationId: string, toLocationId: string, sku: string, qty: number) =>
  shop.dispatch('inventory.transferStock', { fromLocationId, toLocationId, lines: [{ sku, qty }] });
const available = async (sku: string) => {
  const { id } = await shop.ask<{ id: string }>('catalog.getItem', { sku });
  const { rows } = await shop.ask<{ rows: { warehouseId: string; available: number }[] }>('inventory.stockByItem', { itemIds: [id] });
  return rows.find((r) => r.warehouseId === lon.id)?.available ?? 0;
};
/** What stands where: place, SKU, quantity. */
const standing = async () => {
  const { rows } = await shop.ask<{ rows: { locationCode: string; sku: string; onHand: number }[] }>('inventory.listStock', {});
  return rows.map((r) => `${r.locationCode} ${r.sku} ${r.onHand}`).sort();
};

describe('places', () => {
  test('lie in zones and aisles, are passed in the order of the way, and are read by their code', async () => {
    const zone = await place('A', { type: 'zone' });
    const aisle = await place('A-01', { type: 'aisle', parentId: zone });
    const far = await place('A-01-1', { parentId: aisle, pathOrder: 20 });
    await place('A-01-2', { parentId: aisle, pathOrder: 10 });
    const { rows } = await shop.ask<{ rows: { code: string }[] }>('inventory.listLocations', {
      ...where({ parentId: aisle }),
      sort: [{ column: 'pathOrder', direction: 'asc' }],
    });
    expect(rows.map((r) => r.code)).toEqual(['A-01-2', 'A-01-1']);
    expect(await shop.ask('inventory.getLocation', { code: 'A-01-1' })).toMatchObject({
      id: far,
      type: 'bin',
      path: [{ code: 'A' }, { code: 'A-01' }],
    });
    await expect(shop.ask('inventory.getLocation', { code: 'SUPPLIERS' })).rejects.toMatchObject({ code: 'engine.notFound' });
  });

  test('of a wrong kind are refused as parents, with the reason', async () => {
    const zone = await place('A', { type: 'zone' });
    const aisle = await place('A-01', { type: 'aisle', parentId: zone });
    const bin = await place('A-01-1', { parentId: aisle });
    await expect(place('B', { parentId: bin })).rejects.toMatchObject({
      code: 'inventory.badParent',
      params: { why: 'bin', parent: 'A-01-1' },
    });
    await expect(place('H', { warehouseId: ham, parentId: zone })).rejects.toMatchObject({ params: { why: 'warehouse' } });
    await expect(change(zone, { parentId: aisle })).rejects.toMatchObject({ params: { why: 'circle' } });
    await expect(place('A')).rejects.toMatchObject({ code: 'engine.alreadyExists' });
  });

  test('that only divide the warehouse, or are closed, take no stock', async () => {
    const zone = await place('A', { type: 'zone' });
    const bin = await place('A-1', { parentId: zone });
    await expect(receive(zone, 'TEE', 1)).rejects.toMatchObject({
      code: 'inventory.placeTakesNoStock',
      params: { code: 'A', why: 'divided' },
    });
    await change(bin, { active: false });
    await expect(receive(bin, 'TEE', 1)).rejects.toMatchObject({ params: { code: 'A-1', why: 'closed' } });
    await change(bin, { active: true });
    await receive(bin, 'TEE', 1);
    expect(await standing()).toEqual(['A-1 TEE 1']);
  });

  test('are not closed and keep their status while they hold stock, have open places below, or are the main ones', async () => {
    const zone = await place('A', { type: 'zone' });
    const bin = await place('A-1', { parentId: zone });
    await receive(bin, 'TEE', 2);
    await receive(bin, 'MUG', 1);
    await expect(change(bin, { active: false })).rejects.toMatchObject({
      code: 'inventory.placeHoldsStock',
      params: { code: 'A-1', sku: 'MUG', onHand: 1, items: 2 },
    });
    await expect(change(bin, { status: 'damaged' })).rejects.toMatchObject({ code: 'inventory.placeHoldsStock' });
    await expect(change(zone, { active: false })).rejects.toMatchObject({
      code: 'inventory.placeInUse',
      params: { by: 'places', other: 'A-1' },
    });
    await expect(change(lon.stock, { active: false })).rejects.toMatchObject({ params: { by: 'warehouse', other: 'LON' } });
    await change(lon.stock, { name: 'Bulk' });
    await move(bin, lon.stock, 'TEE', 2);
    await move(bin, lon.stock, 'MUG', 1);
    await change(bin, { status: 'damaged' });
    await receive(bin, 'TEE', 1);
    expect(await available('TEE')).toBe(2);
    await expectHealthy(shop);
  });

  test('where goods wait for their parcel are made once, are never for sale, and what stands there is not promised', async () => {
    const work = (type: string) => shop.dispatch<{ id: string }>('probe.workPlace', { warehouseId: lon.id, type });
    const { id: staging } = await work('staging');
    expect((await work('staging')).id).toBe(staging);
    await receive(lon.stock, 'TEE', 5);
    await move(lon.stock, staging, 'TEE', 2);
    expect(await available('TEE')).toBe(3);
    await expect(place('P', { type: 'packing' })).rejects.toMatchObject({ code: 'inventory.stagedNotSellable' });
    await expectHealthy(shop);
  });
});

describe('a move inside a warehouse', () => {
  test('between bins leaves availability and books alone; to a place on hold and back changes availability alone', async () => {
    const bin = await place('A-1');
    const hold = await place('HOLD', { status: 'hold' });
    await receive(lon.stock, 'TEE', 5);
    const entries = () => shop.ask<{ count: number }>('accounting.countEntries', {});
    const { count } = await entries();
    await move(lon.stock, bin, 'TEE', 4);
    expect(await available('TEE')).toBe(5);
    await move(bin, hold, 'TEE', 3);
    expect(await available('TEE')).toBe(2);
    await move(hold, bin, 'TEE', 3);
    expect(await available('TEE')).toBe(5);
    expect((await entries()).count).toBe(count);
    await shop.dispatch('stockroom.reserve', {
      wants: [
        {
          order: 'o',
          line: 1,
          itemId: (await shop.ask<{ id: string }>('catalog.getItem', { sku: 'TEE' })).id,
          warehouseId: lon.id,
          qty: 4,
        },
      ],
    });
    await expect(move(bin, hold, 'TEE', 2)).rejects.toMatchObject({ code: 'inventory.reservedForOthers', params: { available: 1 } });
    await expectHealthy(shop);
  });
});

describe('put away', () => {
  test('follows the rule of the product, then of its category, then where it stands, then the stock place', async () => {
    const places = (
      [
        ['main', 'main', null],
        ['dock', 'dock', null],
        ['A', 'zone', null],
        ['A1', 'bin', 'A'],
        ['A2', 'bin', 'A'],
        ['B', 'bin', null],
      ] as const
    ).map(([id, type, parentId]): WarehousePlace => ({ id, code: id, type, status: id === 'dock' ? 'hold' : 'sellable', parentId }));
    const item = (id: string, categoryId = 'other') => ({ id, categoryId });
    const decided = decidePutaway(
      [item('ruled'), item('second', 'goods'), item('third', 'goods'), item('fourth', 'goods'), item('there'), item('new')],
      {
        places,
        byItem: new Map([['ruled', 'B']]),
        byCategory: new Map([['goods', 'A']]),
        holding: new Map([
          ['A2', new Set(['third'])],
          ['B', new Set(['there'])],
          ['dock', new Set(['ruled', 'second', 'third', 'there', 'new'])],
        ]),
      },
      'dock',
    );
    expect([...decided].map(([id, { code, why }]) => [id, code, why])).toEqual([
      ['ruled', 'B', 'product'],
      ['second', 'A1', 'category'],
      ['third', 'A2', 'category'],
      ['fourth', 'A1', 'category'],
      ['there', 'B', 'there-already'],
      ['new', 'main', 'stock'],
    ]);
  });

  test('empties the dock into the places suggested, on one paper that says which line went where', async () => {
    const dock = await place('DOCK', { type: 'dock', status: 'hold' });
    const zone = await place('A', { type: 'zone' });
    await place('A-1', { parentId: zone });
    await shop.dispatch('inventory.setPutawayRule', { sku: 'TEE', locationId: zone });
    await receive(dock, 'TEE', 5);
    await receive(dock, 'MUG', 2);
    expect(await available('TEE')).toBe(0);
    const { rows } = await shop.ask<{ rows: object[] }>('inventory.suggestPutaway', { locationId: dock });
    expect(rows).toMatchObject([
      { sku: 'MUG', qty: 2, toCode: 'LON-STOCK', why: 'stock' },
      { sku: 'TEE', qty: 5, toCode: 'A-1', why: 'product' },
    ]);
    const { documentId } = await shop.dispatch<{ documentId: string }>('inventory.putAway', { fromLocationId: dock });
    expect(await standing()).toEqual(['A-1 TEE 5', 'LON-STOCK MUG 2']);
    expect([await available('TEE'), await available('MUG')]).toEqual([5, 2]);
    expect(await shop.ask('inventory.getDocument', { documentId })).toMatchObject({
      fromCode: 'DOCK',
      toCode: null,
      lines: [
        { sku: 'MUG', toCode: 'LON-STOCK' },
        { sku: 'TEE', toCode: 'A-1' },
      ],
    });
    await expect(shop.dispatch('inventory.putAway', { fromLocationId: dock })).rejects.toMatchObject({ code: 'inventory.nothingToMove' });
    await expectHealthy(shop);
  });

  test('out of quarantine is valued with the stock it becomes, and never leaves the warehouse', async () => {
    await receive(lon.quarantine, 'TEE', 3);
    await shop.dispatch('inventory.putAway', { fromLocationId: lon.quarantine, lines: [{ sku: 'TEE', qty: 2 }] });
    expect(await standing()).toEqual(['LON-QUARANTINE TEE 1', 'LON-STOCK TEE 2']);
    const away = await place('HAM-1', { warehouseId: ham });
    await expect(
      shop.dispatch('inventory.putAway', { fromLocationId: lon.quarantine, lines: [{ sku: 'TEE', qty: 1, toLocationId: away }] }),
    ).rejects.toMatchObject({ code: 'inventory.otherWarehouse', params: { code: 'HAM-1', warehouse: 'LON' } });
    const { rows } = await shop.ask<{ rows: { code: string; value: number; gap: number }[] }>('inventory.valueByArea', {});
    expect(rows.filter((r) => r.value !== 0)).toMatchObject([
      { code: 'LON', value: 800, gap: 0 },
      { code: 'LON-Q', value: 400, gap: 0 },
    ]);
    await expectHealthy(shop);
  });

  test('a rule is pointed elsewhere or taken away, and keeps its place open', async () => {
    const bin = await place('A-1');
    const other = await place('A-2');
    const { ruleId } = await shop.dispatch<{ ruleId: string }>('inventory.setPutawayRule', { sku: 'TEE', locationId: bin });
    await expect(change(bin, { active: false })).rejects.toMatchObject({
      code: 'inventory.placeInUse',
      params: { by: 'rules', other: 'TEE' },
    });
    expect(await shop.dispatch('inventory.setPutawayRule', { sku: 'TEE', locationId: other })).toEqual({ ruleId });
    await change(bin, { active: false });
    await expect(shop.dispatch('inventory.setPutawayRule', { sku: 'MUG', locationId: bin })).rejects.toMatchObject({
      code: 'inventory.placeTakesNoStock',
    });
    await shop.dispatch('inventory.dropPutawayRule', { ruleId }, { expect: [{ id: ruleId, revision: 2 }] });
    expect(await shop.ask('inventory.listPutawayRules', {})).toEqual({ rows: [] });
  });
});

describe('a warehouse under another name', () => {
  const rename = async (name: string) => {
    const { rows } = await shop.ask<{ rows: { id: string; revision: number }[] }>('inventory.sumWarehouses', {});
    const revision = rows.find((w) => w.id === lon.id)?.revision ?? 0;
    return shop.dispatch('inventory.changeWarehouse', { warehouseId: lon.id, name }, { expect: [{ id: lon.id, revision }] });
  };
  const names = async () => {
    const { db } = shop.engine.store.writer;
    const places = await db.selectFrom('location').select('name').where('warehouse_id', '=', lon.id).orderBy('code').execute();
    const areas = await db.selectFrom('valuation_area').select('name').where('code', 'in', ['LON', 'LON-Q']).orderBy('code').execute();
    return [...places, ...areas].map((r) => r.name);
  };

  test('takes its places and areas with it, but for those somebody named', async () => {
    expect(await names()).toEqual(['London quarantine', 'London stock', 'London', 'London quarantine']);
    await change(lon.quarantine, { name: 'Cage' });
    await rename('Croydon');
    expect(await names()).toEqual(['Cage', 'Croydon stock', 'Croydon', 'Croydon quarantine']);
    await rename('Croydon');
    await expectHealthy(shop);
  });
});
