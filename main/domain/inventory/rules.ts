import { notFound } from '../../../preload/contract/engine.ts';
import { transferExceeded } from '../../../preload/contract/inventory.ts';
import { type Refusal, refuse } from '../../../preload/contract/refusal.ts';
import type { ReservationWant } from './model.ts';

/** Free quantity per item and warehouse (`item|warehouse`); lowered by what is granted. */
export type FreeStock = Map<string, number>;

const place = (want: ReservationWant) => `${want.itemId}|${want.warehouseId}`;

/**
 * Who gets what: smallest rank first, ties in the order given. Partial grants take what is left; all-or-nothing serves a
 * subject whole or not at all, at the place of its best line. Returns the quantity per want and lowers `free`.
 */
export function decideReservations(wants: readonly ReservationWant[], free: FreeStock, mode: 'partial' | 'all-or-nothing'): number[] {
  const granted = wants.map(() => 0);
  const order = wants.map((want, index) => ({ want, index }));
  if (order.some(({ want }) => want.priority !== order[0]?.want.priority))
    order.sort((a, b) => a.want.priority - b.want.priority || a.index - b.index);
  const grant = (want: ReservationWant, index: number) => {
    const left = free.get(place(want)) ?? 0;
    const qty = Math.max(0, Math.min(left, want.qty));
    granted[index] = qty;
    if (qty > 0) free.set(place(want), left - qty);
    return qty === want.qty;
  };
  if (mode === 'partial') {
    for (const { want, index } of order) grant(want, index);
    return granted;
  }
  const subjects = new Map<string, { want: ReservationWant; index: number }[]>();
  for (const line of order) {
    const key = `${line.want.subjectKind}|${line.want.subjectId}`;
    const lines = subjects.get(key);
    if (lines) lines.push(line);
    else subjects.set(key, [line]);
  }
  for (const lines of subjects.values()) {
    const whole = lines.map(({ want, index }) => grant(want, index)).every(Boolean);
    if (whole) continue;
    for (const { want, index } of lines) {
      free.set(place(want), (free.get(place(want)) ?? 0) + (granted[index] ?? 0));
      granted[index] = 0;
    }
  }
  return granted;
}

/** A line of a transfer that is (partly) under way. Quantities in steps. */
export interface UnderWay {
  readonly id: number;
  readonly lineNo: number;
  readonly itemId: string;
  readonly sku: string;
  readonly qty: number;
  readonly received: number;
  readonly lost: number;
}
export interface ArrivalOfLine {
  readonly line: UnderWay;
  readonly received: number;
  readonly lost: number;
}

/**
 * What arrives and what is given up, per line; everything under way when nothing is said. Refuses more than is under way,
 * and a line the transfer does not have.
 */
export function decideArrivals(
  lines: readonly UnderWay[],
  said: readonly { readonly lineNo: number; readonly received: number; readonly lost: number }[] | undefined,
): readonly ArrivalOfLine[] | Refusal {
  const underWay = (l: UnderWay) => l.qty - l.received - l.lost;
  if (!said) return lines.filter((l) => underWay(l) > 0).map((line) => ({ line, received: underWay(line), lost: 0 }));
  const byNo = new Map(lines.map((l) => [l.lineNo, l]));
  const taken = new Map<number, number>();
  const decided: ArrivalOfLine[] = [];
  for (const { lineNo, received, lost } of said) {
    const line = byNo.get(lineNo);
    if (!line) return refuse(notFound, { kind: 'transfer line', id: String(lineNo) });
    const asked = (taken.get(lineNo) ?? 0) + received + lost;
    if (asked > underWay(line)) return refuse(transferExceeded, { sku: line.sku, asked, underWay: underWay(line) });
    taken.set(lineNo, asked);
    if (received + lost > 0) decided.push({ line, received, lost });
  }
  return decided;
}
