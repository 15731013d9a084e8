import type { Walk } from './walk.ts';

/** People, policies and master data. */
export async function people({ go, shop }: Walk): Promise<void> {
  await go('company.setPolicies', { backorder: 'never', reason: 'Nobody waits any more' });
  const { id: companyId } = await shop.ask<{ id: string }>('company.getCompany', {});
  await go('company.changeCompany', { companyId, name: 'Tee and Cup Ltd', reason: 'Mugs are cups now' });
  await go('company.setRole', { role: 'counter', name: 'Counter', permissions: ['inventory.read'] });
  const { userId } = await go('company.createUser', { login: 'carl', name: 'Carl Counter', roles: ['counter'] });
  await go('company.setUserRoles', { userId, roles: ['counter', 'warehouse'] });
  await go('company.setUserScopes', { userId, warehouses: [], channels: [] });
  const { tokenId } = await go('company.createToken', { userId, name: 'scanner', tokenHash: 'a'.repeat(64) });
  await go('company.revokeToken', { tokenId });
  await go('company.resetSecondFactor', { userId });
  await go('company.endSessions', { userId });
  await go('company.deactivateUser', { userId });
  const layout = { columns: [], sort: [], filter: [] };
  const { viewId } = await go('company.saveView', { list: 'sales.orders', name: 'All', layout });
  await go('company.shareView', { viewId, shared: true });
  await go('company.deleteView', { viewId });
  const whole = {
    list: 'sales.orders',
    format: 'csv',
    name: 'All',
    columns: [{ field: 'number', title: 'Order' }],
    filter: [],
    sort: [],
    conditions: [],
  };
  const { jobId } = await go('engine.exportList', whole);
  await go('engine.cancelExport', { jobId });
  await go('company.setReasonCode', { code: 'water', kind: 'write-down', text: 'Water damage' });
  const { partyId } = await go('parties.createParty', { kind: 'customer', name: 'Dora Doe', country: 'GB' });
  await go('parties.changeParty', { partyId, name: 'Dora Deer' });
  await go('parties.eraseParty', { partyId });
  await go('catalog.setUnit', { code: 'M', name: 'Metre', steps: 100 });
  await go('catalog.setTaxClass', { code: 'books', name: 'Books' });
  await go('catalog.setCategory', { name: 'Average goods', costing: 'average' });
  const { itemId } = await go('catalog.createItem', { sku: 'CUP', title: 'Cup' });
  await go('catalog.createItems', { items: [{ sku: 'POT', title: 'Pot' }] });
  await go('catalog.changeItem', { itemId, title: 'Better cup' });
}
