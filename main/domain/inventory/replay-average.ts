import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { type AverageEvent, replayAverage } from './costing/replay-average.ts';
import type { Trail } from './load-trail.ts';
import { type Arrived, byTime, laterOnIns, laterOnOuts, onwardOf, type PoolReplay, roleOf } from './replay-pool.ts';

/**
 * A pool at moving average from goods that came late on, averaged again with what is known now: differences of bills are in what the goods of
 * these bills came in at. Units that went on to another area or came back keep the cost they carry.
 */
export async function averageAgain(tx: Connection<DB>, trail: Trail, arrived: readonly Arrived[]): Promise<PoolReplay> {
  const [late] = arrived;
  if (!late) throw new Error('a replay without goods that came late');
  const { itemId, areaId, accountId, poolValue, layerId, qtyLeft } = late.layer;
  const lines = trail.lines
    .filter((l) => l.itemId === itemId && l.areaId === areaId && l.at >= late.line.at)
    .sort((a, b) => byTime(a, b) || a.lineId - b.lineId);
  const ins = lines.filter((l) => l.kind === 'in');
  const outs = lines.filter((l) => l.kind === 'out');
  const [onIns, onOuts, onward] = [await laterOnIns(tx, ins), await laterOnOuts(tx, outs), onwardOf(trail)];
  const events = lines.map((l): AverageEvent => {
    if (l.kind === 'in') return { kind: 'in', qty: l.qty, value: l.value + (onIns.get(l.lineId) ?? 0) };
    const went = onward.get(l.lineId) ?? { qty: 0, value: 0 };
    const value = l.value + (onOuts.get(l.lineId) ?? 0);
    // What was given back to a supplier went at the average of its day, and what it was refunded is settled.
    const fixed = trail.departures.get(l.lineId)?.to === 'supplier' ? { qty: l.qty, value } : went;
    return { kind: 'out', lineId: l.lineId, qty: l.qty, onward: fixed, gone: value - fixed.value };
  });
  const before = { qty: qtyLeft, value: poolValue };
  for (const e of events) {
    const sign = e.kind === 'in' ? -1 : 1;
    before.qty += sign * e.qty;
    before.value += sign * (e.kind === 'in' ? e.value : e.gone + e.onward.value);
  }
  const { recosted, value, beyond } = replayAverage(before, events);
  const onOf = new Map(outs.map((l) => [l.lineId, l.on]));
  const parts = recosted.map((r) => ({
    on: onOf.get(r.lineId) ?? late.line.on,
    part: { role: roleOf(trail, r.lineId), value: r.difference, outLineId: r.lineId as number | null, qty: r.qty },
  }));
  const lastOn =
    parts
      .map((p) => p.on)
      .sort()
      .at(-1) ?? late.line.on;
  if (beyond !== 0) parts.push({ on: lastOn, part: { role: 'cogs-variance', value: beyond, outLineId: null, qty: 0 } });
  const days = [...Map.groupBy(parts, (p) => p.on)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    itemId,
    areaId,
    accountId,
    poolValue,
    runningLayerId: layerId,
    issues: recosted.length,
    left: new Map([[layerId, { qty: qtyLeft, value }]]),
    days: days.map(([on, of]) => ({ on, exchanges: [], parts: of.map((p) => p.part) })),
  };
}
