import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../../main/engine/context.ts';
import { openShop, type Shop } from '../../kit/company.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

interface View {
  id: string;
  name: string;
  mine: boolean;
  shared: boolean;
  revision: number;
  layout: unknown;
}
const list = 'sales.orders';
const layout = {
  columns: [
    { id: 'number', width: 140 },
    { id: 'country', hidden: true },
  ],
  sort: [{ column: 'total', direction: 'desc' }],
  filter: [{ column: 'state', op: 'in', values: ['open'] }],
};
const code = (c: string) => expect.objectContaining({ name: 'Refusal', code: c });
const somebody = (permissions: readonly string[]): Actor => ({
  id: 'usr_other',
  device: 'test',
  permissions: new Set(permissions),
  scopes: {},
});
const viewsOf = async (actor: Actor) =>
  ((await shop.engine.ask({ operation: 'company.listViews', input: { list }, actor })).output as { rows: View[] }).rows;

test('a view is its owner’s until it is shared, and only its owner changes or deletes it', async () => {
  const { viewId } = await shop.dispatch<{ viewId: string }>('company.saveView', { list, name: 'Large ones', layout });
  const other = somebody(['company.read', 'sales.read']);
  expect(await viewsOf(other)).toEqual([]);
  await shop.dispatch('company.shareView', { viewId, shared: true }, { expect: [{ id: viewId, revision: 1 }] });
  expect(await viewsOf(other)).toEqual([{ id: viewId, name: 'Large ones', mine: false, shared: true, layout, revision: 2 }]);
  const expect2 = { expect: [{ id: viewId, revision: 2 }], actor: other };
  await expect(shop.send('company.saveView', { viewId, list, name: 'Mine now', layout }, expect2)).rejects.toEqual(
    code('company.notYourView'),
  );
  await expect(shop.send('company.deleteView', { viewId }, expect2)).rejects.toEqual(code('company.notYourView'));
  await shop.dispatch('company.saveView', { viewId, list, name: 'Larger ones', layout }, { expect: [{ id: viewId, revision: 2 }] });
  expect(await viewsOf(shop.actor)).toMatchObject([{ name: 'Larger ones', mine: true, shared: true }]);
  await shop.dispatch('company.deleteView', { viewId }, { expect: [{ id: viewId, revision: 3 }] });
  expect(await viewsOf(shop.actor)).toEqual([]);
});

test('two views of one list need two names, and nobody keeps views of a list they may not see', async () => {
  await shop.dispatch('company.saveView', { list, name: 'Large ones', layout });
  await expect(shop.send('company.saveView', { list, name: 'Large ones', layout })).rejects.toEqual(code('company.viewNameTaken'));
  await expect(shop.send('company.saveView', { list: 'sales.nothings', name: 'x', layout })).rejects.toEqual(code('company.unknownList'));
  await expect(shop.send('company.saveView', { list, name: 'x', layout }, { actor: somebody(['company.read']) })).rejects.toEqual(
    code('company.unknownList'),
  );
  await expect(viewsOf(somebody(['company.read']))).rejects.toEqual(code('company.unknownList'));
});
