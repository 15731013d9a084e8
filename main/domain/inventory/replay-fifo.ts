import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { type ReplayIssue, type ReplayLayer, replayFifo, type Taken } from './costing/replay-fifo.ts';
import type { Trail, TrailLine } from './load-trail.ts';
import { type Arrived, byTime, type DayOfReplay, laterOnOuts, onwardOf, type PoolReplay, roleOf } from './replay-pool.ts';

/**
 * Issues of a FIFO pool since goods that came late, made again: those of layers behind them only, what lies before them in the queue was used the same way. Units that
 * went on to another area or came back keep the cost they carry, and what was given back to a supplier the layer it came on.
 */
export async function fifoAgain(tx: Connection<DB>, trail: Trail, arrived: readonly Arrived[]): Promise<PoolReplay> {
  const [head] = arrived.toSorted((a, b) =>
    byTime({ at: a.layer.effectiveAt, moveId: a.layer.layerId }, { at: b.layer.effectiveAt, moveId: b.layer.layerId }),
  );
  if (!head) throw new Error('a replay without goods that came late');
  const { itemId, areaId, accountId, poolValue, effectiveAt } = head.layer;
  const lines = trail.lines.filter((l) => l.itemId === itemId && l.areaId === areaId);
  const layers = layersBehind(trail, lines, { effectiveAt, layerId: head.layer.layerId });
  const known = new Set(layers.map((l) => l.layerId));
  const outs = lines.filter((l) => l.kind === 'out' && l.at >= effectiveAt && known.has(l.layerId));
  const issues = issuesOf(trail, lines, outs, await laterOnOuts(tx, outs));
  const { exchanges, left } = replayFifo(layers, issues);
  const onOf = new Map(lines.map((l) => [l.moveId, l.on]));
  const days = [...Map.groupBy(exchanges, (e) => onOf.get(e.issue.moveId) ?? '')].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    itemId,
    areaId,
    accountId,
    poolValue,
    runningLayerId: null,
    issues: new Set(exchanges.map((e) => e.issue.moveId)).size,
    left,
    days: days.map(
      ([on, of]): DayOfReplay => ({
        on,
        exchanges: of,
        parts: of.map((e) => ({
          role: roleOf(trail, e.lineId),
          value: e.kind === 'back' ? -e.value : e.value,
          outLineId: null,
          qty: e.qty,
        })),
      }),
    ),
  };
}

/** Layers of the pool from the late one on, in order of use, with when they came. */
function layersBehind(
  trail: Trail,
  lines: readonly TrailLine[],
  from: { readonly effectiveAt: string; readonly layerId: number },
): ReplayLayer[] {
  const behind = (l: { effectiveAt: string; layerId: number }) =>
    l.effectiveAt > from.effectiveAt || (l.effectiveAt === from.effectiveAt && l.layerId >= from.layerId);
  const found = new Map<number, ReplayLayer>();
  for (const line of lines) {
    const layer = trail.layers.get(line.layerId);
    if (!layer || line.kind !== 'in' || line.exchanged || layer.method !== 'fifo' || !behind(layer)) continue;
    const { layerId, effectiveAt, qtyLeft, valueLeft } = layer;
    if (!found.has(layerId)) found.set(layerId, { layerId, effectiveAt, arrivedAt: line.at, arrivedBy: line.moveId, qtyLeft, valueLeft });
  }
  return [...found.values()].sort((a, b) => byTime({ at: a.effectiveAt, moveId: a.layerId }, { at: b.effectiveAt, moveId: b.layerId }));
}

/** What left for good with each move, line by line, less what came back or was put back since. */
function issuesOf(
  trail: Trail,
  lines: readonly TrailLine[],
  outs: readonly TrailLine[],
  later: ReadonlyMap<number, number>,
): ReplayIssue[] {
  const onward = onwardOf(trail);
  const root = new Map<number, number>();
  for (const l of lines) if (l.kind === 'out' && !l.exchanged && !root.has(l.moveId)) root.set(l.moveId, l.lineId);
  const issues = [...Map.groupBy(outs, (l) => l.moveId)].flatMap(([moveId, of]): ReplayIssue[] => {
    const taken = of.flatMap((l): Taken[] => {
      const to = trail.departures.get(l.lineId)?.to;
      if (to === 'supplier' || to === 'internal' || to === 'transit') return [];
      const gone = onward.get(l.lineId) ?? { qty: 0, value: 0 };
      const qty = l.qty - gone.qty;
      return qty > 0 ? [{ lineId: l.lineId, layerId: l.layerId, qty, value: l.value + (later.get(l.lineId) ?? 0) - gone.value }] : [];
    });
    const lineId = root.get(moveId);
    return taken.length === 0 || lineId === undefined ? [] : [{ moveId, lineId, at: of[0]?.at ?? '', taken }];
  });
  return issues.sort(byTime);
}
