import type { Actor } from '../../main/engine/context.ts';
import { channelSale } from './channel-sale.ts';
import { openShop, type Shop } from './company.ts';
import { countingJob } from './counting-job.ts';
import { probeRegistry } from './probe.ts';
import { where } from './where.ts';

/** All that one half of the company holds: a warehouse, a channel and what happened there. Its texts and SKUs carry its name. */
export interface Side {
  readonly name: string;
  readonly warehouseId: string;
  readonly locationId: string;
  /** Where goods came in that are not put away yet. */
  readonly dockId: string;
  /** A count of the dock. */
  readonly countId: string;
  readonly areaId: string;
  readonly channelId: string;
  readonly itemId: string;
  /** A lot that came into its warehouse. */
  readonly lotId: string;
  /** A kit of one of it. */
  readonly kitId: string;
  readonly documentId: string;
  /** A move of the item that cost something. */
  readonly moveId: number;
  readonly runId: string;
  readonly partyId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly externalId: string;
  readonly invoiceId: string;
  readonly invoiceNumber: string;
  readonly shipmentId: string;
  readonly returnId: string;
  /** A wave of the side's warehouse and channel: some of it left in a parcel, some is to be put back, the rest is missing. */
  readonly waveId: string;
  readonly parcelId: string;
  readonly manifestId: string;
  readonly purchaseId: string;
  /** Two orders of its channel that leave in one parcel. */
  readonly mergeId: string;
  /** A wave template of its warehouse and channel. */
  readonly templateId: string;
  readonly jobId: string;
  readonly fileId: string;
}

/** A company of two halves that share nothing but the catalogue, and people who are limited to the first half. */
export interface TwoSides {
  readonly shop: Shop;
  readonly mine: Side;
  readonly theirs: Side;
  /** May do everything, within a warehouse, a channel, or both, of the first half. */
  readonly limited: Readonly<Record<'warehouse' | 'channel' | 'both', Actor>>;
}

const AT = '2026-01-05T08:00:00.000Z';
const ON = '2026-01-05';

async function one<T>(shop: Shop, operation: string, input: unknown): Promise<T> {
  const { rows } = await shop.ask<{ rows: T[] }>(operation, input);
  const [row] = rows;
  if (row === undefined) throw new Error(`${operation} found nothing`);
  return row;
}

async function pickSome(shop: Shop, warehouseId: string, sku: string): Promise<{ waveId: string; parcelId: string; manifestId: string }> {
  await shop.send('fulfillment.setDelivery', { warehouseId, steps: 2 });
  const { waveId } = await shop.dispatch<{ waveId: string }>('fulfillment.releaseWave', { warehouseId });
  const { tasks } = await shop.ask<{ tasks: { taskId: number; place: string }[] }>('fulfillment.getWave', { waveId });
  const [task] = tasks;
  for (const code of [task?.place, sku, '2']) await shop.send('fulfillment.scanPick', { taskId: task?.taskId, code });
  await shop.send('fulfillment.shortPick', { taskId: task?.taskId });
  const { orders } = await shop.ask<{ orders: { orderId: string }[] }>('fulfillment.getWave', { waveId });
  const orderId = orders[0]?.orderId;
  const { parcelId } = await shop.dispatch<{ parcelId: string }>('fulfillment.openParcel', { orderId });
  await shop.send('fulfillment.scanPack', { parcelId, code: sku });
  await shop.send('fulfillment.closeParcel', { parcelId, carrier: 'post' });
  const { manifestId } = await shop.dispatch<{ manifestId: string }>('fulfillment.makeManifest', { warehouseId, carrier: 'post' });
  await shop.send('fulfillment.takeBack', { orderId });
  return { waveId, parcelId, manifestId };
}

async function makeSide(shop: Shop, name: string, warehouse: { id: string; locationId: string; areaId: string }): Promise<Side> {
  const sku = `${name}-MUG`;
  const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku, title: sku });
  const kit = { sku: `${sku}-SET`, title: `${sku} as a set`, kind: 'service' };
  const { itemId: kitId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', kit);
  await shop.dispatch('catalog.setKit', { itemId: kitId, components: [{ itemId, qty: 1 }] }, { expect: [{ id: kitId, revision: 1 }] });
  const stock = (qty: number) => ({ warehouseId: warehouse.id, memo: `${name} goods`, lines: [{ sku, qty, unitCostMicros: 4_000_000 }] });
  await shop.send('inventory.postOpening', stock(10));
  const { documentId } = await shop.dispatch<{ documentId: string }>('inventory.receiveStock', stock(10));
  await shop.send('inventory.writeDown', { locationId: warehouse.locationId, reasonCode: 'damaged', lines: [{ sku, qty: 1 }] });

  const { locationId: dockId } = await shop.dispatch<{ locationId: string }>('inventory.createLocation', {
    warehouseId: warehouse.id,
    code: `${name}-DOCK`,
    name: `${name} dock`,
    type: 'dock',
    status: 'hold',
  });
  await shop.send('inventory.setPutawayRule', { sku, locationId: warehouse.locationId });
  await shop.send('inventory.transferStock', { fromLocationId: warehouse.locationId, toLocationId: dockId, lines: [{ sku, qty: 1 }] });
  await shop.send('inventory.planCounts', { warehouseId: warehouse.id, locationIds: [dockId] });
  const { id: countId } = await one<{ id: string }>(shop, 'inventory.listCountTasks', where({ warehouseId: warehouse.id }));

  const { moveId } = await one<{ moveId: number }>(shop, 'inventory.listMoves', { ...where({ itemId, reasonCode: 'damaged' }), limit: 1 });

  const { channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', {
    code: name,
    name: `${name} shop`,
    connector: 'csv',
    zone: 'Europe/London',
    currency: 'GBP',
    payment: 'on-account',
  });
  const runId = `run_${name}`;
  await shop.send('channels.openRun', { runId, channelId, source: `${name}.csv`, sourceHash: (name === 'MINE' ? 'a' : 'b').repeat(64) });
  const sold = (externalId: string, of: string) => channelSale({ externalId, sku: of, buyer: `${externalId}-buyer` });
  const records = [sold(`${name}-1`, sku), sold(`${name}-2`, `${name}-UNKNOWN`)];
  await shop.send('channels.importBatch', { channelId, runId, records });
  await shop.send('channels.settleBatch', { channelId, externalIds: records.map((r) => r.externalId) });
  await shop.send('channels.finishRun', { runId, state: 'done', message: `${name} done` });
  await shop.send('channels.mapSkus', { channelId, lines: [{ sku: `${name}-POST`, charge: 'shipping-revenue' }] });
  const order = await shop.ask<{ id: string; number: string; partyId: string; lines: { id: number }[]; shipmentIds: string[] }>(
    'sales.getOrder',
    { channelId, externalId: `${name}-1` },
  );
  const invoice = await one<{ id: string; number: string }>(shop, 'sales.listInvoices', {
    offset: 0,
    limit: 10,
    filter: [{ column: 'orderId', op: 'eq', value: order.id }],
  });
  const { returnId } = await shop.dispatch<{ returnId: string }>('returns.receiveReturn', {
    orderId: order.id,
    warehouseId: warehouse.id,
    lines: [{ orderLineId: order.lines[0]?.id ?? 0, qty: 1 }],
  });
  const accept = (externalId: string, more: object) =>
    shop.send('sales.acceptOrder', {
      channelId,
      externalId,
      partyId: order.partyId,
      orderedAt: AT,
      orderedOn: ON,
      currency: 'GBP',
      country: 'GB',
      lines: [{ sku, qty: 100, unitPriceMicros: 12_000_000 }],
      ...more,
    });
  await accept(`${name}-SHORT`, {});
  await accept(`${name}-HELD`, { holds: [{ code: 'check', severity: 'block', detail: `${name} looks odd` }] });
  const picked = await pickSome(shop, warehouse.id, sku);
  await shop.send('inventory.receiveStock', stock(5));
  const person = { id: `${name}-person`, device: 'test', permissions: new Set(['*']), scopes: {} };
  const job = { kind: 'count', payload: { batches: 1, of: name } };
  const { jobId } = await shop.dispatch<{ jobId: string }>('engine.startJob', job, { actor: person });
  const list = {
    name: `${name}.csv`,
    mediaType: 'text/csv',
    purpose: 'export',
    permission: 'sales.read',
    bytes: 1,
    sha256: 'e'.repeat(64),
  };
  const { fileId } = await shop.dispatch<{ fileId: string }>('engine.recordFile', list, { actor: person });
  const agreed = { name: `${name} prices`, includesTax: false, lines: [{ sku, priceMicros: 9_000_000 }] };
  const tail = name
    .toLowerCase()
    .replaceAll(/[^a-hjkmnp-tv-z]/g, '0')
    .padStart(26, '0');
  await shop.dispatch('sales.setPriceList', { id: `prl_${tail}`, ...agreed });
  const cutOffs = [{ warehouseId: warehouse.id, at: '15:00' }];
  await shop.dispatch('fulfillment.setPackageType', {
    packageTypeId: `pkt_${tail}`,
    code: `${name}-BOX`,
    name: `${name} box`,
    lengthMm: 300,
    widthMm: 200,
    heightMm: 100,
    tareGrams: 100,
  });
  await shop.dispatch('fulfillment.setCarrierService', {
    serviceId: `csv_${tail}`,
    code: `${name}-EXP`,
    name: 'Express',
    carrier: 'post',
    cutOffs,
  });
  // Work that waits for no goods, so that nothing else of the company changes by it.
  await shop.dispatch('catalog.createItem', { sku: `${name}-HELP`, title: 'Help', kind: 'service' });
  const help = { lines: [{ sku: `${name}-HELP`, qty: 1, unitPriceMicros: 1_000_000 }] };
  for (const of of ['A', 'B']) await accept(`${name}-${of}`, { id: `so_${(tail + of.toLowerCase()).slice(-26)}`, ...help });
  const { mergeId } = await shop.dispatch<{ mergeId: string }>('fulfillment.mergeOrders', {
    orderIds: ['a', 'b'].map((of) => `so_${(tail + of).slice(-26)}`),
  });
  await shop.dispatch('sales.makeQuote', {
    partyId: order.partyId,
    validUntil: '2026-12-31',
    country: 'GB',
    ...help,
  });
  const takes = { warehouseId: warehouse.id, channelId };
  const { templateId } = await shop.dispatch<{ templateId: string }>('fulfillment.setWaveTemplate', {
    templateId: `wvt_${tail}`,
    name: `${name} wave`,
    ...takes,
  });
  const bin = { warehouseId: warehouse.id, code: `${name}-FACE`, name: `${name} face`, type: 'bin', status: 'sellable' };
  await shop.send('inventory.createLocation', bin);
  const faces = [{ sku, place: `${name}-FACE`, min: 1, max: 2 }];
  await shop.send('fulfillment.setPickFaces', { warehouseId: warehouse.id, faces });
  await shop.send('fulfillment.proposeReplenishment', { warehouseId: warehouse.id });
  const supplier = { kind: 'supplier', name: `${name} mill`, country: 'GB' };
  const { partyId: supplierId } = await shop.dispatch<{ partyId: string }>('parties.createParty', supplier);
  const { orderId: purchaseId } = await shop.dispatch<{ orderId: string }>('purchasing.createOrder', {
    partyId: supplierId,
    warehouseId: warehouse.id,
    confirm: true,
    lines: [{ sku, qty: 3, priceMicros: 4_000_000 }],
  });
  const { itemId: jamId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku: `${name}-JAM`, title: 'Jam' });
  await shop.dispatch('inventory.setTracking', { itemId: jamId, trackedBy: 'lot' }, { expect: [{ id: jamId, revision: 1 }] });
  const jam = { sku: `${name}-JAM`, qty: 2, unitCostMicros: 1_000_000, lots: [{ code: `${name}-L1` }] };
  await shop.send('inventory.receiveStock', { warehouseId: warehouse.id, lines: [jam] });
  const { id: lotId } = await one<{ id: string }>(shop, 'inventory.listLots', where({ itemId: jamId }));
  const billed = [{ orderId: purchaseId, lineNo: 1, qty: 3 }];
  await shop.send('purchasing.postBill', { partyId: supplierId, reference: `${name}-BILL`, lines: billed });
  return {
    name,
    purchaseId,
    mergeId,
    templateId,
    warehouseId: warehouse.id,
    locationId: warehouse.locationId,
    dockId,
    countId,
    areaId: warehouse.areaId,
    channelId,
    itemId,
    lotId,
    kitId,
    documentId,
    moveId,
    runId,
    partyId: order.partyId,
    orderId: order.id,
    orderNumber: order.number,
    externalId: `${name}-1`,
    invoiceId: invoice.id,
    invoiceNumber: invoice.number,
    shipmentId: order.shipmentIds[0] ?? '',
    returnId,
    ...picked,
    jobId,
    fileId,
  };
}

/** Makes the company; close its shop when done. */
export async function openTwoSides(): Promise<TwoSides> {
  const shop = await openShop({
    registry: probeRegistry({ jobs: [countingJob(() => undefined)] }),
    spec: {
      warehouses: [
        { code: 'MINE', name: 'MINE house', country: 'GB' },
        { code: 'THEIRS', name: 'THEIRS house', country: 'DE' },
      ],
    },
  });
  const { rows } = await shop.ask<{ rows: { id: string; code: string; locations: { id: string; status: string; areaId: string }[] }[] }>(
    'inventory.listWarehouses',
    {},
  );
  const warehouse = (code: string) => {
    const found = rows.find((w) => w.code === code);
    const place = found?.locations.find((l) => l.status === 'sellable');
    return { id: found?.id ?? '', locationId: place?.id ?? '', areaId: place?.areaId ?? '' };
  };
  const mine = await makeSide(shop, 'MINE', warehouse('MINE'));
  const theirs = await makeSide(shop, 'THEIRS', warehouse('THEIRS'));
  const person = (scopes: Actor['scopes']): Actor => ({ id: 'MINE-person', device: 'test', permissions: new Set(['*']), scopes });
  const within = { warehouse: new Set([mine.warehouseId]), channel: new Set([mine.channelId]) };
  const limited = {
    warehouse: person({ warehouse: within.warehouse }),
    channel: person({ channel: within.channel }),
    both: person(within),
  };
  return { shop, mine, theirs, limited };
}
