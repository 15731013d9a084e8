import type { Day } from '../../../../preload/contract/values/day.ts';

/** How many units of a lot; of a serial number one. */
export interface LotQty {
  readonly lotId: string;
  readonly qty: number;
}

/** What decides on a lot. */
export interface LotFacts {
  readonly lotId: string;
  readonly itemId: string;
  readonly code: string;
  readonly serial: 0 | 1;
  readonly state: 'ok' | 'blocked' | 'expired';
  readonly reason: string | null;
  readonly soldUntil: Day;
  readonly receivedAt: string;
}

/** A lot at a place, with what is there. */
export interface LotThere extends LotFacts {
  readonly locationId: string;
  readonly onHand: number;
}

/** Whether units of a lot may be promised and leave to customers on a day: the clock decides, whether or not the nightly run has been. */
export const isSold = (lot: Pick<LotFacts, 'state' | 'soldUntil'>, today: Day): boolean => lot.state === 'ok' && lot.soldUntil >= today;

type Turn = Pick<LotFacts, 'lotId' | 'soldUntil' | 'receivedAt'>;
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byArrival = (a: Turn, b: Turn) => byText(a.receivedAt, b.receivedAt) || byText(a.lotId, b.lotId);

/** Order in which lots leave: those that end first (ties: that came first), that came first, or that came last. */
export function inRotation<L extends Turn>(lots: readonly L[], rotation: 'fefo' | 'fifo' | 'lifo'): L[] {
  if (rotation === 'fifo') return lots.toSorted(byArrival);
  if (rotation === 'lifo') return lots.toSorted((a, b) => byArrival(b, a));
  return lots.toSorted((a, b) => byText(a.soldUntil, b.soldUntil) || byArrival(a, b));
}

/** Takes units of lots in order; what the lots miss is in `missing`. */
export function takeInOrder(
  lots: readonly { readonly lotId: string; readonly onHand: number }[],
  qty: number,
): { readonly taken: LotQty[]; readonly missing: number } {
  const taken: LotQty[] = [];
  let missing = qty;
  for (const { lotId, onHand } of lots) {
    if (missing === 0) break;
    const some = Math.min(onHand, missing);
    if (some <= 0) continue;
    taken.push({ lotId, qty: some });
    missing -= some;
  }
  return { taken, missing };
}

export const sumOf = (lots: readonly { readonly qty: number }[]): number => lots.reduce((sum, l) => sum + l.qty, 0);
