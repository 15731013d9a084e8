import { sql } from 'kysely';
import { sumInt } from '../../../db/dialect/portable.ts';
import { addDays } from '../../../preload/contract/values/day.ts';
import { toMillis } from '../../../preload/contract/values/instant.ts';
import type { CommandContext, QueryContext } from '../../engine/context.ts';
import { takeNumbers } from '../company/index.ts';
import { type Classed, type CountClass, type CountPlan, type DuePlace, decideClasses, type PlaceStock } from './count-rules.ts';
import { places } from './warehouses.ts';

const PLAN_DEFAULTS: readonly CountPlan[] = [
  { code: 'A', upToPercent: 80, everyDays: 30, tolerancePercent: 0 },
  { code: 'B', upToPercent: 95, everyDays: 90, tolerancePercent: 2 },
  { code: 'C', upToPercent: 100, everyDays: 365, tolerancePercent: 5 },
];
const CLASSED_DAYS = 365;

/** How each class is counted: as the company said, else as the house does. */
export async function countPlans({ tx }: Pick<QueryContext, 'tx'>): Promise<Map<CountClass, CountPlan>> {
  const rows = await tx.db
    .selectFrom('count_class')
    .select(['code', 'up_to_percent as upToPercent', 'every_days as everyDays', 'tolerance_percent as tolerancePercent'])
    .execute();
  const said = new Map(rows.map((r) => [r.code, r]));
  return new Map(PLAN_DEFAULTS.map((d) => [d.code, said.get(d.code) ?? d]));
}

/**
 * Classes every product by the value at cost that went to customers in the last 365 days, and keeps it. Products in order of that value,
 * highest first: one belongs to the first class whose share is not reached by those before it.
 */
export async function classifyItems(ctx: CommandContext, plans: ReadonlyMap<CountClass, CountPlan>): Promise<Map<string, CountClass>> {
  const { customer } = await places(ctx);
  const moved = await ctx.tx.db
    .selectFrom('stock_move as m')
    .innerJoin('valuation_line as v', 'v.move_id', 'm.id')
    .where('m.effective_on', '>', addDays(ctx.today, -CLASSED_DAYS))
    .where('m.to_location_id', '=', customer)
    .where('v.kind', '=', 'out')
    .groupBy('m.item_id')
    .select(['m.item_id as itemId', sumInt(sql`-v.value`).as('value')])
    .execute();
  const items = await ctx.tx.db.selectFrom('item').select('id').where('kind', '=', 'stock').orderBy('id').execute();
  const valueOf = new Map(moved.map((r) => [r.itemId, r.value]));
  const classed = decideClasses(
    items.map((i): Classed => ({ itemId: i.id, value: valueOf.get(i.id) ?? 0 })),
    [...plans.values()],
  );
  await ctx.tx.db.deleteFrom('item_count_class').execute();
  await ctx.tx.insertMany(
    'item_count_class',
    items.map(({ id }) => ({ item_id: id, class: classed.get(id) ?? 'C', moved_value: valueOf.get(id) ?? 0 })),
  );
  return classed;
}

/** What stands in a warehouse, place by place in the order of the way, with the day each product was last counted there. */
export async function placeStock(ctx: CommandContext, warehouseId: string, since: string): Promise<PlaceStock[]> {
  const { db } = ctx.tx;
  const held = await db
    .selectFrom('location as l')
    .innerJoin('stock_balance as b', 'b.location_id', 'l.id')
    .where('l.warehouse_id', '=', warehouseId)
    .where('b.on_hand', '>', 0)
    // What stands there is on its way out and is counted by who packs it.
    .where('l.type', 'not in', ['staging', 'packing'])
    .select(['l.id as locationId', 'b.item_id as itemId'])
    .orderBy('l.path_order')
    .orderBy('l.code')
    .orderBy('b.item_id')
    .execute();
  const counted = await db
    .selectFrom('count_task as t')
    .innerJoin('count_task_line as l', 'l.task_id', 't.id')
    .where('t.warehouse_id', '=', warehouseId)
    .where('t.counted_at', '>', since)
    .where('t.state', '=', 'posted')
    .where('l.counted', 'is not', null)
    .groupBy(['t.location_id', 'l.item_id'])
    .select(['t.location_id as locationId', 'l.item_id as itemId', (eb) => eb.fn.max('t.counted_at').as('at')])
    .execute();
  const last = new Map(counted.map((r) => [`${r.locationId}|${r.itemId}`, r.at === null ? 0 : toMillis(r.at)]));
  return held.map((h) => ({ ...h, lastMillis: last.get(`${h.locationId}|${h.itemId}`) ?? 0 }));
}

const insertLines = (ctx: CommandContext, lines: readonly { readonly taskId: string; readonly itemId: string }[]) =>
  ctx.tx.insertMany(
    'count_task_line',
    lines.map(({ taskId, itemId }) => ({ id: ctx.nextId('count_task_line'), task_id: taskId, item_id: itemId, again: 0 as const })),
  );

/** Makes a count of each of these places, which have none under way. */
export async function openCounts(ctx: CommandContext, warehouseId: string, due: readonly DuePlace[]): Promise<void> {
  const numbers = takeNumbers(ctx, 'CTK', ctx.today, due.length);
  const tasks = due.map((place, i) => ({ ...place, id: ctx.newId('cnt'), number: numbers[i] ?? '' }));
  await ctx.tx.insertMany(
    'count_task',
    tasks.map(({ id, number, locationId }) => ({
      id,
      number,
      warehouse_id: warehouseId,
      location_id: locationId,
      state: 'open' as const,
      planned_on: ctx.today,
      revision: 1,
    })),
  );
  await insertLines(
    ctx,
    tasks.flatMap(({ id, itemIds }) => itemIds.map((itemId) => ({ taskId: id, itemId }))),
  );
}

/**
 * Has a product counted at a place where the books turned out to be wrong: in the count that waits there, else in one of its own. A count somebody has
 * begun is left as it is; the place is then counted again by who sees the next difference.
 */
export async function askToCount(ctx: CommandContext, warehouseId: string, locationId: string, itemId: string): Promise<void> {
  const waiting = await ctx.tx.db
    .selectFrom('count_task')
    .select(['id', 'state'])
    .where('location_id', '=', locationId)
    .where('state', 'in', ['open', 'recount', 'counted'])
    .executeTakeFirst();
  if (!waiting) return openCounts(ctx, warehouseId, [{ locationId, itemIds: [itemId] }]);
  if (waiting.state !== 'open') return;
  const named = await ctx.tx.db
    .selectFrom('count_task_line')
    .select('id')
    .where('task_id', '=', waiting.id)
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  if (!named) await insertLines(ctx, [{ taskId: waiting.id, itemId }]);
}
