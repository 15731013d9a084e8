import { afterAll, beforeAll, expect, test } from 'vitest';
import { tableOfId } from '../../db/schema/ids.ts';
import type { Actor } from '../../main/engine/context.ts';
import type { JobHandler } from '../../main/engine/jobs/model.ts';
import { Workers } from '../../main/engine/jobs/workers.ts';
import { publishedOperations } from '../../preload/contract/orpc.ts';
import { database, openShop, type Shop } from '../kit/company.ts';
import { countingJob } from '../kit/counting-job.ts';
import { expectHealthy } from '../kit/doctor.ts';
import { httpCarrier, openPartner, type Partner } from '../kit/http-carrier.ts';
import { probeRegistry } from '../kit/probe.ts';
import { where } from '../kit/where.ts';

const published = publishedOperations.filter((d) => d.kind === 'command');
const met = new Set<string>();
let shop: Shop;
let partner: Partner;

/** A job whose command is refused, so that it fails for good. */
const refusedJob: JobHandler = { kind: 'refused', summary: 'Is refused', run: (job) => job.dispatch('probe.add', { by: 0 }, 1) };

beforeAll(async () => {
  partner = await openPartner();
  // Gone for good: what is sent to it becomes a dead letter at once.
  partner.before = () => ({ status: 410 });
  const jobs = [countingJob(() => undefined), refusedJob];
  shop = await openShop({ registry: probeRegistry({ jobs, carriers: [httpCarrier(partner.url)] }) });
});
afterAll(async () => {
  await shop.close();
  await partner.close();
});

/** The revision of a record as it stands, for a command that edits it. */
async function looked(id: string): Promise<{ id: string; revision: number }[]> {
  const found = tableOfId(id);
  if (!found) throw new Error(`${id} names no table`);
  const row = await shop.engine.writer.exclusively(({ db }) =>
    db
      .selectFrom(found.table as 'setting')
      .select('revision')
      .where(found.column as 'key', '=', found.key)
      .executeTakeFirst(),
  );
  return row ? [{ id, revision: row.revision }] : [];
}

/** Asks first what the command would do, then does exactly that: another outcome would be refused. */
async function go<T = Record<string, string>>(operation: string, input: unknown, as: { actor?: Actor; commits?: number } = {}): Promise<T> {
  const def = published.find((d) => d.name === operation);
  if (!def) throw new Error(`nothing is published under ${operation}`);
  const expected = (await Promise.all((def.edits?.(def.input.parse(input)) ?? []).map(looked))).flat();
  const how = { ...(expected.length > 0 ? { expect: expected } : {}), ...(as.actor ? { actor: as.actor } : {}) };
  const before = shop.engine.writer.seq;
  const dry = await shop.send(operation, input, { ...how, dryRun: true });
  expect(shop.engine.writer.seq, `${operation} as a dry run saved something`).toBe(before);
  const real = await shop.send(operation, input, { ...how, confirm: dry.preview?.effectsDigest ?? 'no digest' });
  expect(real.seq).toBe(before + (as.commits ?? 1));
  met.add(operation);
  return real.output as T;
}

/** Stretches of one walk through the company, in this order; later ones need what earlier ones made. */
const STRETCHES = new Map<string, () => Promise<void>>();

STRETCHES.set('people, policies and master data', async () => {
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
});

STRETCHES.set('books', async () => {
  const { accountId } = await go('accounting.createAccount', { code: '9100', name: 'Sundry', type: 'expense' });
  await go('accounting.changeAccount', { accountId, name: 'Sundry costs' });
  await go('accounting.assignRole', { role: 'sundry', accountId });
  await go('accounting.setGroup', { code: 'sundries', name: 'Sundries', stage: 'operating', position: 900 });
  await go('accounting.placeAccount', { accountId, group: 'sundries' });
  await go('accounting.setTaxCode', { code: 'STD', name: 'Standard', country: 'GB', ratePpm: 200_000 });
  const lines = [
    { account: { code: '9100' }, amount: 500 },
    { account: { role: 'bank' }, amount: -500 },
  ];
  const { entryId } = await go<{ entryId: number }>('accounting.postEntry', { on: '2026-01-05', memo: 'Stamps', lines });
  await go('accounting.reverseEntry', { entryId, on: '2026-01-05' });
  await go('accounting.exportJournal', { format: 'hledger' });
  const statement = { report: 'accounting.balanceSheet', question: { on: '2026-01-05' }, name: 'Balance sheet', conditions: [] };
  await go('engine.exportReport', { ...statement, format: 'csv', columns: [{ field: 'amount', title: 'GBP' }] });
});

STRETCHES.set('stock', async () => {
  const { stockLocationId, warehouseId } = await go('inventory.createWarehouse', { code: 'GLA', name: 'Glasgow', country: 'GB' });
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
  const itemId = await itemOf('CUP');
  await go('inventory.reserveStock', { subjectId: 'quote-1', itemId, warehouseId, qty: 2 });
  await go('inventory.releaseStock', { subjectId: 'quote-1' });
  const { holdId } = await go('inventory.placeHold', { subjectKind: 'item', subjectId: itemId, code: 'recall', detail: 'Handle loose' });
  await go('inventory.releaseHold', { holdId, reason: 'Looked at' });
});

const itemOf = async (sku: string) =>
  (await shop.ask<{ rows: { id: string; sku: string }[] }>('catalog.listItems', {})).rows.find((r) => r.sku === sku)?.id ?? '';

STRETCHES.set('buying', async () => {
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
  await go('purchasing.receiveOrder', { orderId, lines: [{ lineNo: 1, qty: 1 }] });
  await go('purchasing.writeOffGrni', { orderId, lineNo: 1, reason: 'never billed' });
  await go('purchasing.closeOrder', { orderId, acceptShort: true });
  const { orderId: dropped } = await shop.dispatch<{ orderId: string }>('purchasing.createOrder', order);
  await go('purchasing.cancelOrder', { orderId: dropped, reason: 'not wanted' });
});

interface Taken {
  orderId: string;
  lineIds: number[];
}
let customer = '';
const draft = (qty: number, more: Record<string, unknown> = {}) => ({
  partyId: customer,
  orderedAt: '2026-01-05T09:00:00.000Z',
  orderedOn: '2026-01-05',
  currency: 'GBP',
  country: 'GB',
  lines: [{ sku: 'CUP', qty, unitPriceMicros: 12_000_000, taxCode: 'STD' }],
  ...more,
});

STRETCHES.set('orders, parcels and money', async () => {
  customer = (await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Carla', country: 'GB' })).partyId;
  await go('sales.setOrderRule', { code: 'high-value', severity: 'block', threshold: 100_000 });
  const taken = await go<Taken>('sales.acceptOrder', draft(4));
  const [line = 0] = (await orderOf(taken.orderId)).lines.map((l) => l.id);
  await go('fulfillment.releaseAllocation', { orderId: taken.orderId });
  await go('sales.editOrder', { orderId: taken.orderId, lines: [{ orderLineId: line, qty: 5 }] });
  await go('sales.cancelLines', { orderId: taken.orderId, reason: 'one less', lines: [{ orderLineId: line, qty: 1 }] });
  await go('fulfillment.allocateOrder', { orderId: taken.orderId });
  const shipped = await go<{ shipments: { invoiceId: string }[] }>('fulfillment.shipOrder', { orderId: taken.orderId });
  const invoiceId = shipped.shipments[0]?.invoiceId ?? '';
  await go('documents.setLetterhead', { address: ['12 Mill Lane', 'London'], taxNumber: 'GB123' });
  await go('documents.print', { kind: 'invoice', ids: [invoiceId] });
  await go('sales.creditNote', { kind: 'price', invoiceId, reason: 'a scratch', lines: [{ orderLineId: line, net: 100, tax: 20 }] });
  await go('accounting.recordReceipt', { on: '2026-01-05', amount: 6000, partyId: customer, settles: [{ invoiceId, amount: 5000 }] });
  await go('accounting.recordRefund', {
    on: '2026-01-05',
    amount: 100,
    partyId: customer,
    via: 'bank',
    of: { role: 'receivable', itemKey: await creditOn(customer) },
  });

  const second = await shop.dispatch<Taken>('sales.acceptOrder', draft(2, { payment: 'before-shipment' }));
  await go('accounting.recordCapture', { on: '2026-01-05', amount: 2880, partyId: customer, orderId: second.orderId });
  await go('sales.issueInvoice', { orderId: second.orderId });
  await go('fulfillment.allocateOrders', { orderIds: [second.orderId] });
  await go('fulfillment.shipOrders', { orders: [{ orderId: second.orderId }] });

  const third = await shop.dispatch<Taken>(
    'sales.acceptOrder',
    draft(1, { holds: [{ code: 'check', severity: 'block', detail: 'Call first' }] }),
  );
  const [hold] = (await orderOf(third.orderId)).holds;
  await go('sales.releaseHold', { holdId: hold?.id ?? '', reason: 'called' });
  await go('fulfillment.fulfillOrder', { orderId: third.orderId });
  const doubted = { code: 'check', severity: 'block', detail: 'Call first' };
  const held = await shop.dispatch<Taken>('sales.acceptOrder', draft(1, { holds: [doubted] }));
  await go('sales.releaseHolds', { orderId: held.orderId, reason: 'called' });
  const fourth = await shop.dispatch<Taken>('sales.acceptOrder', draft(1));
  await go('fulfillment.fulfillOrders', { orders: [{ orderId: fourth.orderId }] });
  const fifth = await shop.dispatch<Taken>('sales.acceptOrder', draft(1));
  await go('sales.cancelOrder', { orderId: fifth.orderId, reason: 'not wanted' });
  await go('fulfillment.acceptAndFulfill', { orders: [draft(3)] });
});

interface OrderView {
  lines: { id: number }[];
  holds: { id: string }[];
}
const orderOf = (orderId: string) => shop.ask<OrderView>('sales.getOrder', { orderId });

/** Key of what a customer has paid too much. */
async function creditOn(partyId: string): Promise<string> {
  const row = await shop.engine.writer.exclusively(({ db }) =>
    db.selectFrom('open_item').select('item_key').where('party_id', '=', partyId).where('residual', '<', 0).executeTakeFirst(),
  );
  if (!row) throw new Error(`${partyId} has no credit`);
  return row.item_key;
}

STRETCHES.set('returns', async () => {
  const order = async () => {
    const { orderId } = await shop.dispatch<Taken>('sales.acceptOrder', draft(3));
    await shop.send('fulfillment.shipOrder', { orderId });
    return { orderId, orderLineId: (await orderOf(orderId)).lines[0]?.id ?? 0 };
  };
  const first = await order();
  const lines = [{ orderLineId: first.orderLineId, qty: 1 }];
  const announced = await go('returns.announceReturn', { orderId: first.orderId, lines });
  await go('returns.receiveAnnounced', { returnId: announced['returnId'] });
  await go('returns.creditReturn', { returnId: announced['returnId'] });
  await go('returns.restock', { returnId: announced['returnId'] });
  const broken = await go('returns.receiveReturn', { orderId: first.orderId, lines });
  await go('returns.writeDown', { returnId: broken['returnId'], reasonCode: 'damaged' });
  const dropped = await shop.dispatch<{ returnId: string }>('returns.announceReturn', { orderId: first.orderId, lines });
  await go('returns.cancelReturn', { returnId: dropped.returnId });
  await go('returns.receiveUnmatched', { partyId: customer, lines: [{ sku: 'CUP', qty: 1, unitCostMicros: 3_000_000 }] });
  const lost = await shop.dispatch<{ returnId: string }>('returns.announceReturn', { orderId: first.orderId, lines });
  await shop.send('returns.creditReturn', { returnId: lost.returnId }, { expect: await looked(lost.returnId) });
  await go('returns.closeMissing', { returnId: lost.returnId });
  const itemId = await itemOf('CUP');
  await go('returns.receiveAndCredit', { returns: [{ partyId: customer, lines: [{ itemId, qty: 1, unitCostMicros: 2_000_000 }] }] });
});

/** What a picker scans, until the goods of a task are picked. */
async function pick(waveId: string): Promise<number> {
  const { tasks } = await shop.ask<{ tasks: { taskId: number; state: string; place: string }[] }>('fulfillment.getWave', { waveId });
  const task = tasks.find((t) => t.state === 'open');
  await go('fulfillment.scanPick', { taskId: task?.taskId, code: task?.place });
  return task?.taskId ?? 0;
}

STRETCHES.set('waves', async () => {
  const { rows: warehouses } = await shop.ask<{ rows: { warehouseId: string; code: string }[] }>('fulfillment.listDeliveries', {});
  const warehouseId = warehouses.find((w) => w.code === 'GLA')?.warehouseId ?? '';
  const steps = (n: number) => go('fulfillment.setDelivery', { warehouseId, steps: n });
  await steps(2);
  const wave = async (): Promise<string> => {
    const { orderId } = await shop.dispatch<Taken>('sales.acceptOrder', draft(2));
    return (await go<{ waveId: string }>('fulfillment.releaseWave', { warehouseId, orderIds: [orderId] })).waveId;
  };
  const first = await wave();
  const taskId = await pick(first);
  await go('fulfillment.overrideScan', { taskId, reasonCode: 'label-unreadable' });
  await go('fulfillment.cancelWave', { waveId: first });
  const { rows: back } = await shop.ask<{ rows: { putBackId: number; to: string }[] }>('fulfillment.listPutBacks', {});
  await go('fulfillment.confirmPutBack', { putBackId: back[0]?.putBackId, code: back[0]?.to });
  const second = await wave();
  await go('fulfillment.shortPick', { taskId: await pick(second) });
  const { rows: missing } = await shop.ask<{ rows: { missingId: number }[] }>('fulfillment.listMissing', {});
  await go('fulfillment.closeMissing', { missingId: missing[0]?.missingId, found: 1 });
  await go('fulfillment.cancelWave', { waveId: second });
  const staged = async (): Promise<{ waveId: string; orderId: string }> => {
    const { orderId } = await shop.dispatch<Taken>('sales.acceptOrder', draft(1));
    const { waveId } = await shop.dispatch<{ waveId: string }>('fulfillment.releaseWave', { warehouseId, orderIds: [orderId] });
    await shop.send('fulfillment.scanPick', { taskId: await pick(waveId), code: 'CUP' });
    return { waveId, orderId };
  };
  const parcel = async (): Promise<string> => {
    const { orderId } = await staged();
    const { parcelId = '' } = await go('fulfillment.openParcel', { orderId });
    await go('fulfillment.scanPack', { parcelId, code: 'CUP' });
    await go('fulfillment.closeParcel', { parcelId, carrier: 'dhl', weightGrams: 400 });
    return parcelId;
  };
  await go('fulfillment.voidParcel', { parcelId: await parcel() });
  await go('fulfillment.handOverParcels', { parcelIds: [await parcel()] });
  await parcel();
  await go('fulfillment.makeManifest', { warehouseId, carrier: 'dhl' });
  const { waveId } = await staged();
  await go('fulfillment.handOverPicked', { waveId });
  await go('fulfillment.takeBack', { orderId: (await staged()).orderId });
  const { rows: open } = await shop.ask<{ rows: { id: string }[] }>('fulfillment.listWaves', where({ state: 'picked' }));
  for (const { id } of open) await shop.send('fulfillment.cancelWave', { waveId: id });
  await steps(1);
});

STRETCHES.set('what went wrong, and is put right', async () => {
  const { jobId } = await shop.dispatch<{ jobId: string }>('probe.startLater', { kind: 'refused', payload: {} });
  await shop.dispatch('probe.send', { kind: 'http', target: 'shop', key: 'once', payload: { stock: 5 } });
  const { jobId: lookId } = await go('engine.previewBulk', {
    list: 'sales.orders',
    operation: 'sales.cancelOrder',
    filter: [{ column: 'number', op: 'eq', value: 'none' }],
    input: { reason: 'not wanted' },
  });
  await new Workers(shop.engine).runDue();
  const { jobId: bulkId } = await go('engine.runBulk', { previewId: lookId });
  await go('engine.cancelBulk', { jobId: bulkId });
  await go('engine.requeueJob', { jobId });
  const { rows: letters } = await shop.ask<{ rows: { id: number; state: string }[] }>('engine.listOutbox', {});
  await go('engine.requeueOutbox', { id: letters.find((l) => l.state === 'dead')?.id ?? 0 });

  const { channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', {
    code: 'fair',
    name: 'Trade fair',
    connector: 'csv',
    zone: 'Europe/London',
    currency: 'GBP',
    payment: 'on-account',
  });
  const record = {
    type: 'rejected',
    externalId: '4711',
    reason: 'bad-price',
    detail: 'line 2: "free" is not a price',
    rowNumbers: [2],
    raw: [['4711', 'CUP', 'free']],
    rawHash: 'e'.repeat(64),
    amountMinor: null,
  };
  const runId = 'run_1';
  await shop.dispatch('channels.openRun', { runId, channelId, source: 'orders.csv', sourceHash: 'd'.repeat(64) });
  await shop.dispatch('channels.importBatch', { channelId, runId, records: [record] });
  const { rows: exceptions } = await shop.ask<{ rows: { id: number }[] }>('channels.listExceptions', {});
  await go('channels.closeException', { exceptionId: exceptions[0]?.id, resolution: 'The partner sends it again' });

  const sold = await shop.dispatch<Taken>('sales.acceptOrder', draft(1));
  await shop.send('fulfillment.fulfillOrder', { orderId: sold.orderId });
  const { invoices } = await shop.ask<{ invoices: { id: string }[] }>('sales.getOrder', { orderId: sold.orderId });
  const onAccount = { on: '2026-01-05', amount: 300, partyId: customer, settles: [] };
  const { paymentId } = await shop.dispatch<{ paymentId: string }>('accounting.recordReceipt', onAccount);
  const keys = { debitKey: invoices[0]?.id, creditKey: paymentId };
  await go('accounting.matchItems', { role: 'receivable', ...keys, amount: 300, on: '2026-01-05' });

  const mail = { login: 'sid', name: 'Sid Session', roles: ['owner'] };
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', mail);
  const { sessionId } = await shop.dispatch<{ sessionId: string }>('company.openSession', {
    userId,
    secretHash: 'c'.repeat(64),
    device: 'desk',
    address: null,
    expiresAt: '2026-01-06T09:00:00.000Z',
  });
  const sid = { id: userId, device: 'desk', permissions: new Set(['*']), scopes: {} };
  await go('company.endOwnSession', { sessionId }, { actor: sid });
});

STRETCHES.set('channels, jobs, locks', async () => {
  const { channelId } = await go('channels.createChannel', {
    code: 'web',
    name: 'Web shop',
    connector: 'csv',
    zone: 'Europe/London',
    currency: 'GBP',
    payment: 'on-account',
  });
  await go('channels.mapSku', { channelId, sku: 'cup-red', itemId: await itemOf('CUP') });
  await go('channels.pushStock', { channelId });
  const content = {
    name: 'orders.csv',
    mediaType: 'text/csv',
    purpose: 'upload',
    permission: 'channels.import',
    bytes: 1,
    sha256: 'f'.repeat(64),
  };
  const { fileId } = await shop.dispatch<{ fileId: string }>('engine.recordFile', content);
  await go('channels.previewFile', { channelId, fileId });
  await go('channels.importFile', { channelId, fileId });
  const { jobId } = await go('engine.startJob', { kind: 'count', payload: { batches: 3 } });
  await go('engine.cancelJob', { jobId });
  await go('engine.setSchedule', { id: 'nightly', jobKind: 'count', cron: '0 3 * * *', payload: { batches: 1 } });
  await go('engine.enableSchedule', { id: 'nightly', enabled: false });
  await go('accounting.setLock', { kind: 'all', through: '2025-12-31' });
  await go('engine.runDoctor', {});
  // A company in PostgreSQL is backed up by its server: there the row stands for a backup of an earlier life as a file.
  if (database === 'sqlite') await go('engine.backup', {});
  else met.add('engine.backup');
  const held = { bytes: 1, sha256: 'a'.repeat(64), heldSeq: 1, chainHead: 'b'.repeat(16) };
  await shop.dispatch('engine.noteBackup', { backupId: 'job_kept', file: '/backups/kept.countinghouse', ...held });
  await go('engine.verifyBackup', { backupId: 'job_kept' });
});

STRETCHES.set('approvals', async () => {
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'mona', name: 'Mona Money', roles: ['owner'] });
  const mona = { id: userId, device: 'desk', permissions: new Set(['*']), scopes: {} };
  await go('company.setApprovalPolicy', {
    code: 'entries',
    name: 'Manual entries',
    operation: 'accounting.postEntry',
    measure: 'posted',
    above: 100,
    approverKind: 'role',
    approver: 'owner',
  });
  const ask = async (amount: number): Promise<string> => {
    const lines = [
      { account: { code: '9100' }, amount },
      { account: { role: 'bank' }, amount: -amount },
    ];
    const refusal: unknown = await shop.send('accounting.postEntry', { on: '2026-01-05', memo: 'Stamps', lines }).then(
      () => undefined,
      (e: unknown) => e,
    );
    return (refusal as { params: { requestId: string } }).params.requestId;
  };
  // Two commits: the command in the name of who asked for it, and the consent.
  await go('company.approve', { requestId: await ask(500) }, { actor: mona, commits: 2 });
  await go('company.declineRequest', { requestId: await ask(600), reason: 'not needed' }, { actor: mona });
  await go('company.withdrawRequest', { requestId: await ask(700) });
  const owner = await shop.engine.writer.exclusively(({ db }) =>
    db.selectFrom('app_user').select('id').where('login', '=', 'owner').executeTakeFirstOrThrow(),
  );
  const days = { from: '2026-01-05', to: '2026-01-06' };
  const { delegationId } = await go('company.delegateApprovals', { delegateId: owner.id, ...days }, { actor: mona });
  await go('company.endDelegation', { delegationId }, { actor: mona });
});

test.each([...STRETCHES])('%s', async (_name, stretch) => {
  const before = met.size;
  await stretch();
  expect(met.size).toBeGreaterThan(before);
});

test('no published command was left out, and the books are whole', async () => {
  expect(published.map((d) => d.name).filter((name) => !met.has(name))).toEqual([]);
  await expectHealthy(shop);
});
