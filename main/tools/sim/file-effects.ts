import { type AuditLine, type AuditOrder, NOTHING_YET } from './auditor.ts';
import type { FileEntry } from './file-books.ts';
import { detailOf, orderParcels, reservedFor } from './sale-events.ts';
import type { SimShop, Warehouse } from './shop.ts';

/** What a file's records do to the shop, told to the auditor: orders, parcels, goods back, goods lost and found. */

const PERIOD_LOCKED = 'accounting.periodLocked';

/** Notes the order a sale has become: its lines from what was written, ids from the company. */
export async function noteOrder(shop: SimShop, entry: FileEntry): Promise<void> {
  const { written, channelId } = entry;
  const { auditor, sender, channels } = shop;
  const hasGoods = written.lines.some((l) => l.goods && auditor.files.itemOf(channelId, l.sku) !== null);
  // A sale of nothing but charges becomes no order; it is posted as it stands.
  if (written.kind !== 'sale' || entry.state !== 'imported' || !hasGoods) return;
  const row = await sender.engine.writer.exclusively((tx) =>
    tx.db
      .selectFrom('inbox')
      .select('order_id')
      .where('channel_id', '=', channelId)
      .where('external_id', '=', written.externalId)
      .executeTakeFirst(),
  );
  const orderId = row?.order_id ?? '';
  const detail = await detailOf(shop, orderId);
  const lines: AuditLine[] = [];
  let charges = 0;
  written.lines.forEach((l, i) => {
    const stated = detail.lines[i];
    const itemId = l.goods ? auditor.files.itemOf(channelId, l.sku) : null;
    const total = l.qty * l.price;
    if (stated?.itemId !== itemId || stated.qty !== l.qty || stated.total !== total)
      sender.differences.push(`order ${written.externalId} line ${i + 1}: file ${JSON.stringify(l)}, company ${JSON.stringify(stated)}`);
    if (itemId === null) charges += total;
    else lines.push({ ...NOTHING_YET, lineId: stated?.id ?? 0, itemId, qty: l.qty, total, net: total, even: true });
  });
  const payment = channels.find((c) => c.id === channelId)?.payment ?? '';
  const order: AuditOrder = {
    id: orderId,
    partyId: detail.partyId,
    payment,
    lines,
    charges: { total: charges, state: 'open' },
    paid: payment === 'before-shipment' ? written.amount : 0,
    refunded: 0,
    priceCredits: 0,
    ahead: 0,
    closed: false,
  };
  auditor.orders.set(orderId, order);
  auditor.files.sold({ channelId, customer: written.customer, order });
  entry.order = order;
}

/** Orders are shipped and invoiced, cancellations taken back, losses and fees posted: each on its own day, each once. */
export async function carryOut(shop: SimShop, channelId: string, externalIds: readonly string[]): Promise<void> {
  const { sender, auditor } = shop;
  if (externalIds.length === 0) return;
  const wanted = new Set(externalIds);
  const due = auditor.files.entriesOf(channelId).filter((e) => wanted.has(e.written.externalId) && e.state === 'imported' && !e.settled);
  const sales = due.flatMap((e) => e.order ?? []);
  const before = await Promise.all(sales.map((order) => orderParcels(shop, order.id)));
  const promised = await promisedTo(shop, sales);
  const outcome = await sender.send<{ returns: number }>('channels.settleBatch', { channelId, externalIds: [...wanted] });
  if (!outcome.ok) {
    const closed = due.some(({ written: w }) => (['stock', 'sales', 'bank'] as const).some((area) => auditor.isClosed(area, w.on)));
    if (outcome.code !== PERIOD_LOCKED || !closed) sender.differences.push(`files of ${channelId} were not carried out: ${outcome.code}`);
    return sender.count('file waits for a lock');
  }
  auditor.reserved += (await promisedTo(shop, sales)) - promised;
  for (const [i, order] of sales.entries()) {
    const known = new Set(before[i]?.map((p) => p.id));
    for (const parcel of (await orderParcels(shop, order.id)).filter((p) => !known.has(p.id)))
      for (const l of parcel.lines) {
        auditor.reserved += l.qty;
        auditor.shipped(order, l.orderLineId, warehouseOf(shop, parcel.warehouseId).stockId, l.qty);
      }
    auditor.settleCharges(order);
  }
  for (const entry of due) entry.settled = true;
  const cancellations = due.filter((e) => e.written.kind === 'cancellation');
  if (outcome.output.returns !== cancellations.length)
    sender.differences.push(`${cancellations.length} cancellations were carried out, the company counts ${outcome.output.returns}`);
  for (const entry of cancellations) await noteGoodsBack(shop, entry);
  await noteStockLines(shop, due);
  for (const { written } of due) sender.count(`file: ${written.kind}`);
}

const promisedTo = async (shop: SimShop, orders: readonly AuditOrder[]): Promise<number> =>
  (await Promise.all(orders.map((o) => reservedFor(shop, o.id)))).flat().reduce((sum, r) => sum + r.qty, 0);

const warehouseOf = (shop: SimShop, id: string): Warehouse => {
  const found = shop.warehouses.find((w) => w.id === id);
  if (!found) throw new Error(`goods moved in ${id}, which nobody knows`);
  return found;
};

/** Units of one article that a buyer still has and nobody expects back. */
const inHandsOf = (shop: SimShop, partyId: string, itemId: string): number =>
  [...shop.auditor.orders.values()]
    .filter((o) => o.partyId === partyId)
    .flatMap((o) => o.lines)
    .filter((l) => l.itemId === itemId)
    .reduce((sum, l) => sum + l.shipped - l.claimed - l.kept, 0);

/** A cancellation gives back what its buyer had of the article, and takes in the rest as goods nobody knows. */
async function noteGoodsBack(shop: SimShop, { written, channelId }: FileEntry): Promise<void> {
  const { auditor, sender } = shop;
  const head = await sender.engine.writer.exclusively((tx) =>
    tx.db
      .selectFrom('customer_return')
      .select(['id', 'party_id', 'warehouse_id'])
      .where('channel_id', '=', channelId)
      .where('external_id', '=', written.externalId)
      .executeTakeFirstOrThrow(),
  );
  type Line = { lineNo: number; itemId: string; qty: number; orderLineId: number | null };
  const { lines } = await sender.ask<{ lines: Line[] }>('returns.getReturn', { returnId: head.id });
  const [goods] = written.lines.filter((l) => l.goods);
  const itemId = auditor.files.itemOf(channelId, goods?.sku ?? '');
  if (!goods || itemId === null) throw new Error(`${written.externalId} takes nothing back`);
  const asked = -goods.qty;
  const had = written.customer === '' ? 0 : Math.min(asked, inHandsOf(shop, head.party_id, itemId));
  const found = lines.reduce((sum, l) => sum + (l.orderLineId === null ? 0 : l.qty), 0);
  const all = lines.reduce((sum, l) => sum + l.qty, 0);
  // Read later than it was written, it must not mean what left in between.
  const exact = written.at === sender.now;
  if (all !== asked || (exact ? found !== had : found > had))
    sender.differences.push(`${written.externalId} takes ${asked} back: company found ${found} of ${all}, auditor ${had} of ${asked}`);
  if (found < asked) auditor.files.raise('unmatched-return', `${written.externalId}/1`);
  const warehouse = warehouseOf(shop, head.warehouse_id);
  for (const l of lines) {
    auditor.cameIn(warehouse.quarantineId, l.itemId, l.qty);
    const line = l.orderLineId === null ? undefined : auditor.lineById(l.orderLineId);
    if (!line) continue;
    for (const counter of ['returned', 'credited', 'claimed', 'creditedInFiles'] as const) line[counter] += l.qty;
    line.odd ||= goods.price * line.qty !== line.total;
  }
  auditor.files.credited(head.party_id, -written.amount);
  shop.returns.push({
    id: head.id,
    orderId: '',
    warehouse,
    lines: lines.map((l) => ({ lineNo: l.lineNo, lineId: l.orderLineId ?? 0, itemId: l.itemId, qty: l.qty, left: l.qty })),
    state: 'credited',
  });
}

/** Goods lost where they were free, goods found where the article ever had a cost; which warehouse is the company's choice. */
async function noteStockLines(shop: SimShop, due: readonly FileEntry[]): Promise<void> {
  const { auditor, sender } = shop;
  const lines = due.filter((e) => e.written.kind === 'loss' || e.written.kind === 'gain');
  if (lines.length === 0) return;
  type Row = { itemId: string; warehouseId: string; sellable: number; reserved: number };
  const itemIds = shop.articles.map((a) => a.id);
  const { rows } = await sender.ask<{ rows: Row[] }>('inventory.stockByItem', { itemIds });
  const changed = new Map<string, number>();
  const free = new Map<string, number>();
  for (const r of rows) {
    const left = auditor.onHand(warehouseOf(shop, r.warehouseId).stockId, r.itemId) - r.reserved;
    free.set(r.itemId, (free.get(r.itemId) ?? 0) + Math.max(0, left));
  }
  const costed = new Set(itemIds.filter((id) => auditor.anywhere(id) > 0));
  for (const { channelId, written } of lines) {
    const { externalId } = written;
    const [line] = written.lines;
    const itemId = auditor.files.itemOf(channelId, line?.sku ?? '') ?? '';
    const qty = line?.qty ?? 0;
    const moved = qty > 0 ? (costed.has(itemId) ? qty : 0) : -Math.min(-qty, free.get(itemId) ?? 0);
    if (moved < 0) free.set(itemId, (free.get(itemId) ?? 0) + moved);
    if (moved !== qty) auditor.files.raise('oversell', `${externalId}/1`);
    changed.set(itemId, (changed.get(itemId) ?? 0) + moved);
  }
  for (const [itemId, qty] of changed) {
    const own = rows.filter((r) => r.itemId === itemId).map((r) => ({ ...r, place: warehouseOf(shop, r.warehouseId).stockId }));
    const difference = own.reduce((sum, r) => sum + r.sellable - auditor.onHand(r.place, itemId), 0);
    if (difference !== qty) sender.differences.push(`lost and found of ${itemId}: company ${difference}, auditor ${qty}`);
    else for (const r of own) auditor.counted(r.place, itemId, r.sellable);
  }
}
