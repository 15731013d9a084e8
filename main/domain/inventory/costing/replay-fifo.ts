import { share } from '../../../../preload/contract/values/int.ts';
import type { Minor } from '../../../../preload/contract/values/money.ts';

/** A layer a replay may use: what it holds now, when it came, and its place in the order of use. */
export interface ReplayLayer {
  readonly layerId: number;
  readonly effectiveAt: string;
  /** Instant and move it arrived in the pool with: later than `effectiveAt` for goods that moved or came back. */
  readonly arrivedAt: string;
  readonly arrivedBy: number;
  readonly qtyLeft: number;
  readonly valueLeft: Minor;
}
/** Units that left for good with one move, taken from a layer by a line. Quantity and value positive. */
export interface Taken {
  readonly lineId: number;
  readonly layerId: number;
  readonly qty: number;
  readonly value: Minor;
}
export interface ReplayIssue {
  readonly moveId: number;
  /** The first line of the move in this pool: what leaves instead names it. */
  readonly lineId: number;
  readonly at: string;
  readonly taken: readonly Taken[];
}
/** Units put back on the layer of a line (`lineId`), or taken from a layer in their stead; quantity and value positive. */
export interface Exchange {
  readonly issue: ReplayIssue;
  readonly kind: 'back' | 'instead';
  /** Line the units are of: the one they left with, or the first of the move. */
  readonly lineId: number;
  readonly layerId: number;
  readonly qty: number;
  readonly value: Minor;
}

const first = (a: string, aMove: number, b: string, bMove: number) => a < b || (a === b && aMove < bMove);

/** What each issue takes, by layer, when all of them are made again in order of time. */
function consumption(layers: readonly ReplayLayer[], issues: readonly ReplayIssue[]): Map<number, number>[] {
  const free = new Map(layers.map((l) => [l.layerId, l.qtyLeft]));
  for (const { taken } of issues) for (const t of taken) free.set(t.layerId, (free.get(t.layerId) ?? 0) + t.qty);
  let head = 0;
  return issues.map((issue) => {
    const took = new Map<number, number>();
    let missing = issue.taken.reduce((sum, t) => sum + t.qty, 0);
    const take = (arrived: boolean) => {
      for (let i = head; missing > 0 && i < layers.length; i += 1) {
        const layer = layers[i] as ReplayLayer;
        const left = free.get(layer.layerId) ?? 0;
        if (left === 0) {
          if (i === head) head += 1;
          continue;
        }
        if (arrived && !first(layer.arrivedAt, layer.arrivedBy, issue.at, issue.moveId)) continue;
        const qty = Math.min(left, missing);
        free.set(layer.layerId, left - qty);
        took.set(layer.layerId, (took.get(layer.layerId) ?? 0) + qty);
        missing -= qty;
      }
    };
    take(true);
    // Sent out before it came, by the days stated: it takes what comes next.
    take(false);
    return took;
  });
}

/**
 * Makes issues again as if every layer had been there when it came: what is put back where, and what leaves in its stead. `layers` in order
 * of use, `issues` in order of time. What an issue takes from a layer in both cases stays as it is, value included. Put back units bring
 * back what they left at; what leaves instead takes its share of its layer, the last unit the remainder. Returns the exchanges, and what is left on
 * each layer they touched.
 */
export function replayFifo(
  layers: readonly ReplayLayer[],
  issues: readonly ReplayIssue[],
): { readonly exchanges: readonly Exchange[]; readonly left: ReadonlyMap<number, { readonly qty: number; readonly value: Minor }> } {
  const took = consumption(layers, issues);
  const held = new Map(layers.map((l) => [l.layerId, { qty: l.qtyLeft, value: l.valueLeft, touched: false }]));
  const change = (layerId: number, qty: number, value: Minor) => {
    const layer = held.get(layerId);
    if (!layer) throw new Error(`layer ${layerId} takes no part in the replay`);
    layer.qty += qty;
    layer.value += value;
    layer.touched = true;
  };
  const back: Exchange[] = [];
  const wanted: Omit<Exchange, 'value'>[] = [];
  for (const [i, issue] of issues.entries()) {
    const now = new Map(took[i]);
    for (const { lineId, layerId, qty, value } of issue.taken) {
      const stays = Math.min(qty, now.get(layerId) ?? 0);
      now.set(layerId, (now.get(layerId) ?? 0) - stays);
      if (stays === qty) continue;
      const part = { qty: qty - stays, value: value - share(value, qty, stays) };
      change(layerId, part.qty, part.value);
      back.push({ issue, kind: 'back', lineId, layerId, ...part });
    }
    for (const [layerId, qty] of now) if (qty > 0) wanted.push({ issue, kind: 'instead', lineId: issue.lineId, layerId, qty });
  }
  const instead = wanted.map((w): Exchange => {
    const layer = held.get(w.layerId);
    const value = layer ? share(layer.value, layer.qty, w.qty) : 0;
    change(w.layerId, -w.qty, -value);
    return { ...w, value };
  });
  return { exchanges: [...back, ...instead], left: new Map([...held].filter(([, l]) => l.touched)) };
}
