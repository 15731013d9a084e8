import type { Refusal } from '../../../preload/contract/refusal.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { tooMany } from '../../../preload/contract/returns.ts';
import { allocate } from '../../../preload/contract/values/int.ts';
import type { CancellationMatch, CancellationWant, ReturnableLine, ReturnPiece, StatedCredit } from './model.ts';

/** Takes up to `qty` from `lines` in the order given; `used` remembers what earlier takes had. */
function takeFrom(lines: readonly ReturnableLine[], qty: number, used: Map<number, number>): { pieces: ReturnPiece[]; missing: number } {
  const pieces: ReturnPiece[] = [];
  let missing = qty;
  for (const line of lines) {
    if (missing === 0) break;
    const free = line.left - (used.get(line.shipmentLineId) ?? 0);
    if (free <= 0) continue;
    const taken = Math.min(free, missing);
    used.set(line.shipmentLineId, (used.get(line.shipmentLineId) ?? 0) + taken);
    pieces.push({ line, qty: taken });
    missing -= taken;
  }
  return { pieces, missing };
}

/** The order parcels left in. */
export const oldestFirst = (a: ReturnableLine, b: ReturnableLine) =>
  a.shippedAt < b.shippedAt ? -1 : a.shippedAt > b.shippedAt ? 1 : a.shipmentLineId - b.shipmentLineId;

/**
 * Which shipped lines goods of a known order line (or shipment line) come back from: the oldest shipment first. Refuses
 * more than was shipped and has not come back yet. `used` carries over between the lines of one command.
 */
export function decidePieces(
  candidates: readonly ReturnableLine[],
  qty: number,
  used: Map<number, number>,
  sku: string,
  rank: (line: ReturnableLine) => number = () => 0,
): ReturnPiece[] | Refusal {
  const order = candidates.toSorted((a, b) => rank(a) - rank(b) || oldestFirst(a, b));
  const { pieces, missing } = takeFrom(order, qty, used);
  return missing > 0 ? refuse(tooMany, { sku, asked: qty, returnable: qty - missing }) : pieces;
}

/**
 * Finds the sales a channel's cancellations mean, by customer and SKU. The rule: the latest shipment that has not come
 * back in full is meant first (people cancel what they bought last), then the one before; never one shipped after the
 * cancellation. Wants are served in the order given and never get the same unit twice. What is left over is unmatched.
 */
export function decideMatches(wants: readonly CancellationWant[], shipped: readonly ReturnableLine[]): CancellationMatch[] {
  const byKey = new Map<string, ReturnableLine[]>();
  for (const line of shipped.toSorted((a, b) => -oldestFirst(a, b))) {
    const key = `${line.partyId}/${line.itemId}`;
    const list = byKey.get(key);
    if (list) list.push(line);
    else byKey.set(key, [line]);
  }
  const used = new Map<number, number>();
  return wants.map((want) => {
    const all = byKey.get(`${want.partyId}/${want.itemId}`) ?? [];
    const { before } = want;
    const { pieces, missing } = takeFrom(before === undefined ? all : all.filter((l) => l.shippedAt <= before), want.qty, used);
    return {
      pieces: pieces.map(({ line, qty }) => ({
        orderId: line.orderId,
        orderLineId: line.orderLineId,
        shipmentLineId: line.shipmentLineId,
        qty,
      })),
      unmatched: missing,
    };
  });
}

/** Splits a stated credit over the pieces of a line by quantity, exact to the cent. */
export function splitCredit(credit: StatedCredit, quantities: readonly number[]): StatedCredit[] {
  const net = allocate(credit.net, quantities);
  const tax = allocate(credit.tax, quantities);
  return quantities.map((_, i) => ({ net: net[i] ?? 0, tax: tax[i] ?? 0 }));
}
