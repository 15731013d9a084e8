import { notFound } from '../../../../preload/contract/engine.ts';
import { countAhead, countByLot, countClosed, countTwice, inventoryCounts } from '../../../../preload/contract/inventory-counts.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { addDays, startOfDay } from '../../../../preload/contract/values/day.ts';
import { toMillis } from '../../../../preload/contract/values/instant.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { trackedItems } from '../../catalog/index.ts';
import { handleCommand } from '../../handler.ts';
import { bookDifferences, booksOf, heldAt } from '../book-differences.ts';
import { breaches, type DuePlace, decideDue } from '../count-rules.ts';
import { classifyItems, countPlans, openCounts, placeStock } from '../counts.ts';
import { itemsOf, openPaper, ownPlace, stepsOf } from '../paper.ts';
import { assertWarehouseScope, warehousePlaces } from '../warehouses.ts';

/** How a class is counted from now on. */
export const setCountClass = handleCommand(inventoryCounts.setCountClass, async (ctx, input) => {
  const row = await ctx.tx.db.selectFrom('count_class').select('revision').where('code', '=', input.code).executeTakeFirst();
  const values = { up_to_percent: input.upToPercent, every_days: input.everyDays, tolerance_percent: input.tolerancePercent };
  if (row)
    await ctx.tx.db
      .updateTable('count_class')
      .set({ ...values, revision: row.revision + 1 })
      .where('code', '=', input.code)
      .execute();
  else await ctx.tx.insertMany('count_class', [{ code: input.code, ...values, revision: 1 }]);
  return { code: input.code };
});

/** Classes the products anew and makes a count of each place that is due, or of the places named. One count of a place at a time. */
export const planCounts = handleCommand(inventoryCounts.planCounts, async (ctx, { warehouseId, locationIds, limit }) => {
  assertWarehouseScope(ctx.actor, warehouseId);
  await warehousePlaces(ctx, warehouseId);
  const plans = await countPlans(ctx);
  const classes = await classifyItems(ctx, plans);
  const longest = Math.max(...[...plans.values()].map((p) => p.everyDays));
  const tracked = await trackedItems(ctx);
  const all = await placeStock(ctx, warehouseId, startOfDay(addDays(ctx.today, -longest), ctx.company.zone));
  // What is tracked is counted lot by lot, which a count at will does.
  const stock = all.filter((s) => !tracked.has(s.itemId));
  const open = await ctx.tx.db
    .selectFrom('count_task')
    .select('location_id')
    .where('state', 'in', ['open', 'recount', 'counted'])
    .where('warehouse_id', '=', warehouseId)
    .execute();
  const busy = new Set(open.map((t) => t.location_id));
  const [everything] = plans.values();
  const planOf = (itemId: string) => plans.get(classes.get(itemId) ?? 'C') ?? everything;
  let due: DuePlace[];
  if (locationIds) {
    due = [];
    for (const locationId of new Set(locationIds)) {
      const place = await ownPlace(ctx, locationId);
      if (place.warehouseId !== warehouseId) throw refuse(notFound, { kind: 'place of this warehouse', id: place.code });
      const itemIds = stock.filter((s) => s.locationId === locationId).map((s) => s.itemId);
      if (!busy.has(locationId)) due.push({ locationId, itemIds });
    }
  } else
    due = decideDue(
      stock,
      (itemId) => planOf(itemId) ?? { code: 'C', upToPercent: 100, everyDays: longest, tolerancePercent: 0 },
      toMillis(ctx.now),
      busy,
    );
  const chosen = due.slice(0, limit);
  await openCounts(ctx, warehouseId, chosen);
  return { tasks: chosen.length, lines: chosen.reduce((sum, place) => sum + place.itemIds.length, 0) };
});

const OPEN: ReadonlySet<string> = new Set(['open', 'recount']);

/** A count in one of the given states, with its place and its lines. */
async function taskIn(ctx: CommandContext, taskId: string, states: ReadonlySet<string>) {
  const task = await ctx.tx.db.selectFrom('count_task').selectAll().where('id', '=', taskId).executeTakeFirst();
  if (!task) throw refuse(notFound, { kind: 'count', id: taskId });
  assertWarehouseScope(ctx.actor, task.warehouse_id);
  if (!states.has(task.state)) throw refuse(countClosed, { number: task.number, state: task.state });
  const lines = await ctx.tx.db.selectFrom('count_task_line').selectAll().where('task_id', '=', taskId).orderBy('id').execute();
  return { task, lines };
}

/**
 * Keeps what was found at an instant. Where it is further from what stood there at that instant than the tolerance of the class allows, the
 * line is to be counted once more; what the second count says holds. Counting again is of another instant, for all lines together: lines
 * that are not named again are taken to be as they were found, moved on by what moved since.
 */
export const recordCount = handleCommand(inventoryCounts.recordCount, async (ctx, input) => {
  const { task, lines } = await taskIn(ctx, input.taskId, OPEN);
  const at = input.at ?? ctx.now;
  if (at > ctx.now) throw refuse(countAhead, { at, now: ctx.now });
  const items = await itemsOf(ctx, input.lines);
  const steps = await stepsOf(ctx, items, input.lines);
  const tracked = await trackedItems(ctx);
  const found = new Map<string, number>();
  for (const [i, item] of items.entries()) {
    if (found.has(item.id)) throw refuse(countTwice, { sku: item.sku });
    if (tracked.has(item.id)) throw refuse(countByLot, { sku: item.sku });
    found.set(item.id, (input.lines[i]?.counted ?? 0) * (steps[i] ?? 1));
  }
  const known = lines.map((l) => l.item_id);
  const all = [...new Set([...known, ...found.keys()])];
  const then = await heldAt(ctx.tx, task.location_id, all, at);
  const before = task.counted_at === null ? undefined : await heldAt(ctx.tx, task.location_id, all, task.counted_at);
  const plans = await countPlans(ctx);
  const classes = await ctx.tx.db.selectFrom('item_count_class').select(['item_id', 'class']).where('item_id', 'in', all).execute();
  const classOf = new Map(classes.map((c) => [c.item_id, c.class]));
  const byItem = new Map(lines.map((l) => [l.item_id, l]));
  const rows = all.map((item_id) => {
    const line = byItem.get(item_id);
    const said = found.get(item_id);
    // What was counted earlier is moved on to the new instant by what the books say moved in between.
    const earlier =
      line?.counted === null || line?.counted === undefined || !before
        ? null
        : line.counted + then(item_id).atCount - before(item_id).atCount;
    const counted = said ?? earlier;
    const tolerance = plans.get(classOf.get(item_id) ?? 'C')?.tolerancePercent ?? 0;
    const first = line?.first_counted ?? null;
    const again = said !== undefined && first === null && !line?.again && breaches(said, then(item_id).atCount, tolerance);
    const waits = said === undefined && line?.again === 1;
    return {
      line,
      item_id,
      counted,
      first_counted: line?.again === 1 && said !== undefined ? earlier : first,
      again: (again || waits ? 1 : 0) as 0 | 1,
    };
  });
  const fresh = rows.filter((r) => !r.line);
  await ctx.tx.insertMany(
    'count_task_line',
    fresh.map(({ line: _l, ...row }) => ({ id: ctx.nextId('count_task_line'), task_id: task.id, ...row })),
  );
  await ctx.tx.updateMany(
    'count_task_line',
    ['id'],
    rows.flatMap(({ line, counted, first_counted, again }) => (line ? [{ id: line.id, counted, first_counted, again }] : [])),
  );
  const again = rows.filter((r) => r.again === 1).length;
  const state = again > 0 ? 'recount' : 'counted';
  await ctx.tx.updateMany(
    'count_task',
    ['id'],
    [{ id: task.id, state, counted_at: at, counted_by: ctx.actor.id, revision: task.revision + 1 }],
  );
  return { state, again };
});

/**
 * Books what was found, as of the instant it was found: what moved since is already in the books and stays. The same paper as a count at
 * will, so that policies on the value it posts ask a second person for it.
 */
export const postCountTask = handleCommand(inventoryCounts.postCountTask, async (ctx, { taskId, reasonCode, memo }) => {
  const { task, lines } = await taskIn(ctx, taskId, new Set(['counted']));
  const place = await ownPlace(ctx, task.location_id);
  const counted = lines.flatMap((l) => (l.counted === null ? [] : [{ itemId: l.item_id, counted: l.counted }]));
  const at = task.counted_at ?? ctx.now;
  const paper = await openPaper(ctx, 'count', { at, memo: memo === '' ? task.number : memo });
  const held = await booksOf(ctx, place, paper, counted);
  const booked = await bookDifferences(
    ctx,
    paper,
    place,
    reasonCode,
    counted.map((l) => ({ ...l, book: held(l).atCount, onHand: held(l).now })),
  );
  await ctx.tx.updateMany('count_task', ['id'], [{ id: task.id, state: 'posted', document_id: paper.id, revision: task.revision + 1 }]);
  return booked;
});

/** Gives a count up; the place is due again at the next plan. */
export const cancelCountTask = handleCommand(inventoryCounts.cancelCountTask, async (ctx, { taskId }) => {
  const { task } = await taskIn(ctx, taskId, new Set(['open', 'recount', 'counted']));
  await ctx.tx.updateMany('count_task', ['id'], [{ id: task.id, state: 'cancelled', revision: task.revision + 1 }]);
  return { taskId };
});
