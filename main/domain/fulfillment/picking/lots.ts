import { sumInt } from '../../../../db/dialect/portable.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { trackedItems } from '../../catalog/index.ts';
import { inRotation, isSold, type LotQty, loadLotsAt } from '../../inventory/index.ts';
import type { Planning, Staged } from './load.ts';
import type { FreePlace } from './plan.ts';

/**
 * Places of tracked items lot by lot, in the order the lots leave, with what no open task takes of each; places of other items as they are. Lots that are
 * blocked or have ended are no goods to be picked.
 */
export async function byLot(ctx: Planning, places: ReadonlyMap<string, FreePlace[]>): Promise<ReadonlyMap<string, FreePlace[]>> {
  const tracked = await trackedItems(ctx);
  const own = [...places].filter(([itemId]) => tracked.has(itemId));
  if (own.length === 0) return places;
  const there = await loadLotsAt(
    ctx.tx,
    own.flatMap(([item_id, list]) => list.map((p) => ({ item_id, other_id: p.locationId }))),
  );
  const taken = await takenOf(
    ctx,
    there.map((l) => l.lotId),
  );
  const found = new Map(places);
  for (const [itemId, list] of own) {
    const paths = new Map(list.map((p) => [p.locationId, p.path]));
    const lots = there.filter((l) => l.itemId === itemId && isSold(l, ctx.today) && paths.has(l.locationId));
    // Of one lot at several places the nearest is emptied first.
    const near = lots.toSorted((a, b) => (paths.get(a.locationId) ?? 0) - (paths.get(b.locationId) ?? 0));
    found.set(
      itemId,
      inRotation(near, tracked.get(itemId)?.rotation ?? 'fefo').map((l) => ({
        locationId: l.locationId,
        path: paths.get(l.locationId) ?? 0,
        left: l.onHand - (taken.get(`${l.lotId}|${l.locationId}`) ?? 0),
        lotId: l.lotId,
      })),
    );
  }
  return found;
}

/** What open picks take of lots, by lot and place. */
async function takenOf(ctx: Planning, lotIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (lotIds.length === 0) return new Map();
  const rows = await ctx.tx.db
    .selectFrom(
      ctx.tx
        .rowset(
          [...new Set(lotIds)].map((id) => ({ id })),
          { id: 'text' },
        )
        .as('w'),
    )
    .crossJoin('task_lot as k')
    .whereRef('k.lot_id', '=', 'w.id')
    .where('k.task_kind', '=', 'pick')
    .innerJoin('pick_task as t', 't.id', 'k.task_id')
    .where('t.state', '=', 'open')
    .groupBy(['k.lot_id', 't.location_id'])
    .select(['k.lot_id as lotId', 't.location_id as locationId', sumInt('t.qty').as('qty')])
    .execute();
  return new Map(rows.map((r) => [`${r.lotId}|${r.locationId}`, r.qty]));
}

/** Keeps which lots new tasks are for. */
export async function keepTaskLots(
  ctx: CommandContext,
  kind: 'pick' | 'put-back',
  tasks: readonly { readonly id: number; readonly lotId?: string | undefined }[],
): Promise<void> {
  await ctx.tx.insertMany(
    'task_lot',
    tasks.flatMap((t) => (t.lotId === undefined ? [] : [{ task_kind: kind, task_id: t.id, lot_id: t.lotId, scanned: 0 as const }])),
  );
}

const keyOf = (s: Pick<Staged, 'orderLineId' | 'locationId'>) => `${s.orderLineId}|${s.locationId}`;

/** A lot that stands picked for an order line: how much of it, and how much lies in parcels that have not left. */
export interface StagedLot extends LotQty {
  readonly code: string;
  readonly packed: number;
}

/** Which lots stand picked for order lines, by line and place; what lies in no parcel first. Empty for what is not tracked. */
export async function stagedLots(ctx: CommandContext, staged: readonly Staged[]): Promise<(goods: Staged) => readonly StagedLot[]> {
  const tracked = await trackedItems(ctx);
  const lines = [...new Set(staged.flatMap((s) => (tracked.has(s.itemId) ? [s.orderLineId] : [])))];
  if (lines.length === 0) return () => [];
  const rows = await ctx.tx.db
    .selectFrom('staged_lot as s')
    .innerJoin('lot as l', 'l.id', 's.lot_id')
    .where('s.order_line_id', 'in', lines)
    .where('s.qty', '>', 0)
    .select(['s.order_line_id as orderLineId', 's.location_id as locationId', 's.lot_id as lotId', 's.qty', 'l.code'])
    .orderBy('l.sold_until')
    .orderBy('l.id')
    .execute();
  const packed = await ctx.tx.db
    .selectFrom('parcel_lot as p')
    .innerJoin('parcel as c', 'c.id', 'p.parcel_id')
    .where('p.order_line_id', 'in', lines)
    .where('c.state', 'in', ['open', 'packed'])
    .groupBy(['p.order_line_id', 'p.lot_id'])
    .select(['p.order_line_id as orderLineId', 'p.lot_id as lotId', sumInt('p.qty').as('qty')])
    .execute();
  const inParcels = new Map(packed.map((p) => [`${p.orderLineId}|${p.lotId}`, p.qty]));
  const byGoods = Map.groupBy(rows, keyOf);
  return (goods) =>
    (byGoods.get(keyOf(goods)) ?? []).map(({ lotId, qty, code, orderLineId }) => {
      return { lotId, qty, code, packed: Math.min(qty, inParcels.get(`${orderLineId}|${lotId}`) ?? 0) };
    });
}

/** Units of lots that make up a quantity: what lies in no parcel before what does. Undefined where nothing is told apart. */
export function lotsFor(lots: readonly StagedLot[], qty: number): LotQty[] | undefined {
  if (lots.length === 0) return undefined;
  const taken: LotQty[] = [];
  let missing = qty;
  const rounds = [lots.map((l) => ({ lotId: l.lotId, qty: l.qty - l.packed })), lots.map((l) => ({ lotId: l.lotId, qty: l.packed }))];
  for (const { lotId, qty: there } of rounds.flat()) {
    const some = Math.min(there, missing);
    if (some <= 0) continue;
    missing -= some;
    taken.push({ lotId, qty: some });
  }
  const sums = Map.groupBy(taken, (l) => l.lotId);
  return [...sums].map(([lotId, own]) => ({ lotId, qty: own.reduce((n, l) => n + l.qty, 0) }));
}
