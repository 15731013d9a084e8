/** A valuation line that moved units of an item. Quantity positive on both sides; in order of `lineId`. */
export interface MovedLine {
  readonly lineId: number;
  readonly layerId: number;
  readonly kind: 'in' | 'out';
  readonly qty: number;
  /** For units that came back or moved on: the line that took them out. */
  readonly originLineId: number | null;
}

/**
 * Where units are now: held on a layer, or gone with a line that took them out. Units that left before they came may come back and cover
 * themselves, or one another: they stand nowhere, and left for nowhere.
 */
export type Whereabouts =
  | { readonly kind: 'held'; readonly layerId: number; readonly qty: number }
  | { readonly kind: 'circle'; readonly qty: number }
  | { readonly kind: 'gone'; readonly outLineId: number; readonly qty: number };

interface Placed {
  readonly line: MovedLine;
  /** Place of its first unit in the queue of the layer. */
  readonly at: number;
}
interface Queue {
  readonly ins: ReadonlyMap<number, number>;
  readonly outs: readonly Placed[];
  /** How far the outs known here have emptied the queue. */
  readonly taken: number;
}

/**
 * Follows units by the lines that moved them. Every layer is a queue: units leave in the order they came, under average and standard too,
 * so that each unit of a receipt is in one place and a difference can be split exactly. Units that moved to another area or came
 * back from a customer are followed on from the line that took them out.
 *
 * `lines`: all lines of the items since the first line that is followed; `leftNow`: what the layers hold today.
 */
export class UnitTrail {
  readonly #lines = new Map<number, MovedLine>();
  readonly #queues = new Map<number, Queue>();
  readonly #onward = new Map<number, Placed[]>();

  constructor(lines: readonly MovedLine[], leftNow: ReadonlyMap<number, number>) {
    for (const line of lines) this.#lines.set(line.lineId, line);
    for (const [layerId, of] of Map.groupBy(lines, (l) => l.layerId)) {
      // Units older than the lines known here stand before them in the queue.
      let end = of.reduce((sum, l) => sum + (l.kind === 'out' ? l.qty : -l.qty), leftNow.get(layerId) ?? 0);
      let taken = 0;
      const ins = new Map<number, number>();
      const outs: Placed[] = [];
      for (const line of of)
        if (line.kind === 'in') {
          ins.set(line.lineId, end);
          end += line.qty;
        } else {
          outs.push({ line, at: taken });
          taken += line.qty;
        }
      this.#queues.set(layerId, { ins, outs, taken });
    }
    for (const line of lines) {
      if (line.kind !== 'in' || line.originLineId === null) continue;
      const onward = this.#onward.get(line.originLineId) ?? [];
      const last = onward.at(-1);
      onward.push({ line, at: last ? last.at + last.line.qty : 0 });
      this.#onward.set(line.originLineId, onward);
    }
  }

  /** Where the units `from` to `from + qty` of a line that brought them in are now; the quantities add up to `qty`. */
  follow(inLineId: number, from: number, qty: number): readonly Whereabouts[] {
    const found: Whereabouts[] = [];
    this.#follow(inLineId, from, qty, found, new Set());
    return found;
  }

  /** Where the units `from` to `from + qty` of a line that took them out are now: back, moved on, or gone with it. */
  followOut(outLineId: number, from: number, qty: number): readonly Whereabouts[] {
    const found: Whereabouts[] = [];
    const out = this.#lines.get(outLineId);
    if (!out) throw new Error(`valuation line ${outLineId} was not loaded`);
    this.#followOut(out, from, qty, found, new Set());
    return found;
  }

  #follow(inLineId: number, from: number, qty: number, found: Whereabouts[], seen: Set<string>): void {
    const line = this.#lines.get(inLineId);
    const queue = line && this.#queues.get(line.layerId);
    const first = queue?.ins.get(inLineId);
    if (!line || !queue || first === undefined) throw new Error(`valuation line ${inLineId} was not loaded`);
    const start = first + from;
    const end = start + qty;
    for (let i = firstReaching(queue.outs, start); i < queue.outs.length; i += 1) {
      const out = queue.outs[i];
      if (!out || out.at >= end) break;
      const begin = Math.max(start, out.at);
      this.#followOut(out.line, begin - out.at, Math.min(end, out.at + out.line.qty) - begin, found, seen);
    }
    const held = end - Math.max(start, queue.taken);
    if (held > 0) found.push({ kind: 'held', layerId: line.layerId, qty: held });
  }

  /** Units of a line that took them out: those that came back or moved on first, in that order; the rest is gone. */
  #followOut(out: MovedLine, from: number, qty: number, found: Whereabouts[], seen: Set<string>): void {
    const at = `${out.lineId} ${from} ${qty}`;
    if (seen.has(at)) {
      found.push({ kind: 'circle', qty });
      return;
    }
    seen.add(at);
    let rest = qty;
    for (const { line, at: place } of this.#onward.get(out.lineId) ?? []) {
      const begin = Math.max(from, place);
      const part = Math.min(from + qty, place + line.qty) - begin;
      if (part <= 0) continue;
      this.#follow(line.lineId, begin - place, part, found, seen);
      rest -= part;
    }
    if (rest > 0) found.push({ kind: 'gone', outLineId: out.lineId, qty: rest });
  }
}

/** The first of the placed lines that reaches beyond a place. */
function firstReaching(outs: readonly Placed[], place: number): number {
  let low = 0;
  let high = outs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const out = outs[middle];
    if (out && out.at + out.line.qty <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
