import { type AuditLine, type AuditOrder, NOTHING_YET } from './auditor.ts';
import { equal } from './commands.ts';
import type { Article, SimShop } from './shop.ts';

/** What the sales desk and the packing table do in a day. */

const MICROS_PER_MINOR = 10_000;
const MOST_LINES = 5;
export const MOST_UNITS = 6;
/** A fifth, as VAT: line amounts come with tax already worked out, the way channels send them. */
const taxOf = (net: number): number => Math.round(net / 5);

interface OrderDetail {
  readonly partyId: string;
  readonly revision: number;
  readonly lines: readonly { readonly id: number; readonly itemId: string | null; readonly qty: number; readonly total: number }[];
  readonly holds: readonly { readonly id: string; readonly revision: number; readonly releasedAt: string | null }[];
  readonly invoices: readonly { readonly id: string; readonly kind: string; readonly open: number }[];
  readonly openDeposit: number;
}

export const detailOf = (shop: SimShop, orderId: string): Promise<OrderDetail> =>
  shop.sender.ask<OrderDetail>('sales.getOrder', { orderId });

export const openOrders = (shop: SimShop): AuditOrder[] => [...shop.auditor.orders.values()].filter((o) => !o.closed);
export const leftOf = (l: AuditLine): number => l.qty - l.shipped - l.cancelled;
/** Units that are neither shipped, cancelled nor invoiced. */
export const uninvoicedOf = (l: AuditLine): number => leftOf(l) - l.deferred;

function draftOf(shop: SimShop, articles: readonly Article[]) {
  const { chance, sender } = shop;
  const channel = chance.percent(80) ? chance.oneOf(shop.channels) : undefined;
  const lines = articles.map((article) => {
    const qty = chance.between(1, MOST_UNITS);
    const discount = chance.percent(25) ? chance.between(1, article.price) : 0;
    const net = qty * article.price - discount;
    const tax = taxOf(net);
    const base = { itemId: article.id, sku: article.sku, qty, unitPriceMicros: article.price * MICROS_PER_MINOR, discount };
    return { base, net, tax };
  });
  const stated = channel !== undefined;
  const total = lines.reduce((sum, l) => sum + l.net + (stated ? l.tax : 0), 0);
  const payment = channel?.payment ?? 'on-account';
  const paidAtOnce = payment === 'before-shipment' && chance.percent(60);
  return {
    total,
    input: {
      ...(channel ? { channelId: channel.id, externalId: `EXT-${shop.auditor.orders.size + 1}` } : {}),
      partyId: chance.oneOf(shop.customers) ?? '',
      orderedAt: sender.now,
      orderedOn: shop.today,
      currency: 'GBP',
      country: 'GB',
      payment,
      lines: lines.map((l) => ({ ...l.base, ...(stated ? { amounts: { net: l.net, tax: l.tax, total: l.net + l.tax } } : {}) })),
      ...(chance.percent(15) ? { holds: [{ code: 'address', severity: 'block', detail: 'The house number is missing' }] } : {}),
      ...(paidAtOnce ? { captured: { on: shop.today, amount: total } } : {}),
    },
    paid: paidAtOnce ? total : 0,
  };
}

/** Notes an accepted order in the auditor's books; totals come from the input, ids from the company. */
async function note(shop: SimShop, orderId: string, draft: ReturnType<typeof draftOf>): Promise<AuditOrder> {
  const { lines } = await detailOf(shop, orderId);
  const order: AuditOrder = {
    id: orderId,
    partyId: draft.input.partyId,
    payment: draft.input.payment,
    charges: { total: 0, state: 'open' },
    lines: draft.input.lines.map((wanted, i): AuditLine => {
      const total = wanted.amounts?.total ?? Math.trunc((wanted.qty * wanted.unitPriceMicros) / MICROS_PER_MINOR) - wanted.discount;
      const found = lines[i];
      if (found?.itemId !== wanted.itemId || found.qty !== wanted.qty || found.total !== total)
        shop.sender.differences.push(
          `order ${orderId} line ${i + 1}: asked ${JSON.stringify({ ...wanted, total })}, company ${JSON.stringify(found)}`,
        );
      const net = wanted.amounts?.net ?? total;
      const even = net % wanted.qty === 0 && (total - net) % wanted.qty === 0;
      return {
        lineId: found?.id ?? 0,
        itemId: wanted.itemId,
        qty: wanted.qty,
        total,
        net,
        even,
        ...NOTHING_YET,
      };
    }),
    paid: draft.paid,
    refunded: 0,
    priceCredits: 0,
    ahead: 0,
    closed: false,
  };
  shop.auditor.orders.set(orderId, order);
  return order;
}

export async function order(shop: SimShop): Promise<void> {
  const draft = draftOf(shop, shop.chance.someOf(shop.articles, shop.chance.between(1, MOST_LINES)));
  const outcome = await shop.sender.send<{ orderId: string; total: number }>('sales.acceptOrder', draft.input);
  if (!outcome.ok) return;
  if (outcome.output.total !== draft.total)
    shop.sender.differences.push(`order ${outcome.output.orderId}: company ${outcome.output.total}, auditor ${draft.total}`);
  await note(shop, outcome.output.orderId, draft);
}

/** The whole way in one commit, for one line, so that the reply says everything. */
export async function orderAndFulfil(shop: SimShop): Promise<void> {
  const draft = draftOf(shop, shop.chance.someOf(shop.articles, 1));
  const id = `so_${String(shop.auditor.orders.size + 1).padStart(26, '0')}`;
  const outcome = await shop.sender.send<{ qty: number; short: number; shipments: number }>('fulfillment.acceptAndFulfill', {
    orders: [{ id, ...draft.input }],
  });
  if (!outcome.ok) return;
  const noted = await note(shop, id, draft);
  for (const { warehouseId, lines } of await orderParcels(shop, id)) {
    const qty = lines.reduce((sum, l) => sum + l.qty, 0);
    shop.auditor.reserved += qty;
    leave(shop, noted, noted.lines[0]?.lineId ?? 0, warehouseId, qty);
  }
  const reserved = await reservedFor(shop, id);
  shop.auditor.reserved += reserved.reduce((sum, r) => sum + r.qty, 0);
  if ((noted.lines[0]?.shipped ?? 0) !== outcome.output.qty)
    shop.sender.differences.push(`order ${id}: the reply says ${outcome.output.qty} left, the parcels ${noted.lines[0]?.shipped ?? 0}`);
}

interface ParcelFacts {
  readonly id: string;
  readonly warehouseId: string;
  readonly lines: readonly { readonly orderLineId: number; readonly qty: number }[];
}

/** Parcels an order has left in, with what is in them. */
export async function orderParcels({ sender }: SimShop, orderId: string): Promise<ParcelFacts[]> {
  const { rows } = await sender.ask<{ rows: { id: string }[] }>('fulfillment.listShipments', { filter: equal({ orderId }) });
  return Promise.all(rows.map((row) => sender.ask<ParcelFacts>('fulfillment.getShipment', { shipmentId: row.id })));
}

function leave(shop: SimShop, from: AuditOrder, lineId: number, warehouseId: string, qty: number): void {
  const warehouse = shop.warehouses.find((w) => w.id === warehouseId);
  if (!warehouse) throw new Error(`a parcel left from ${warehouseId}, which nobody knows`);
  shop.auditor.shipped(from, lineId, warehouse.stockId, qty);
}

/** What stands promised to an order: where the packer finds it on the pick list. */
export async function reservedFor(shop: SimShop, orderId: string): Promise<{ lineId: number; warehouseId: string; qty: number }[]> {
  const rows = await shop.sender.engine.writer.exclusively((tx) =>
    tx.db
      .selectFrom('reservation')
      .select(['subject_line', 'warehouse_id', 'qty'])
      .where('subject_id', '=', orderId)
      .orderBy('id')
      .execute(),
  );
  return rows.map((r) => ({ lineId: r.subject_line, warehouseId: r.warehouse_id, qty: r.qty }));
}

export async function allocate(shop: SimShop): Promise<void> {
  const { chance, auditor, sender } = shop;
  if (chance.percent(40)) {
    const outcome = await sender.send<{ reserved: number }>('fulfillment.allocateOrders', { limit: 10 });
    if (outcome.ok) auditor.reserved += outcome.output.reserved;
    return;
  }
  const wanted = chance.oneOf(openOrders(shop));
  if (!wanted) return;
  const outcome = await sender.send<{ reserved: number }>('fulfillment.allocateOrder', { orderId: wanted.id });
  if (outcome.ok) auditor.reserved += outcome.output.reserved;
}

export async function releaseAllocation(shop: SimShop): Promise<void> {
  const wanted = shop.chance.oneOf(openOrders(shop));
  if (!wanted) return;
  const outcome = await shop.sender.send<{ released: number }>('fulfillment.releaseAllocation', { orderId: wanted.id });
  if (outcome.ok) shop.auditor.reserved -= outcome.output.released;
}

/** Ships from one warehouse what is promised there, all of it or a part. */
export async function ship(shop: SimShop): Promise<void> {
  const { chance, sender } = shop;
  for (const wanted of chance.someOf(openOrders(shop), 4)) {
    const promised = await reservedFor(shop, wanted.id);
    const warehouseId = chance.oneOf(promised)?.warehouseId;
    if (warehouseId === undefined) continue;
    const lines = promised
      .filter((r) => r.warehouseId === warehouseId)
      .map((r) => ({ orderLineId: r.lineId, qty: chance.percent(30) ? chance.between(1, r.qty) : r.qty }));
    const outcome = await sender.send('fulfillment.shipOrder', { orderId: wanted.id, warehouseId, lines, carrier: 'Royal Mail' });
    if (outcome.ok) for (const l of lines) leave(shop, wanted, l.orderLineId, warehouseId, l.qty);
    return;
  }
}

/** A promise that no longer fits what a line still wants is given back whole. */
export function givenBack(promised: Awaited<ReturnType<typeof reservedFor>>, line: AuditLine): number {
  const sum = promised.filter((r) => r.lineId === line.lineId).reduce((total, r) => total + r.qty, 0);
  return sum > leftOf(line) ? sum : 0;
}

export async function cancel(shop: SimShop): Promise<void> {
  const { chance, auditor, sender } = shop;
  const wanted = chance.oneOf(openOrders(shop));
  if (!wanted) return;
  const { revision } = await detailOf(shop, wanted.id);
  const promised = await reservedFor(shop, wanted.id);
  const outcome = await sender.send<{ refunded: number }>(
    'sales.cancelOrder',
    { orderId: wanted.id, reason: 'Customer changed their mind' },
    [{ id: wanted.id, revision }],
  );
  if (!outcome.ok) return;
  for (const line of wanted.lines) {
    line.cancelled += uninvoicedOf(line);
    auditor.reserved -= givenBack(promised, line);
  }
  wanted.refunded += outcome.output.refunded;
  auditor.settleCharges(wanted);
}

/** Some units of one line are cancelled. */
export async function cancelLine(shop: SimShop): Promise<void> {
  const { chance, auditor, sender } = shop;
  const wanted = chance.oneOf(openOrders(shop));
  const line = wanted && chance.oneOf(wanted.lines.filter((l) => uninvoicedOf(l) > 0));
  if (!wanted || !line) return;
  const qty = chance.between(1, uninvoicedOf(line));
  const { revision } = await detailOf(shop, wanted.id);
  const promised = await reservedFor(shop, wanted.id);
  const outcome = await sender.send<{ refunded: number }>(
    'sales.cancelLines',
    { orderId: wanted.id, reason: 'One is enough', lines: [{ orderLineId: line.lineId, qty }] },
    [{ id: wanted.id, revision }],
  );
  if (!outcome.ok) return;
  line.cancelled += qty;
  auditor.reserved -= givenBack(promised, line);
  wanted.refunded += outcome.output.refunded;
  auditor.settleCharges(wanted);
}

export async function releaseHold(shop: SimShop): Promise<void> {
  const { rows } = await shop.sender.ask<{ rows: { id: string; revision: number }[] }>('sales.listHolds', {
    filter: [{ column: 'severity', op: 'eq', value: 'block' }],
  });
  const hold = shop.chance.oneOf(rows);
  if (hold)
    await shop.sender.send('sales.releaseHold', { holdId: hold.id, reason: 'Asked the customer' }, [
      { id: hold.id, revision: hold.revision },
    ]);
}
