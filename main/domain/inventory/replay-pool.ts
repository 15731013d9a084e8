import { type Connection, setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { Exchange } from './costing/replay-fifo.ts';
import { type HeldLayer, ROLE_OF, type Trail, type TrailLine } from './load-trail.ts';

/** A line that brought goods in late, and the layer they are on. */
export interface Arrived {
  readonly line: TrailLine;
  readonly layer: HeldLayer;
}

/** What units that left cost more (positive) or less on one day, by the account of where they went. */
export interface DayOfReplay {
  readonly on: string;
  readonly parts: readonly { readonly role: string; readonly value: Minor; readonly outLineId: number | null; readonly qty: number }[];
  /** Units exchanged between layers; none under average. */
  readonly exchanges: readonly Exchange[];
}

/** What a replay of one pool comes to. */
export interface PoolReplay {
  readonly itemId: string;
  readonly areaId: string;
  readonly accountId: string;
  readonly poolValue: Minor;
  /** The running layer; null under FIFO. */
  readonly runningLayerId: number | null;
  readonly issues: number;
  readonly days: readonly DayOfReplay[];
  /** Layers with other quantity or value than before. */
  readonly left: ReadonlyMap<number, { readonly qty: number; readonly value: Minor }>;
}

const correctionsByOut = setStatement<DB>()({ id: 'int' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('cost_correction as c')
    .whereRef('c.out_line_id', '=', 'w.id')
    .where('c.out_line_id', 'is not', null)
    .select(['w.id', 'c.value']),
);
const correctionsByIn = setStatement<DB>()({ id: 'int' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('cost_correction as c')
    .whereRef('c.in_line_id', '=', 'w.id')
    .where('c.in_line_id', 'is not', null)
    .where((eb) => eb.or([eb('c.adjust_line_id', 'is not', null), eb('c.out_line_id', 'is not', null)]))
    .select(['w.id', 'c.value']),
);

const totals = (rows: readonly { readonly id: number; readonly value: number }[]) => {
  const sums = new Map<number, number>();
  for (const r of rows) sums.set(r.id, (sums.get(r.id) ?? 0) + r.value);
  return sums;
};
const keyed = (lines: readonly TrailLine[]) => lines.map((l) => ({ id: l.lineId }));

/** Differences found later on units these lines took out, by line. */
export const laterOnOuts = async (tx: Connection<DB>, lines: readonly TrailLine[]) =>
  totals(await tx.runFor(correctionsByOut, keyed(lines)));
/** Differences found later on units these lines brought in, by line, as far as they stayed with the units. */
export const laterOnIns = async (tx: Connection<DB>, lines: readonly TrailLine[]) => totals(await tx.runFor(correctionsByIn, keyed(lines)));

/** What of the units of each line went on: to another area, back from a customer, or back on its layer by a replay. */
export function onwardOf(trail: Trail): Map<number, { qty: number; value: Minor }> {
  const onward = new Map<number, { qty: number; value: Minor }>();
  for (const line of trail.lines) {
    if (line.kind !== 'in' || line.originLineId === null) continue;
    const sum = onward.get(line.originLineId) ?? { qty: 0, value: 0 };
    sum.qty += line.qty;
    sum.value += line.value;
    onward.set(line.originLineId, sum);
  }
  return onward;
}

/** Account role of the cost of what left with a line. */
export function roleOf(trail: Trail, lineId: number): string {
  const departure = trail.departures.get(lineId);
  return departure?.reasonRole ?? ROLE_OF[departure?.to ?? 'customer'];
}

/** In order of time, then as recorded. */
export const byTime = (a: { readonly at: string; readonly moveId: number }, b: { readonly at: string; readonly moveId: number }): number =>
  a.at === b.at ? a.moveId - b.moveId : a.at < b.at ? -1 : 1;
