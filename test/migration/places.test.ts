import { afterEach, beforeEach, expect, test } from 'vitest';
import initial from '../../db/migrations/0001-initial.json' with { type: 'json' };
import places from '../../db/migrations/0016-places.json' with { type: 'json' };
import belowZero from '../../db/migrations/0045-below-zero.json' with { type: 'json' };
import { openShop, type Shop } from '../kit/company.ts';
import { expectHealthy } from '../kit/doctor.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const OF_LOCATION = /"(capture_)?location(_(before|inserted|updated|deleted|capture|[1-9]))?"|^pragma/;

/** The table as the first step made it, with its rows, as a company of that format holds it. */
const asAtFirst = () =>
  shop.engine.writer.exclusively(async (tx) => {
    const sqlite = tx.dialect === 'sqlite';
    const table = initial[tx.dialect].find((s) => s.startsWith('create table "location"')) ?? '';
    const columns = [...table.matchAll(/^ {2}("\w+") /gm)].map((m) => m[1]).join(', ');
    for (const made of places[tx.dialect]) {
      const [, kind = '', name = ''] = /^create (index|table|function) "(\w+)"/.exec(made) ?? [];
      if (name.includes('putaway_rule') && kind !== 'index')
        await tx.exec(`drop ${kind} "${name}"${kind === 'function' ? ' cascade' : ''}`);
    }
    if (!sqlite) {
      await tx.exec('drop index location_1; drop index location_2; drop index location_3; drop index location_4');
      return tx.exec('alter table location drop column type, drop column path_order, drop column below_zero');
    }
    await tx.exec('pragma foreign_keys = off');
    await tx.exec(`create table kept as select ${columns} from location`);
    await tx.exec('drop table location');
    await tx.exec(table);
    await tx.exec(`insert into location (${columns}) select ${columns} from kept`);
    await tx.exec('drop table kept');
    for (const made of initial.sqlite) if (made.startsWith('create trigger "location_')) await tx.exec(made);
    await tx.exec('pragma foreign_keys = on');
  });

test('places of an older company are told apart: main ones, bins, and what is outside; moves keep pointing at them', async () => {
  const { rows } = await shop.ask<{ rows: { id: string; locations: { id: string }[] }[] }>('inventory.listWarehouses', {});
  const warehouseId = rows[0]?.id ?? '';
  const bin = { warehouseId, code: 'SHELF-1', name: 'Shelf', status: 'sellable' };
  const { locationId } = await shop.dispatch<{ locationId: string }>('inventory.createLocation', bin);
  await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
  await shop.dispatch('inventory.receiveStock', { warehouseId, locationId, lines: [{ sku: 'TEE', qty: 3, unitCostMicros: 4_000_000 }] });
  const before = await shop.ask('inventory.listLocations', {});
  await asAtFirst();

  await shop.engine.writer.exclusively(async (tx) => {
    await tx.begin('write');
    for (const statement of places[tx.dialect]) await tx.exec(statement);
    // A later step changes the same table.
    for (const statement of belowZero[tx.dialect]) if (OF_LOCATION.test(statement)) await tx.exec(statement);
    await tx.commit();
  });

  expect(await shop.ask('inventory.listLocations', {})).toEqual(before);
  const types = await shop.engine.store.writer.db.selectFrom('location').select(['code', 'type']).orderBy('code').execute();
  expect(Object.fromEntries(types.map((r) => [r.code, r.type]))).toMatchObject({
    'LON-STOCK': 'main',
    'LON-QUARANTINE': 'main',
    'SHELF-1': 'bin',
    CUSTOMERS: 'outside',
    TRANSIT: 'outside',
  });
  await shop.dispatch('inventory.receiveStock', { warehouseId, locationId, lines: [{ sku: 'TEE', qty: 1, unitCostMicros: 4_000_000 }] });
  await expectHealthy(shop);
});
