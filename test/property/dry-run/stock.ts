import { where } from '../../kit/where.ts';
import type { Walk } from './walk.ts';

/** Places, stock documents and counts. */
export async function stock(walk: Walk): Promise<void> {
  const { go, shop } = walk;
  const { stockLocationId, warehouseId } = await go('inventory.createWarehouse', { code: 'GLA', name: 'Glasgow', country: 'GB' });
  await go('inventory.changeWarehouse', { warehouseId, name: 'Glasgow docks' });
  await go('inventory.createLocation', { warehouseId, code: 'GLA-HOLD', name: 'Shelf of doubts', status: 'hold' });
  const { locationId: zoneId = '' } = await go('inventory.createLocation', {
    warehouseId,
    code: 'GLA-A',
    name: 'Aisle A',
    status: 'sellable',
    type: 'zone',
  });
  const bin = { warehouseId, name: 'Bin', status: 'sellable', parentId: zoneId };
  const { locationId: binId = '' } = await go('inventory.createLocation', { ...bin, code: 'GLA-A-1', pathOrder: 10 });
  await go('inventory.changeLocation', { locationId: binId, name: 'Lower bin', pathOrder: 20 });
  const { ruleId } = await go('inventory.setPutawayRule', { sku: 'CUP', locationId: zoneId });
  await go('catalog.setPack', { itemId: await walk.itemOf('CUP'), code: 'BOX6', name: 'Box of 6', qty: 6 });

  await go('catalog.measureItems', { items: [{ itemId: await walk.itemOf('CUP'), weightGrams: 310, lengthMm: 90 }] });
  const { itemId: setId = '' } = await go('catalog.createItem', { sku: 'TEA-SET', title: 'Tea set', kind: 'service' });
  await go('catalog.setKit', { itemId: setId, components: [{ sku: 'CUP', qty: 4 }] });
  await go('inventory.postOpening', { warehouseId, lines: [{ sku: 'CUP', qty: 40, unitCostMicros: 4_000_000 }] });
  await go('inventory.receiveStock', { warehouseId, lines: [{ sku: 'CUP', qty: 60, unitCostMicros: 5_000_000 }] });
  const { rows } = await shop.ask<{ rows: { code: string; locations: { id: string; status: string }[] }[] }>(
    'inventory.listWarehouses',
    {},
  );
  const toLocationId = rows.find((w) => w.code === 'LON')?.locations.find((l) => l.status === 'sellable')?.id ?? '';
  await go('inventory.transferStock', { fromLocationId: stockLocationId, toLocationId, lines: [{ sku: 'CUP', qty: 5 }] });
  const { documentId } = await go('inventory.shipTransfer', {
    fromLocationId: stockLocationId,
    toLocationId,
    lines: [{ sku: 'CUP', qty: 5 }],
  });
  await go('inventory.receiveTransfer', { documentId });
  await go('inventory.putAway', { fromLocationId: stockLocationId, lines: [{ sku: 'CUP', qty: 2 }] });
  await go('inventory.transferStock', { fromLocationId: binId, toLocationId: stockLocationId, lines: [{ sku: 'CUP', qty: 2 }] });
  await go('inventory.dropPutawayRule', { ruleId });
  await go('inventory.postCount', { locationId: stockLocationId, reasonCode: 'count-difference', lines: [{ sku: 'CUP', counted: 91 }] });
  await go('inventory.setCountClass', { code: 'C', upToPercent: 100, everyDays: 180, tolerancePercent: 10 });
  await go('inventory.planCounts', { warehouseId });
  const task = async () =>
    (await shop.ask<{ rows: { id: string }[] }>('inventory.listCountTasks', where({ state: 'open' }))).rows[0]?.id ?? '';
  const taskId = await task();
  await go('inventory.recordCount', { taskId, lines: [{ sku: 'CUP', counted: 90 }] });
  await go('inventory.postCountTask', { taskId, reasonCode: 'count-difference' });
  await go('inventory.planCounts', { warehouseId, locationIds: [binId] });
  await go('inventory.cancelCountTask', { taskId: await task() });
  await go('inventory.writeDown', { locationId: stockLocationId, reasonCode: 'damaged', lines: [{ sku: 'CUP', qty: 1 }] });
  await shop.dispatch('catalog.setCategory', { name: 'Standard', costing: 'standard' });
  await go('catalog.createItem', { sku: 'BOWL', title: 'Bowl', category: 'Standard', standardCostMicros: 3_000_000 });
  await go('inventory.receiveStock', { warehouseId, lines: [{ sku: 'BOWL', qty: 6, unitCostMicros: 3_200_000 }] });
  await go('inventory.changeStandardCost', { lines: [{ sku: 'BOWL', standardCostMicros: 3_500_000 }] });
  const { itemId: jam = '' } = await go('catalog.createItem', { sku: 'JAM', title: 'Jam' });
  await go('inventory.setTracking', { itemId: jam, trackedBy: 'lot', alertDays: 7 });
  const lots = [{ code: 'L1', expiresOn: '2030-01-01' }];
  await go('inventory.receiveStock', { warehouseId, lines: [{ sku: 'JAM', qty: 6, unitCostMicros: 1_000_000, lots }] });
  const lotId = (await shop.ask<{ rows: { id: string }[] }>('inventory.listLots', {})).rows[0]?.id ?? '';
  await go('inventory.blockLot', { lotId, reason: 'glass in a jar' });
  await go('inventory.releaseLot', { lotId, reason: 'Looked at' });
  await go('inventory.changeLot', { lotId, expiresOn: '2029-01-01' });
  await go('inventory.expireLots', {});
  const itemId = await walk.itemOf('CUP');
  await go('inventory.reserveStock', { subjectId: 'quote-1', itemId, warehouseId, qty: 2 });
  await go('inventory.releaseStock', { subjectId: 'quote-1' });
  const { holdId } = await go('inventory.placeHold', { subjectKind: 'item', subjectId: itemId, code: 'recall', detail: 'Handle loose' });
  await go('inventory.releaseHold', { holdId, reason: 'Looked at' });
}

/** From a purchase order to its bill and back. */
export async function buying({ go, shop }: Walk): Promise<void> {
  const mill = { kind: 'supplier', name: 'Mill', country: 'GB' };
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', mill);
  const { rows } = await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {});
  const warehouseId = rows.find((w) => w.code === 'LON')?.id;
  const order = { partyId, warehouseId, lines: [{ sku: 'CUP', qty: 10, priceMicros: 4_000_000, taxCode: 'STD' }] };
  const { orderId } = await go('purchasing.createOrder', order);
  await go('purchasing.editOrder', { orderId, memo: 'Rush', lines: order.lines });
  await go('purchasing.confirmOrder', { orderId });
  const { receiptId } = await go('purchasing.receiveOrder', { orderId, lines: [{ lineNo: 1, qty: 8 }] });
  const lines = [{ orderId, lineNo: 1, qty: 8, unitPriceMicros: 4_100_000 }];
  const { billId } = await go('purchasing.postBill', { partyId, reference: 'M-1', lines });
  await go('purchasing.payBills', { partyId, on: '2026-01-05', settles: [{ billId, amount: 100 }] });
  await go('purchasing.postLandedCost', { amount: 500, method: 'quantity', receipts: [{ receiptId }] });
  const { returnId } = await go('purchasing.returnGoods', { receiptId, reason: 'scratched', lines: [{ lineNo: 1, qty: 1 }] });
  await go('purchasing.creditSupplierReturn', { returnId, reference: 'M-C1' });
  await go('purchasing.receiveOrder', { orderId, lines: [{ lineNo: 1, qty: 1 }], underWay: true });
  await go('purchasing.writeOffGrni', { orderId, lineNo: 1, reason: 'never billed' });
  await go('purchasing.closeOrder', { orderId, acceptShort: true });
  const { orderId: dropped } = await shop.dispatch<{ orderId: string }>('purchasing.createOrder', order);
  await go('purchasing.cancelOrder', { orderId: dropped, reason: 'not wanted' });
}
