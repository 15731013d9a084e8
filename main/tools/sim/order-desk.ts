import type { AuditLine } from './auditor.ts';
import { detailOf, givenBack, MOST_UNITS, openOrders, reservedFor } from './sale-events.ts';
import type { Article, SimShop } from './shop.ts';

/** Customers change their minds before anything happened: another quantity, another price, a rebate, another day. */

const MICROS_PER_MINOR = 10_000;
const REBATES_PPM = [50_000, 125_000, 333_333];
const ALL_PPM = 1_000_000;

const untouched = (l: AuditLine): boolean => l.shipped === 0 && l.cancelled === 0 && l.deferred === 0;

/** One line of an order is changed; from then on its amounts are ours, without the tax a channel had worked out. */
export async function edit(shop: SimShop): Promise<void> {
  const { chance, auditor, sender } = shop;
  const order = chance.oneOf(openOrders(shop).filter((o) => o.lines.some(untouched)));
  const line = order && chance.oneOf(order.lines.filter(untouched));
  if (!order || !line) return;
  const { price: listed } = shop.articles.find((a) => a.id === line.itemId) as Article;
  const qty = chance.between(1, MOST_UNITS);
  const price = Math.max(1, listed + chance.between(-20, 20));
  const discountPpm = chance.percent(40) ? (chance.oneOf(REBATES_PPM) ?? 0) : 0;
  const change = { orderLineId: line.lineId, qty, unitPriceMicros: price * MICROS_PER_MINOR, discount: 0, discountPpm };
  const { revision } = await detailOf(shop, order.id);
  const promised = await reservedFor(shop, order.id);
  const outcome = await sender.send<{ total: number }>(
    'sales.editOrder',
    { orderId: order.id, lines: [change], ...(chance.percent(30) ? { promisedOn: shop.today } : {}) },
    [{ id: order.id, revision }],
  );
  if (!outcome.ok) return;
  const net = Math.round((qty * price * (ALL_PPM - discountPpm)) / ALL_PPM);
  Object.assign(line, { qty, net, total: net, even: net % qty === 0 });
  auditor.reserved -= givenBack(promised, line);
  const total = order.lines.reduce((sum, l) => sum + l.total, order.charges.total);
  const stated = (await detailOf(shop, order.id)).lines.find((l) => l.id === line.lineId);
  if (outcome.output.total !== total || stated?.total !== net || stated.qty !== qty)
    sender.differences.push(
      `order ${order.id} changed to ${JSON.stringify(change)}: auditor ${net} of ${total}, company ${JSON.stringify(stated)} of ${outcome.output.total}`,
    );
}
