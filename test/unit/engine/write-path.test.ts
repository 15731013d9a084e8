import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy, findingsOf } from '../../kit/doctor.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const tee = { sku: 'TEE', title: 'Tee shirt' };
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });

test('a command sent again with the same id answers what it answered before and does nothing twice', async () => {
  const first = await shop.send('catalog.createItem', tee, { commandId: 'same-id-1' });
  const again = await shop.send('catalog.createItem', tee, { commandId: 'same-id-1' });
  expect(again).toEqual({ ...first, replayed: true });
  expect((await shop.ask<{ rows: unknown[] }>('catalog.listItems', {})).rows).toHaveLength(1);
});

test('a command id used for another input is refused', async () => {
  await shop.send('catalog.createItem', tee, { commandId: 'same-id-1' });
  await expect(shop.send('catalog.createItem', { ...tee, sku: 'MUG' }, { commandId: 'same-id-1' })).rejects.toEqual(
    refused('engine.commandIdReused'),
  );
});

test('unknown operations, unknown keys and missing permissions are refused with their names', async () => {
  await expect(shop.send('catalog.explode', {})).rejects.toEqual(refused('engine.unknownOperation'));
  await expect(shop.send('catalog.createItem', { ...tee, colour: 'red' })).rejects.toThrow(/colour/);
  const nobody = { id: 'usr_x', device: 'test', permissions: new Set<string>(), scopes: {} };
  await expect(shop.send('catalog.createItem', tee, { actor: nobody })).rejects.toEqual(refused('engine.notPermitted'));
});

test('an edit on an outdated revision is refused with the current row, and one without a revision is refused too', async () => {
  const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', tee);
  const edit = { itemId, title: 'Better tee' };
  await expect(shop.send('catalog.changeItem', edit)).rejects.toEqual(refused('engine.expectMissing'));
  const other = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku: 'MUG', title: 'Mug' });
  // Having looked at another record is no reason to overwrite this one.
  await expect(shop.send('catalog.changeItem', edit, { expect: [{ id: other.itemId, revision: 1 }] })).rejects.toMatchObject({
    code: 'engine.expectMissing',
    params: { id: itemId },
  });
  await shop.send('catalog.changeItem', edit, { expect: [{ id: itemId, revision: 1 }] });
  await expect(shop.send('catalog.changeItem', edit, { expect: [{ id: itemId, revision: 1 }] })).rejects.toMatchObject({
    code: 'engine.stale',
    params: { current: 2, row: { title: 'Better tee' } },
  });
});

test('a dry run changes nothing and its digest is that of the real run', async () => {
  const dry = await shop.send('catalog.createItem', tee, { dryRun: true });
  expect((await shop.ask<{ rows: unknown[] }>('catalog.listItems', {})).rows).toHaveLength(0);
  expect(dry.preview?.tables.map((t) => [t.table, t.inserted])).toEqual([
    ['item', 1],
    ['product', 1],
  ]);
  const digest = dry.preview?.effectsDigest ?? '';
  await shop.send('catalog.createItem', { sku: 'OTHER', title: 'In between' });
  const real = await shop.send('catalog.createItem', tee, { confirm: digest });
  expect(real.seq).toBeGreaterThan(dry.seq);
});

test('a confirmation whose outcome has changed is refused with the new preview', async () => {
  const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', tee);
  const edit = { itemId, priceMicros: 9_000_000 };
  const dry = await shop.send('catalog.changeItem', edit, { dryRun: true, expect: [{ id: itemId, revision: 1 }] });
  await shop.send('catalog.changeItem', { itemId, priceMicros: 5_000_000 }, { expect: [{ id: itemId, revision: 1 }] });
  const confirm = dry.preview?.effectsDigest ?? '';
  await expect(shop.send('catalog.changeItem', edit, { confirm, expect: [{ id: itemId, revision: 2 }] })).rejects.toMatchObject({
    code: 'engine.previewChanged',
    params: { preview: { rows: [expect.objectContaining({ table: 'item', op: 'update' })] } },
  });
});

test('what changed is recorded with old and new values, and a row changed by set-based SQL is recorded too', async () => {
  const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', tee);
  await shop.send('catalog.changeItem', { itemId, priceMicros: 5_000_000 }, { expect: [{ id: itemId, revision: 1 }] });
  const rows = await shop.engine.store.writer.db.selectFrom('change').selectAll().where('row_key', '=', itemId).orderBy('seq').execute();
  expect(rows.map((r) => [r.op, r.delta && JSON.parse(r.delta)])).toEqual([
    ['insert', null],
    [
      'update',
      [
        ['price_micros', 0, 5_000_000],
        ['revision', 1, 2],
      ],
    ],
  ]);
});

test('erasing a person removes the values from row and history, and the chain still verifies', async () => {
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
    kind: 'customer',
    name: 'Ann Example',
    email: 'ann@example.com',
    country: 'GB',
    addresses: [{ kind: 'billing', line1: '1 Example Road', country: 'GB' }],
  });
  await shop.send('parties.changeParty', { partyId, name: 'Ann Sample' }, { expect: [{ id: partyId, revision: 1 }] });
  await expectHealthy(shop);
  await shop.send('parties.eraseParty', { partyId }, { expect: [{ id: partyId, revision: 2 }] });
  await expectHealthy(shop);
  const kept = [];
  for (const table of ['change', 'change_personal', 'command_log', 'party', 'party_address'] as const)
    kept.push(JSON.stringify(await shop.engine.store.writer.db.selectFrom(table).selectAll().execute()));
  expect(kept.join()).not.toMatch(/Ann (Example|Sample)|ann@example|1 Example Road/);
});

test('a value altered behind the engine is named by the doctor, and the file is not opened again', async () => {
  const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', tee);
  await sql`update item set price_micros = 1 where id = ${itemId}`.execute(shop.engine.store.writer.db);
  const findings = await findingsOf(shop);
  expect(findings).toContainEqual(expect.stringContaining(`item ${itemId}`));
  await expect(shop.reopen()).rejects.toEqual(refused('file.changedOutside'));
  shop = await openShop();
});

test('a bug in a command saves nothing and leaves a fault with its reference', async () => {
  const bad = { expect: [] as { id: string; revision: number }[] };
  await expect(shop.send('company.createToken', { userId: 'usr_missing', name: 'x', tokenHash: 'a'.repeat(64) }, bad)).rejects.toEqual(
    refused('company.unknownUser'),
  );
  await expectHealthy(shop);
});

test('text that no database keeps as it is gets refused, text that only looks like it is kept', async () => {
  await expect(shop.send('catalog.createItem', { sku: 'A', title: 'nul \u0000 inside' })).rejects.toEqual(refused('engine.badInput'));
  await expect(shop.send('catalog.createItem', { sku: 'A', title: 'half \ud83d a smile' })).rejects.toEqual(refused('engine.badInput'));
  await shop.send('catalog.createItem', { sku: 'A', title: 'a smile \u{1f600} and a backslash \\u0000' });
  expect(await shop.ask('catalog.getItem', { sku: 'A' })).toMatchObject({ title: 'a smile \u{1f600} and a backslash \\u0000' });
});
