import type { Article, SimShop, Warehouse } from './shop.ts';

/** What the warehouse does in a day. Every event tells the auditor what was asked and answered, nothing else. */

const MICROS_PER_MINOR = 10_000;
const MOST_RECEIVED = 30;

const oneWarehouse = (shop: SimShop) => shop.chance.oneOf(shop.warehouses) as Warehouse;
const someArticles = (shop: SimShop, most: number): Article[] => shop.chance.someOf(shop.articles, shop.chance.between(1, most));
const reason = { count: 'count-difference', scrap: 'damaged' } as const;

export async function receive(shop: SimShop): Promise<void> {
  const { chance, auditor, sender } = shop;
  const warehouse = oneWarehouse(shop);
  const lines = someArticles(shop, 4).map((a) => ({
    itemId: a.id,
    qty: chance.between(1, MOST_RECEIVED),
    // Suppliers' prices move, and not to whole cents: costing has to round.
    unitCostMicros: Math.max(1, a.cost * MICROS_PER_MINOR + chance.between(-4000, 9999)),
  }));
  const outcome = await sender.send('inventory.receiveStock', { warehouseId: warehouse.id, lines });
  if (outcome.ok) for (const l of lines) auditor.cameIn(warehouse.stockId, l.itemId, l.qty);
}

/** At once, or by a carrier: then it arrives another day, and something may be lost. */
export async function transfer(shop: SimShop): Promise<void> {
  const { chance, auditor, sender } = shop;
  const [from, to] = chance.someOf(shop.warehouses, 2) as [Warehouse, Warehouse];
  const lines = someArticles(shop, 3)
    .map((a) => ({ itemId: a.id, qty: chance.between(1, Math.max(1, Math.min(8, auditor.onHand(from.stockId, a.id)))) }))
    .filter((l) => auditor.onHand(from.stockId, l.itemId) >= l.qty);
  if (lines.length === 0) return;
  const input = { fromLocationId: from.stockId, toLocationId: to.stockId, lines };
  if (chance.percent(50)) {
    const outcome = await sender.send('inventory.transferStock', input);
    if (!outcome.ok) return;
    for (const l of lines) {
      auditor.wentOut(from.stockId, l.itemId, l.qty);
      auditor.cameIn(to.stockId, l.itemId, l.qty);
    }
    return;
  }
  const outcome = await sender.send<{ documentId: string }>('inventory.shipTransfer', input);
  if (!outcome.ok) return;
  for (const l of lines) auditor.sentOff(from.stockId, l.itemId, l.qty);
  shop.transfers.push({ id: outcome.output.documentId, toId: to.stockId, lines });
}

export async function receiveTransfer(shop: SimShop): Promise<void> {
  const { chance, auditor, sender } = shop;
  const under = chance.oneOf(shop.transfers);
  if (!under) return;
  const { revision } = await sender.ask<{ revision: number }>('inventory.getDocument', { documentId: under.id });
  const lines = under.lines.map((l, i) => {
    const lost = chance.percent(15) ? chance.between(1, l.qty) : 0;
    return { lineNo: i + 1, received: l.qty - lost, lost };
  });
  const outcome = await sender.send('inventory.receiveTransfer', { documentId: under.id, lines }, [{ id: under.id, revision }]);
  if (!outcome.ok) return;
  under.lines.forEach((l, i) => auditor.arrived(under.toId, l.itemId, lines[i]?.received ?? 0, lines[i]?.lost ?? 0));
  shop.transfers.splice(shop.transfers.indexOf(under), 1);
}

export async function count(shop: SimShop): Promise<void> {
  const { chance, auditor, sender } = shop;
  const { stockId } = oneWarehouse(shop);
  const lines = someArticles(shop, 3).map((a) => ({
    itemId: a.id,
    counted: Math.max(0, auditor.onHand(stockId, a.id) + chance.between(-2, 2)),
    unitCostMicros: a.cost * MICROS_PER_MINOR,
  }));
  const outcome = await sender.send<{ released: number }>('inventory.postCount', { locationId: stockId, reasonCode: reason.count, lines });
  if (!outcome.ok) return;
  for (const l of lines) auditor.counted(stockId, l.itemId, l.counted);
  auditor.reserved -= outcome.output.released;
}

export async function writeDown(shop: SimShop): Promise<void> {
  const { chance, auditor, sender } = shop;
  const { stockId } = oneWarehouse(shop);
  const article = chance.oneOf(shop.articles.filter((a) => auditor.onHand(stockId, a.id) > 0));
  if (!article) return;
  const qty = chance.between(1, Math.min(3, auditor.onHand(stockId, article.id)));
  const outcome = await sender.send<{ released: number }>('inventory.writeDown', {
    locationId: stockId,
    reasonCode: reason.scrap,
    lines: [{ itemId: article.id, qty }],
  });
  if (!outcome.ok) return;
  auditor.wentOut(stockId, article.id, qty);
  auditor.reserved -= outcome.output.released;
}

/** More than there is, of what is not there, with a key nobody knows: each must be refused and change nothing. */
export async function askTheImpossible(shop: SimShop): Promise<void> {
  const { chance, auditor, sender } = shop;
  const { stockId } = oneWarehouse(shop);
  const article = chance.oneOf(shop.articles) as Article;
  const tooMuch = { itemId: article.id, qty: auditor.onHand(stockId, article.id) + chance.between(1, 5) };
  const [operation, input] = chance.oneOf([
    ['inventory.writeDown', { locationId: stockId, reasonCode: reason.scrap, lines: [tooMuch] }],
    ['inventory.receiveStock', { warehouseId: 'wh_nowhere', lines: [{ ...tooMuch, unitCostMicros: 1 }] }],
    ['fulfillment.shipOrder', { orderId: 'so_00000000000000000000000000' }],
  ] as const) as readonly [string, unknown];
  const outcome = await sender.send(operation, input);
  if (outcome.ok) sender.differences.push(`${operation} did the impossible: ${JSON.stringify(input)}`);
}
