import { type Connection, setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { belowZeroSince, laterIssues } from '../../../preload/contract/inventory.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import { formatMinor } from '../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../engine/context.ts';
import { loadItems } from '../catalog/index.ts';
import { policy } from '../company/index.ts';
import { loadTrail, type Trail, type TrailLine } from './load-trail.ts';
import type { MoveResult } from './model.ts';
import { averageAgain } from './replay-average.ts';
import { fifoAgain } from './replay-fifo.ts';
import type { Arrived, PoolReplay } from './replay-pool.ts';
import { ReplayWriter } from './replay-writer.ts';

interface BackDated {
  readonly source: { readonly kind: string; readonly id: string };
  /** Instant and day the goods came. */
  readonly at: string;
  readonly on: Day;
}

const laterMoves = setStatement<DB>()({ item_id: 'text', area_id: 'text', at: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('stock_move as m')
    .whereRef('m.item_id', '=', 'w.item_id')
    .whereRef('m.effective_at', '>=', 'w.at')
    .innerJoin('location as f', 'f.id', 'm.from_location_id')
    .innerJoin('location as t', 't.id', 'm.to_location_id')
    .groupBy(['w.item_id', 'w.area_id'])
    .select(['w.item_id', 'w.area_id'])
    .select((eb) => [
      eb.fn.min('m.id').as('first'),
      eb.fn
        .max(
          eb
            .case()
            .when(
              eb.and([
                eb('f.area_id', '=', eb.ref('w.area_id')),
                eb.or([eb('t.area_id', 'is', null), eb('t.area_id', '<>', eb.ref('w.area_id'))]),
                eb('m.effective_at', '>', eb.ref('w.at')),
              ]),
            )
            .then(eb.ref('m.effective_on'))
            .end(),
        )
        .as('last'),
    ]),
);

/** The earliest move since an instant, by item, and the last day something left each area after it. */
async function movedSince(tx: Connection<DB>, at: string, results: readonly MoveResult[]) {
  const pools = new Map(
    results.flatMap((r) => (r.in ? [[`${r.itemId}|${r.in.areaId}`, { item_id: r.itemId, area_id: r.in.areaId, at }]] : [])),
  );
  return tx.runFor(laterMoves, [...pools.values()]);
}

/**
 * Goods that came before others left, told later: what the company's policy `backDatedReceipts` says of it. `new-layer`: what left keeps its cost, and
 * the goods wait in their place of the queue. `refuse`: they are not taken in. `replay`: issues after them are made again as if they had been
 * there, and what these cost more or less is posted on the day of each, to the account of where the units went. Nothing that was written changes.
 *
 * Called when the goods are in and their entry is posted. Goods at standard cost never change what others cost.
 */
export async function settleBackDated(ctx: CommandContext, head: BackDated, results: readonly MoveResult[]): Promise<void> {
  const rule = policy(ctx, 'backDatedReceipts');
  if (rule === 'new-layer' || head.at >= ctx.now) return;
  const items = await loadItems(
    ctx,
    results.map((r) => r.itemId),
  );
  const late = (await movedSince(ctx.tx, head.at, results)).filter((m) => m.last !== null);
  if (late.length === 0) return;
  if (rule === 'refuse') {
    const [one] = late.filter((m) => items.get(m.item_id)?.costing !== 'standard');
    if (one) throw refuse(laterIssues, { sku: items.get(one.item_id)?.sku ?? '', on: head.on, last: one.last ?? head.on });
    return;
  }
  const trail = await loadTrail(
    ctx.tx,
    late.map((m) => ({ itemId: m.item_id, moveId: m.first })),
  );
  const replays: PoolReplay[] = [];
  for (const { item_id: itemId, area_id: areaId } of late) {
    const arrived = arrivals(trail, results, itemId, areaId);
    const method = arrived[0]?.layer.method;
    if (method === undefined || method === 'standard') continue;
    const below = belowZero(trail, head.at, arrived);
    if (below === 'other') throw refuse(belowZeroSince, { sku: items.get(itemId)?.sku ?? '', on: head.on });
    if (below === 'covered') continue;
    const again = await (method === 'fifo' ? fifoAgain : averageAgain)(ctx.tx, trail, arrived);
    const cost = sumSafe(again.days.flatMap((d) => d.parts.map((p) => p.value)));
    const { currency } = ctx.company;
    ctx.message(
      `${items.get(itemId)?.sku ?? ''}: ${again.issues} issues after ${head.on} cost ${formatMinor(Math.abs(cost), currency)} ${currency} ${cost < 0 ? 'less' : 'more'}`,
    );
    replays.push(again);
  }
  const writer = new ReplayWriter(ctx, head.source);
  for (const again of replays) await writer.write(again);
}

/**
 * What left before it came since an instant, in the pool goods came into late: nothing ('no'); what only they cover, and nothing else left, so that
 * their true-up says already what a replay would ('covered'); or more than that, which a replay cannot make again ('other').
 */
function belowZero(trail: Trail, at: string, arrived: readonly Arrived[]): 'no' | 'covered' | 'other' {
  const [late] = arrived;
  if (!late) return 'no';
  const { itemId, areaId } = late.layer;
  const owes = (line: TrailLine) => (trail.layers.get(line.layerId)?.outLineId ?? null) !== null;
  const since = trail.lines.filter((l) => l.itemId === itemId && l.areaId === areaId && l.at >= at && !l.exchanged);
  if (!since.some(owes)) return 'no';
  const theirs = new Set(arrived.map((a) => a.line.moveId));
  const behind = (l: TrailLine) => late.layer.method === 'average' || (trail.layers.get(l.layerId)?.effectiveAt ?? '') >= at;
  const others = since.some((l) => (l.kind === 'out' ? !owes(l) && behind(l) : owes(l) && !theirs.has(l.moveId)));
  return others ? 'other' : 'covered';
}

/** Lines of the goods that came into one pool, with the layer they landed on. */
function arrivals(trail: Trail, results: readonly MoveResult[], itemId: string, areaId: string): Arrived[] {
  const moves = new Set(results.filter((r) => r.itemId === itemId && r.in?.areaId === areaId).map((r) => r.moveId));
  return trail.lines.flatMap((line) => {
    if (line.kind !== 'in' || line.exchanged || !moves.has(line.moveId)) return [];
    const layer = trail.layers.get(line.layerId);
    return layer ? [{ line, layer }] : [];
  });
}
