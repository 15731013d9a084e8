import type { Deed } from './buying.ts';
import { minorOf } from './buying.ts';
import type { Happening, Scene, SoldOrder } from './scene.ts';

const MODES = ['before-shipment', 'at-shipment', 'on-account'] as const;

interface Shipped {
  readonly shipments: readonly { readonly invoiceId: string | null }[];
}
const keeps = (order: SoldOrder, shipped: Shipped | undefined): boolean => {
  for (const { invoiceId } of shipped?.shipments ?? []) if (invoiceId !== null) order.invoices.push(invoiceId);
  return shipped !== undefined;
};

export const sell: Deed = async (s, h) => {
  const lines = [
    { itemId: s.item(h.item), sku: 'A', qty: h.qty, unitPriceMicros: h.price, ...(h.pick % 3 === 0 ? { taxCode: 'V20' } : {}) },
  ];
  if (h.pick % 2 === 0) lines.push({ itemId: s.item(h.other), sku: 'B', qty: 1 + (h.qty % 3), unitPriceMicros: h.price });
  const payment = MODES[h.pick % MODES.length];
  const captured = payment === 'before-shipment' ? { captured: { on: s.today(), amount: minorOf(h.price) * h.qty } } : {};
  const named = await Promise.all(lines.map(async (l) => ({ ...l, sku: (await skuOf(s, l.itemId)) ?? l.sku })));
  const made = await s.attempt<{ orderId: string }>('sales.acceptOrder', {
    partyId: s.customerId,
    orderedAt: s.shop.now,
    orderedOn: s.today(),
    currency: 'GBP',
    country: 'GB',
    payment,
    ...captured,
    lines: named,
  });
  if (!made) return false;
  const order = await s.shop.ask<{ lines: { id: number }[] }>('sales.getOrder', { orderId: made.orderId });
  s.sold.push({ orderId: made.orderId, partyId: s.customerId, lineIds: order.lines.map((l) => l.id), invoices: [] });
  return true;
};
const skus = new WeakMap<Scene, Map<string, string>>();
async function skuOf(s: Scene, itemId: string): Promise<string | undefined> {
  const known = skus.get(s) ?? new Map<string, string>();
  skus.set(s, known);
  if (!known.has(itemId)) known.set(itemId, (await s.shop.ask<{ sku: string }>('catalog.getItem', { itemId })).sku);
  return known.get(itemId);
}

const about =
  (deed: (s: Scene, h: Happening, order: SoldOrder) => Promise<boolean>): Deed =>
  async (s, h) => {
    const order = s.recent(s.sold, h.pick);
    return order ? deed(s, h, order) : false;
  };
const someLine = (order: SoldOrder, h: Happening) => order.lineIds[h.other % order.lineIds.length];

export const fulfil = about(async (s, _h, order) =>
  keeps(order, await s.attempt<Shipped>('fulfillment.fulfillOrder', { orderId: order.orderId })),
);

export const shipPart = about(async (s, h, order) => {
  const lines = [{ orderLineId: someLine(order, h), qty: 1 + (h.qty % 3) }];
  return keeps(order, await s.attempt<Shipped>('fulfillment.shipOrder', { orderId: order.orderId, lines }));
});

export const invoiceAhead = about(async (s, _h, order) => {
  const made = await s.attempt<{ invoiceId: string }>('sales.issueInvoice', { orderId: order.orderId, on: s.today() });
  if (made) order.invoices.push(made.invoiceId);
  return made !== undefined;
});

export const cancel = about(async (s, h, order) => {
  const why = { orderId: order.orderId, reason: 'changed their mind', on: s.today() };
  if (h.pick % 2 === 0) return (await s.attempt('sales.cancelOrder', why)) !== undefined;
  const lines = [{ orderLineId: someLine(order, h), qty: 1 }];
  return (await s.attempt('sales.cancelLines', { ...why, lines })) !== undefined;
});

export const pay = about(async (s, h, order) => {
  const invoiceId = order.invoices[h.other % Math.max(1, order.invoices.length)];
  if (invoiceId === undefined) return false;
  const amount = minorOf(h.price);
  const input = { on: s.today(), amount, partyId: order.partyId, settles: [{ invoiceId, amount }] };
  return (await s.attempt('accounting.recordReceipt', input)) !== undefined;
});

export const creditUnits = about(async (s, h, order) => {
  const invoiceId = order.invoices[h.other % Math.max(1, order.invoices.length)];
  if (invoiceId === undefined) return false;
  const line = h.pick % 2 === 0 ? { kind: 'quantity', lines: [{ orderLineId: someLine(order, h), qty: 1 }] } : undefined;
  const price = { kind: 'price', lines: [{ orderLineId: someLine(order, h), net: minorOf(h.price / 10), tax: 0 }] };
  const input = { invoiceId, on: s.today(), reason: 'lost or damaged', ...(line ?? price) };
  return (await s.attempt('sales.creditNote', input)) !== undefined;
});

const comesBack = (operation: string, list: (s: Scene) => string[]) =>
  about(async (s, h, order) => {
    const to = h.pick % 3 === 0 ? { warehouseId: s.site(h.site).warehouseId } : {};
    const lines = [{ orderLineId: someLine(order, h), qty: 1 + (h.qty % 3) }];
    const made = await s.attempt<{ returnId: string }>(operation, { orderId: order.orderId, ...to, lines });
    if (made) list(s).push(made.returnId);
    return made !== undefined;
  });
export const giveBack = comesBack('returns.receiveReturn', (s) => s.returns);
export const announce = comesBack('returns.announceReturn', (s) => s.announced);

export const foundBack: Deed = async (s, h) => {
  const stated = h.pick % 2 === 0 ? { unitCostMicros: h.price } : {};
  const lines = [{ sku: await skuOf(s, s.item(h.item)), qty: 1 + (h.qty % 2), ...stated }];
  const input = { partyId: s.customerId, warehouseId: s.site(h.site).warehouseId, lines };
  const made = await s.attempt<{ returnId: string }>('returns.receiveUnmatched', input);
  if (made) s.returns.push(made.returnId);
  return made !== undefined;
};

const ofReturn =
  (operation: string, list: (s: Scene, h: Happening) => readonly string[], more: (h: Happening) => object = () => ({})): Deed =>
  async (s, h) => {
    const returnId = s.recent(list(s, h), h.pick);
    return returnId !== undefined && (await s.attempt(operation, { returnId, ...more(h) })) !== undefined;
  };
const here = (s: Scene) => s.returns;
const expected = (s: Scene) => s.announced;
const either = (s: Scene, h: Happening) => (h.site === 0 ? s.returns : s.announced);
const part = (h: Happening) => (h.pick % 2 === 0 ? {} : { lines: [{ lineNo: 1, qty: 1 }] });
export const creditReturn = ofReturn('returns.creditReturn', either);
export const arriveBack = ofReturn('returns.receiveAnnounced', expected);
export const neverArrives = ofReturn('returns.closeMissing', expected);
export const callOff = ofReturn('returns.cancelReturn', expected);
export const restock = ofReturn('returns.restock', here, part);
export const scrapReturned = ofReturn('returns.writeDown', here, (h) => ({ reasonCode: 'damaged', ...part(h) }));
