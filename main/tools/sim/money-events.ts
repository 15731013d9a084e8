import type { AuditLine, AuditOrder } from './auditor.ts';
import { detailOf } from './sale-events.ts';
import type { SimReturn, SimShop, Warehouse } from './shop.ts';

/** Money in and out, goods back, credit notes of the three kinds. */

const ordersWhere = (shop: SimShop, keep: (o: AuditOrder) => boolean): AuditOrder[] => [...shop.auditor.orders.values()].filter(keep);
const hasShipped = (o: AuditOrder): boolean => o.lines.some((l) => l.shipped > 0);
const totalOf = (o: AuditOrder): number => o.lines.reduce((sum, l) => sum + l.total, o.charges.total);
/** Units the customer still has and that were not given back on paper. */
const keptOf = (l: AuditLine): number => l.shipped - Math.max(l.returned, l.credited);

const mayComeBack = (l: AuditLine): boolean => keptOf(l) > 0 && l.credited === l.returned && !l.odd;

/** The channel takes the money of an order that was not paid when it came in. */
export async function capture(shop: SimShop): Promise<void> {
  const order = shop.chance.oneOf(ordersWhere(shop, (o) => !o.closed && o.payment === 'before-shipment' && o.paid === 0 && !hasShipped(o)));
  if (!order) return;
  const amount = totalOf(order);
  const outcome = await shop.sender.send('accounting.recordCapture', {
    on: shop.today,
    amount,
    orderId: order.id,
    partyId: order.partyId,
  });
  if (outcome.ok) order.paid += amount;
}

/** A customer pays an invoice, all of it or a part. */
export async function payment(shop: SimShop): Promise<void> {
  const { chance, sender } = shop;
  const order = chance.oneOf(ordersWhere(shop, (o) => (o.payment !== 'at-shipment' && hasShipped(o)) || o.ahead > 0));
  if (!order) return;
  const { invoices, partyId } = await detailOf(shop, order.id);
  const invoice = chance.oneOf(invoices.filter((i) => i.kind === 'invoice' && i.open > 0));
  if (!invoice) return;
  const amount = chance.percent(70) ? invoice.open : chance.between(1, invoice.open);
  const outcome = await sender.send('accounting.recordReceipt', {
    on: shop.today,
    amount,
    partyId,
    settles: [{ invoiceId: invoice.id, amount }],
  });
  if (outcome.ok) order.paid += amount;
}

/** What is owed to a customer under a credit note is paid out by bank. */
export async function refund(shop: SimShop): Promise<void> {
  const { chance, sender } = shop;
  for (const order of chance.someOf(
    ordersWhere(shop, (o) => hasShipped(o) || o.ahead > 0),
    5,
  )) {
    const { invoices } = await detailOf(shop, order.id);
    const note = invoices.find((i) => i.kind === 'credit-note' && i.open < 0);
    if (!note) continue;
    const amount = -note.open;
    const outcome = await sender.send('accounting.recordRefund', {
      on: shop.today,
      amount,
      via: 'bank',
      orderId: order.id,
      of: { role: 'receivable', itemKey: note.id },
    });
    if (outcome.ok) order.refunded += amount;
    return;
  }
}

/** A small sum off an invoice, or units given back on paper that the customer keeps. */
export async function creditNote(shop: SimShop): Promise<void> {
  const { chance, sender } = shop;
  // While goods of an order are on their way back a credit would change what they are worth; the auditor keeps it simple.
  const order = chance.oneOf(ordersWhere(shop, (o) => (hasShipped(o) || o.ahead > 0) && !shop.returns.some((r) => r.orderId === o.id)));
  const line = order && chance.oneOf(order.lines.filter((l) => (keptOf(l) > 0 && l.returned === 0 && !l.odd) || l.deferred > 0));
  if (!order || !line) return;
  const { invoices } = await detailOf(shop, order.id);
  const invoice = chance.oneOf(invoices.filter((i) => i.kind === 'invoice'));
  if (!invoice) return;
  if (chance.percent(50)) {
    const net = chance.between(1, 20);
    const input = { kind: 'price', invoiceId: invoice.id, reason: 'Scratched box', lines: [{ orderLineId: line.lineId, net, tax: 0 }] };
    const outcome = await sender.send<{ total: number }>('sales.creditNote', input);
    if (!outcome.ok) return;
    if (outcome.output.total !== net) sender.differences.push(`price credit of ${net} came out as ${outcome.output.total}`);
    order.priceCredits += net;
    sender.count('credit: price');
    return;
  }
  // A price credit before it changes what a unit is worth, so units of such orders are given back through returns only.
  if (order.priceCredits > 0) return;
  const input = { kind: 'quantity', invoiceId: invoice.id, reason: 'Lost in the post', lines: [{ orderLineId: line.lineId, qty: 1 }] };
  const outcome = await sender.send<{ total: number }>('sales.creditNote', input);
  if (!outcome.ok) return;
  // A unit that was invoiced and has not left is simply not invoiced any more.
  if (line.deferred > 0) {
    line.deferred -= 1;
    order.ahead -= outcome.output.total;
    sender.count('credit: invoiced ahead');
    return;
  }
  line.credited += 1;
  line.kept += 1;
  sender.count('credit: quantity');
}

/** Goods arrive that were sold, are announced first, or come from nobody knows where. */
export async function takeBack(shop: SimShop): Promise<void> {
  const { chance, auditor, sender } = shop;
  const warehouse = chance.oneOf(shop.warehouses) as Warehouse;
  if (chance.percent(10)) {
    const article = chance.oneOf(shop.articles);
    if (!article) return;
    const input = {
      partyId: chance.oneOf(shop.customers),
      warehouseId: warehouse.id,
      lines: [{ sku: article.sku, qty: 1, unitCostMicros: article.cost * 10_000 }],
    };
    const outcome = await sender.send('returns.receiveUnmatched', input);
    if (outcome.ok) auditor.cameIn(warehouse.quarantineId, article.id, 1);
    return;
  }
  // Orders with other credits are left alone: what a unit is worth then depends on them.
  const order = chance.oneOf(ordersWhere(shop, (o) => o.priceCredits === 0 && o.lines.some(mayComeBack)));
  if (!order) return;
  const taken = chance.someOf(order.lines.filter(mayComeBack), 2);
  const parts = taken.map((line) => ({ line, qty: chance.between(1, keptOf(line)) }));
  const lines = parts.map(({ line, qty }) => ({ orderLineId: line.lineId, qty }));
  const announced = chance.percent(45);
  const outcome = await sender.send<{ returnId: string }>(announced ? 'returns.announceReturn' : 'returns.receiveReturn', {
    orderId: order.id,
    warehouseId: warehouse.id,
    lines,
  });
  if (!outcome.ok) return;
  const back: SimReturn = {
    id: outcome.output.returnId,
    orderId: order.id,
    warehouse,
    lines: await numbered(shop, outcome.output.returnId, parts),
    state: announced ? 'expected' : 'received',
  };
  shop.returns.push(back);
  for (const { line, qty } of parts) line.claimed += qty;
  if (!announced) arrived(shop, back);
}

/** The lines as the company numbers them: one per parcel the goods left in, together what was asked. */
async function numbered(shop: SimShop, returnId: string, parts: readonly { line: AuditLine; qty: number }[]): Promise<SimReturn['lines']> {
  const { lines } = await shop.sender.ask<{ lines: { lineNo: number; orderLineId: number | null; qty: number }[] }>('returns.getReturn', {
    returnId,
  });
  return parts.flatMap(({ line, qty }) => {
    const found = lines.filter((l) => l.orderLineId === line.lineId);
    const stated = found.reduce((sum, l) => sum + l.qty, 0);
    if (stated !== qty)
      shop.sender.differences.push(`return ${returnId}: ${qty} of order line ${line.lineId} came back, it says ${stated}`);
    return found.map((l) => ({ lineNo: l.lineNo, lineId: line.lineId, itemId: line.itemId, qty: l.qty, left: 0 }));
  });
}

function arrived(shop: SimShop, back: SimReturn): void {
  const order = shop.auditor.orders.get(back.orderId);
  for (const l of back.lines) {
    l.left = l.qty;
    shop.auditor.cameIn(back.warehouse.quarantineId, l.itemId, l.qty);
    const line = order?.lines.find((o) => o.lineId === l.lineId);
    if (line) line.returned += l.qty;
  }
}

const revisionOf = async (shop: SimShop, returnId: string) =>
  (await shop.sender.ask<{ revision: number }>('returns.getReturn', { returnId })).revision;

/** The next step of a return: it arrives or is called off, is credited, goes back on sale or to scrap. */
export async function handleReturn(shop: SimShop): Promise<void> {
  const { chance, auditor, sender } = shop;
  const back = chance.oneOf(shop.returns.filter((r) => r.state !== 'credited' || r.lines.some((l) => l.left > 0)));
  if (!back) return;
  const expect = [{ id: back.id, revision: await revisionOf(shop, back.id) }];
  if (back.state === 'expected' && chance.percent(50)) return credit(shop, back, expect);
  if (back.state === 'owed' && chance.percent(60)) return giveUp(shop, back, expect);
  if (back.state === 'expected' || back.state === 'owed') {
    const callOff = back.state === 'expected' && chance.percent(25);
    const outcome = await sender.send(callOff ? 'returns.cancelReturn' : 'returns.receiveAnnounced', { returnId: back.id }, expect);
    if (!outcome.ok) return;
    if (callOff) {
      for (const l of back.lines) (auditor.lineById(l.lineId) ?? { claimed: 0 }).claimed -= l.qty;
      shop.returns.splice(shop.returns.indexOf(back), 1);
    } else {
      back.state = back.state === 'owed' ? 'credited' : 'received';
      arrived(shop, back);
    }
    return;
  }
  if (back.state === 'received' && chance.percent(60)) return credit(shop, back, expect);
  const line = chance.oneOf(back.lines.filter((l) => l.left > 0));
  if (!line) return;
  const qty = chance.between(1, line.left);
  const scrap = chance.percent(30);
  const lines = [{ lineNo: line.lineNo, qty }];
  const outcome = scrap
    ? await sender.send('returns.writeDown', { returnId: back.id, reasonCode: 'damaged', lines }, expect)
    : await sender.send('returns.restock', { returnId: back.id, lines }, expect);
  if (!outcome.ok) return;
  line.left -= qty;
  auditor.wentOut(back.warehouse.quarantineId, line.itemId, qty);
  if (!scrap) auditor.cameIn(back.warehouse.stockId, line.itemId, qty);
}

async function credit(shop: SimShop, back: SimReturn, expect: { id: string; revision: number }[]): Promise<void> {
  const outcome = await shop.sender.send('returns.creditReturn', { returnId: back.id }, expect);
  if (!outcome.ok) return;
  back.state = back.state === 'expected' ? 'owed' : 'credited';
  shop.sender.count(back.state === 'owed' ? 'credit: goods still away' : 'credit: goods');
  const order = shop.auditor.orders.get(back.orderId);
  for (const l of back.lines) {
    const line = order?.lines.find((o) => o.lineId === l.lineId);
    if (line) line.credited += l.qty;
  }
}

/** Goods that were credited and never came: the shop bears what they had cost. */
async function giveUp(shop: SimShop, back: SimReturn, expect: { id: string; revision: number }[]): Promise<void> {
  const outcome = await shop.sender.send<{ loss: number }>('returns.closeMissing', { returnId: back.id }, expect);
  if (!outcome.ok) return;
  back.state = 'credited';
  shop.auditor.losses += outcome.output.loss;
}
