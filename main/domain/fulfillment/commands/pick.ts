import { unknownCode } from '../../../../preload/contract/catalog.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { pickingOperations, taskDone, tooMany, wrongPlace } from '../../../../preload/contract/fulfillment-picking.ts';
import { Refusal, refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { readItemCode } from '../../catalog/index.ts';
import { sayWhy } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { assertWarehouseScope, moveStock } from '../../inventory/index.ts';
import { confirmPick, WAVE } from '../picking/confirm.ts';
import { deliveryOf } from '../picking/delivery.ts';
import { hasOpenTasks, nextTask, type Task, taskFor } from '../picking/load.ts';
import { endSearch } from '../picking/missing.ts';
import { advance } from '../picking/progress.ts';
import { decideScan, type Expects, expects, isTypedQty, keepScan, type Scanned, same, wrongScan } from '../picking/scan.ts';
import { reportShort } from '../picking/short.ts';
import { changeTasks } from '../picking/store.ts';

/** What a product code names; a code nothing is known of counts as a wrong scan, unless it is the lot itself that is asked for. */
async function readProduct(ctx: CommandContext, task: Task, code: string, wrong: (r: Refusal) => Refusal) {
  const due = expects(task);
  if (due !== 'lot' && (due !== 'product' || isTypedQty(task, code))) return undefined;
  if (due === 'lot' && same(code, task.lot ?? '')) return undefined;
  try {
    const { item, count, lot, serial } = await readItemCode(ctx, code);
    return { itemId: item.id, sku: item.sku, count, lot: serial ?? lot };
  } catch (error) {
    if (due === 'lot' && error instanceof Refusal && error.code === unknownCode.code) return undefined;
    if (error instanceof Refusal) throw wrong(error);
    throw error;
  }
}

/** The lot of a task was scanned. */
const lotSeen = (ctx: CommandContext, taskId: number) =>
  ctx.tx.updateMany('task_lot', ['task_kind', 'task_id'], [{ task_kind: 'pick', task_id: taskId, scanned: 1 }]);

/** Brings a task to where a scan took it; the goods move with the last one. */
async function proceed(ctx: CommandContext, task: Task, now: Scanned, due: Expects) {
  const after = { ...task, ...now };
  if (now.lotScanned === 1 && task.lotScanned === 0) await lotSeen(ctx, task.id);
  const complete = due === 'tote' || expects(after) === 'done';
  if (complete) {
    const { stagingId } = await deliveryOf(ctx, task.warehouseId);
    await confirmPick(ctx, task, task.qty, stagingId, 'picked');
  } else await changeTasks(ctx, [{ id: task.id, revision: task.revision, at_place: now.atPlace, counted: now.counted }]);
  // Between the first scan of an order and its last pick it stays where it is: most scans need not ask.
  const goesOn = task.orderState === 'picking' && (!complete || (await hasOpenTasks(ctx.tx, task.waveOrderId)));
  if (!goesOn) await advance(ctx, [task.waveOrderId]);
  return {
    expects: complete ? ('done' as const) : expects(after),
    sku: task.sku,
    counted: now.counted,
    of: task.qty,
    nextTaskId: complete ? await goOn(ctx, task) : task.id,
  };
}

/** The next task of the walk; whoever already stands at its place need not scan that again. */
async function goOn(ctx: CommandContext, task: Task): Promise<number | null> {
  const next = await nextTask(ctx.tx, task.waveId);
  if (!next) return null;
  if (next.location_id === task.locationId && next.at_place === 0)
    await changeTasks(ctx, [{ id: next.id, revision: next.revision, at_place: 1 }]);
  return next.id;
}

export const scanPick = handleCommand(pickingOperations.scanPick, async (ctx, { taskId, code, readAt }) => {
  const task = await taskFor(ctx, taskId);
  const due = expects(task);
  const scan = { bench: 'pick' as const, subjectId: task.waveId, taskId, expects: due, code, readAt };
  const read = await readProduct(ctx, task, code, (no) => wrongScan(ctx, scan, no));
  const decided = decideScan(task, code, read);
  if (decided instanceof Refusal) throw wrongScan(ctx, scan, decided);
  await keepScan(ctx, scan, 'right', decided.counted - task.counted);
  return proceed(ctx, task, decided, due);
});

export const overrideScan = handleCommand(pickingOperations.overrideScan, async (ctx, { taskId, readAt, ...said }) => {
  const task = await taskFor(ctx, taskId);
  const due = expects(task);
  const decided =
    due === 'done'
      ? decideScan(task, '', undefined)
      : {
          atPlace: 1 as const,
          counted: due === 'place' || due === 'lot' ? task.counted : task.qty,
          lotScanned: due === 'lot' ? (1 as const) : task.lotScanned,
        };
  if (decided instanceof Refusal) throw decided;
  const why = await sayWhy(ctx, 'scan-override', said);
  const scan = { bench: 'pick' as const, subjectId: task.waveId, taskId, expects: due, code: said.reasonCode ?? why, readAt };
  await keepScan(ctx, scan, 'overridden', decided.counted - task.counted);
  return proceed(ctx, task, decided, due);
});

export const shortPick = handleCommand(pickingOperations.shortPick, async (ctx, { taskId }) => {
  const task = await taskFor(ctx, taskId);
  if (task.state !== 'open') throw refuse(taskDone, { sku: task.sku, state: task.state });
  const result = await reportShort(ctx, task);
  return { ...result, nextTaskId: (await nextTask(ctx.tx, task.waveId))?.id ?? null };
});

export const closeMissing = handleCommand(pickingOperations.closeMissing, async (ctx, { missingId, found }) => {
  const row = await ctx.tx.db
    .selectFrom('missing_goods as m')
    .innerJoin('item as i', 'i.id', 'm.item_id')
    .innerJoin('warehouse_delivery as d', 'd.warehouse_id', 'm.warehouse_id')
    .innerJoin('pick_task as t', 't.id', 'm.task_id')
    .leftJoin('task_lot as k', (join) => join.onRef('k.task_id', '=', 't.id').on('k.task_kind', '=', 'pick'))
    .selectAll('m')
    .select(['i.sku', 'd.missing_location_id', 't.wave_id', 'k.lot_id'])
    .where('m.id', '=', missingId)
    .where('m.state', '=', 'open')
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'missing goods', id: String(missingId) });
  assertWarehouseScope(ctx.actor, row.warehouse_id);
  if (found > row.qty) throw refuse(tooMany, { sku: row.sku, counted: found, of: row.qty });
  const { value } = await endSearch(ctx, row, found, { at: ctx.now, on: ctx.today });
  return { found, lost: row.qty - found, value };
});

export const confirmPutBack = handleCommand(pickingOperations.confirmPutBack, async (ctx, { putBackId, code, readAt }) => {
  const row = await ctx.tx.db
    .selectFrom('put_back_task as p')
    .innerJoin('item as i', 'i.id', 'p.item_id')
    .innerJoin('wave_order as x', 'x.id', 'p.wave_order_id')
    .innerJoin('location as l', 'l.id', 'p.to_location_id')
    .leftJoin('task_lot as k', (join) => join.onRef('k.task_id', '=', 'p.id').on('k.task_kind', '=', 'put-back'))
    .selectAll('p')
    .select(['i.sku', 'x.warehouse_id', 'x.wave_id', 'l.code as place', 'k.lot_id'])
    .where('p.id', '=', putBackId)
    .where('p.state', '=', 'open')
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'put-back task', id: String(putBackId) });
  assertWarehouseScope(ctx.actor, row.warehouse_id);
  const scan = { bench: 'put-back' as const, subjectId: row.wave_id, taskId: row.id, expects: 'place', code, readAt };
  if (!same(code, row.place)) throw wrongScan(ctx, scan, refuse(wrongPlace, { scanned: code, place: row.place, sku: row.sku }));
  await keepScan(ctx, scan, 'right', row.qty);
  const [moved] = await moveStock(ctx, [
    {
      itemId: row.item_id,
      qty: row.qty,
      fromLocationId: row.from_location_id,
      toLocationId: row.to_location_id,
      at: ctx.now,
      on: ctx.today,
      source: { kind: WAVE, id: row.wave_id, line: row.id },
      entryId: null,
      ...(row.lot_id === null ? {} : { lots: [{ lotId: row.lot_id, qty: row.qty }] }),
    },
  ]);
  const done = { id: row.id, state: 'done' as const, done_at: ctx.now, move_id: moved?.moveId ?? null, revision: row.revision + 1 };
  await ctx.tx.updateMany('put_back_task', ['id'], [done]);
  return { sku: row.sku, qty: row.qty, place: row.place };
});
