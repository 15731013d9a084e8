import { sql } from 'kysely';
import type { CommandContext } from '../../../engine/context.ts';
import { loadPlaces } from '../picking/load.ts';
import { decidePicks, type PlannedPick } from '../picking/plan.ts';
import { assertPicks, fillingOf } from '../picking/release-wave.ts';
import { loadCandidates } from '../waves/candidates.ts';
import { fillWave } from '../waves/fill.ts';
import { loadFaces } from './faces.ts';

/** Faces looked at by one command. */
const BATCH = 5000;

type Reason = 'below-min' | 'wave-demand';
/** Goods wanted at a face. */
interface Wanting {
  readonly itemId: string;
  readonly locationId: string;
  readonly qty: number;
}
/** Goods to be carried there, from a place and of a lot. */
interface Carried extends Wanting {
  readonly fromLocationId: string;
  readonly lotId?: string | undefined;
}
export interface Proposed {
  readonly tasks: number;
  readonly qty: number;
  readonly short: number;
  readonly after: number | null;
}

/** What lies in a face and no picker is sent for, with what is on its way there. */
const HAVE = sql<number>`cast(
    coalesce((select b.on_hand from stock_balance as b where b.item_id = f.item_id and b.location_id = f.location_id), 0)
  - coalesce((select sum(p.qty) from pick_task as p where p.item_id = f.item_id and p.location_id = f.location_id and p.state = 'open'), 0)
  + coalesce((select sum(r.qty) from replenish_task as r where r.item_id = f.item_id and r.to_location_id = f.location_id and r.state = 'open'), 0) as bigint)`;

/** Fills faces up that are below their minimum: to the maximum, oldest goods and first lots first. Faces behind `after`, so many at once. */
export async function proposeByMinimum(ctx: CommandContext, warehouseId: string, after: number): Promise<Proposed> {
  const looked = ctx.tx.db
    .selectFrom('pick_face as f')
    .innerJoin('location as l', 'l.id', 'f.location_id')
    .where('f.warehouse_id', '=', warehouseId)
    .where('f.id', '>', after)
    .where('l.active', '=', 1)
    .where('l.status', '=', 'sellable')
    .select(['f.id', 'f.item_id as itemId', 'f.location_id as locationId', 'f.min_qty as min', 'f.max_qty as max'])
    .select(HAVE.as('have'))
    .orderBy('f.id')
    .limit(BATCH);
  const rows = await looked.execute();
  const wanted = rows.filter((r) => r.have < r.min).map(({ itemId, locationId, max, have }) => ({ itemId, locationId, qty: max - have }));
  const made = await carry(ctx, warehouseId, wanted);
  const done = await keep(ctx, warehouseId, made, 'below-min');
  const given = Map.groupBy(made, (m) => m.itemId);
  const short = wanted.filter((w) => sum(given.get(w.itemId) ?? []) < w.qty);
  return { ...done, short: short.length, after: rows.length === BATCH ? (rows.at(-1)?.id ?? null) : null };
}

/** From where goods wanted at faces are carried: what lies elsewhere, longest first, and of tracked items the lots that leave first. */
async function carry(ctx: CommandContext, warehouseId: string, wanted: readonly Wanting[]): Promise<Carried[]> {
  const face = new Map(wanted.map((w) => [w.itemId, w.locationId]));
  const places = await loadPlaces(ctx, warehouseId, face.keys(), 'fifo', 'anywhere');
  const reserve = new Map([...places].map(([id, list]) => [id, list.filter((p) => p.locationId !== face.get(id))]));
  const picks = decidePicks(
    wanted.map((w) => ({ orderId: '', orderLineId: 0, itemId: w.itemId, qty: w.qty })),
    reserve,
  );
  return picks.map((p) => carriedOf(p, face.get(p.itemId) ?? ''));
}

const carriedOf = ({ itemId, qty, locationId, lotId }: PlannedPick, face: string): Carried => {
  return { itemId, qty, locationId: face, fromLocationId: locationId, lotId };
};
const sum = (list: readonly { readonly qty: number }[]) => list.reduce((n, l) => n + l.qty, 0);

type Choice = Parameters<typeof loadCandidates>[1] & Parameters<typeof fillingOf>[1];

/**
 * What a wave of a choice, released now, would take from reserve of products that have a face, less what is on its way there already. The wave
 * is planned by what releases it.
 */
export async function proposeForWave(ctx: CommandContext, choice: Choice): Promise<Proposed> {
  const { warehouseId } = choice;
  const delivery = await assertPicks(ctx, warehouseId);
  const filling = await fillingOf(ctx, choice, delivery);
  const { orderIds } = await loadCandidates(ctx, choice);
  const { picks } = await fillWave(ctx, delivery, orderIds, { ...filling, from: 'anywhere' });
  const faces = await loadFaces(
    ctx.tx,
    warehouseId,
    picks.map((p) => p.itemId),
  );
  const beyond = picks.filter((p) => faces.has(p.itemId) && faces.get(p.itemId) !== p.locationId);
  const coming = await comingOf(ctx, warehouseId, new Set(beyond.map((p) => p.itemId)));
  const made: Carried[] = [];
  for (const [itemId, own] of Map.groupBy(beyond, (p) => p.itemId)) {
    let there = coming.get(itemId) ?? 0;
    for (const same of Map.groupBy(own, (p) => `${p.locationId}|${p.lotId ?? ''}`).values()) {
      const [first] = same;
      const qty = Math.max(0, sum(same) - there);
      there = Math.max(0, there - sum(same));
      if (first && qty > 0) made.push({ ...carriedOf(first, faces.get(itemId) ?? ''), qty });
    }
  }
  return { ...(await keep(ctx, warehouseId, made, 'wave-demand')), short: 0, after: null };
}

/** What open tasks carry to faces already, by item. */
async function comingOf(ctx: CommandContext, warehouseId: string, itemIds: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
  if (itemIds.size === 0) return new Map();
  const rows = await ctx.tx.db
    .selectFrom('replenish_task')
    .where('warehouse_id', '=', warehouseId)
    .where('item_id', 'in', [...itemIds])
    .where('state', '=', 'open')
    .select(['item_id', 'qty'])
    .execute();
  const groups = Map.groupBy(rows, (r) => r.item_id);
  return new Map([...groups].map(([id, own]) => [id, sum(own)]));
}

async function keep(
  ctx: CommandContext,
  warehouseId: string,
  made: readonly Carried[],
  reason: Reason,
): Promise<{ tasks: number; qty: number }> {
  await ctx.tx.insertMany(
    'replenish_task',
    made.map((c) => ({
      id: ctx.nextId('replenish_task'),
      warehouse_id: warehouseId,
      item_id: c.itemId,
      from_location_id: c.fromLocationId,
      to_location_id: c.locationId,
      lot_id: c.lotId ?? null,
      qty: c.qty,
      moved: 0,
      reason,
      state: 'open' as const,
      made_at: ctx.now,
      done_at: null,
      move_id: null,
      revision: 1,
    })),
  );
  return { tasks: made.length, qty: sum(made) };
}
