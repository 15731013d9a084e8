import { sql } from 'kysely';
import { countRows, sumInt } from '../../../../db/dialect/portable.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { inventoryCounts } from '../../../../preload/contract/inventory-counts.ts';
import { countTasksList } from '../../../../preload/contract/inventory-lists.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';
import { heldAt } from '../book-differences.ts';
import { countPlans } from '../counts.ts';
import { assertWarehouseScope } from '../warehouses.ts';

const tasks = (ctx: QueryContext) =>
  ctx.tx.db
    .selectFrom('count_task as t')
    .innerJoin('warehouse as h', 'h.id', 't.warehouse_id')
    .innerJoin('location as l', 'l.id', 't.location_id')
    .select([
      't.id',
      't.number',
      't.state',
      't.planned_on as plannedOn',
      't.warehouse_id as warehouseId',
      'h.code as warehouseCode',
      't.location_id as locationId',
      'l.code as locationCode',
      't.counted_at as countedAt',
      't.revision',
    ])
    .select(sql<number>`(select cast(count(*) as bigint) from count_task_line as n where n.task_id = t.id)`.as('products'));

/** Counts by plan, of the warehouses the asker may see. */
export const countTaskList = handleList(countTasksList, {
  from: sql`count_task as t`,
  columns: {
    id: 't.id',
    number: 't.number',
    state: 't.state',
    plannedOn: 't.planned_on',
    warehouseId: 't.warehouse_id',
    locationId: 't.location_id',
  },
  scope: ({ scopes }) => onlyInScope(scopes.warehouse, 't.warehouse_id'),
  search: (text) => startsWith('t.number', text),
  labels: { warehouseId: { table: 'warehouse', name: 'code' }, locationId: { table: 'location', name: 'code' } },
  rows: (ctx, { window, order }) => tasks(ctx).innerJoin(window.as('w'), 'w.id', 't.id').orderBy(order).execute(),
});

const BLIND: ReadonlySet<string> = new Set(['open', 'recount']);

/** One count with its products. Whoever counts is not told what the books expect. */
export const getCountTask = handleQuery(inventoryCounts.getCountTask, async (ctx, { taskId }) => {
  const task = await tasks(ctx).select('t.document_id as documentId').where('t.id', '=', taskId).executeTakeFirst();
  if (!task) throw refuse(notFound, { kind: 'count', id: taskId });
  assertWarehouseScope(ctx.actor, task.warehouseId);
  const lines = await ctx.tx.db
    .selectFrom('count_task_line as n')
    .innerJoin('item as i', 'i.id', 'n.item_id')
    .select(['i.id as itemId', 'i.sku', 'i.title', 'n.counted', 'n.first_counted as firstCounted', 'n.again'])
    .where('n.task_id', '=', taskId)
    .orderBy('i.sku')
    .execute();
  // Of a posted count the paper holds what was expected: the books were put right at that very instant.
  const paper =
    task.documentId === null
      ? []
      : await ctx.tx.db
          .selectFrom('stock_document_line')
          .select(['item_id', 'book_qty'])
          .where('document_id', '=', task.documentId)
          .execute();
  const booked = new Map(paper.map((p) => [p.item_id, p.book_qty]));
  const ids = lines.map((l) => l.itemId);
  const held = task.state === 'counted' ? await heldAt(ctx.tx, task.locationId, ids, task.countedAt ?? undefined) : undefined;
  const expected = (itemId: string) => (BLIND.has(task.state) ? null : (held?.(itemId).atCount ?? booked.get(itemId) ?? null));
  return { ...task, lines: lines.map((l) => ({ ...l, again: l.again === 1, expected: expected(l.itemId) })) };
});

/** How each class is counted, and what the last plan put into it. */
export const countPlan = handleQuery(inventoryCounts.countPlan, async (ctx) => {
  const rows = await ctx.tx.db
    .selectFrom('item_count_class')
    .groupBy('class')
    .select(['class', countRows().as('items'), sumInt('moved_value').as('movedValue')])
    .execute();
  const of = new Map(rows.map((r) => [r.class, r]));
  const plans = [...(await countPlans(ctx)).values()];
  return { rows: plans.map((p) => ({ ...p, items: Number(of.get(p.code)?.items ?? 0), movedValue: of.get(p.code)?.movedValue ?? 0 })) };
});
