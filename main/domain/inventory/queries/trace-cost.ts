import { sql } from 'kysely';
import { notFound, outOfScope } from '../../../../preload/contract/engine.ts';
import { inventoryReads } from '../../../../preload/contract/inventory-reads.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { mulDivMany } from '../../../../preload/contract/values/int.ts';
import { MICROS_PER_MAJOR, minorPerMajor } from '../../../../preload/contract/values/money.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleQuery } from '../../handler.ts';

/** Most lines of a layer that are told: a running layer of a busy item can have hundreds of thousands. */
const MAX_LINES = 200;
/** A layer that moved between areas more often than this is followed no further. */
const MAX_GENERATIONS = 50;

/** Valuation lines of a move, or of one layer, with what made them. What came onto a layer is found through its item and area, what left it through the item's moves. */
async function linesOf(ctx: QueryContext, input: { readonly moveId?: number | undefined; readonly layerId?: number | undefined }) {
  let q = ctx.tx.db
    .selectFrom('valuation_line as v')
    .leftJoin('stock_move as m', 'm.id', 'v.move_id')
    .select([
      'v.id as lineId',
      'v.layer_id as layerId',
      'v.item_id as itemId',
      'v.kind',
      'v.qty',
      'v.value',
      'v.move_id as moveId',
      'm.source_kind as sourceKind',
      'm.source_id as sourceId',
      'v.effective_on as effectiveOn',
    ])
    .orderBy('v.id')
    .limit(MAX_LINES + 1);
  if (input.moveId !== undefined) q = q.where('v.move_id', '=', input.moveId);
  else {
    const layer = await ctx.tx.db
      .selectFrom('cost_layer')
      .select(['item_id', 'area_id'])
      .where('id', '=', input.layerId ?? 0)
      .executeTakeFirst();
    if (!layer) throw refuse(notFound, { kind: 'cost layer', id: String(input.layerId) });
    q = q.where('v.layer_id', '=', input.layerId ?? 0).where('v.id', 'in', (eb) =>
      eb
        .selectFrom('valuation_line as i')
        .select('i.id')
        .where('i.item_id', '=', layer.item_id)
        .where('i.area_id', '=', layer.area_id)
        .where(sql<boolean>`i.kind <> 'out'`)
        .unionAll(
          eb
            .selectFrom('stock_move as s')
            .crossJoin('valuation_line as o')
            .select('o.id')
            .where('s.item_id', '=', layer.item_id)
            .whereRef('o.move_id', '=', 's.id')
            .where('o.kind', '=', 'out'),
        ),
    );
  }
  return q.execute();
}

/** Layers with everything they descend from, youngest first. */
async function ancestry(ctx: QueryContext, layerIds: readonly number[]) {
  const found = new Map<number, Awaited<ReturnType<typeof read>>[number]>();
  const read = (ids: readonly number[]) =>
    ctx.tx.db
      .selectFrom('cost_layer as l')
      .innerJoin('valuation_area as a', 'a.id', 'l.area_id')
      .where('l.id', 'in', [...ids])
      .select([
        'l.id as layerId',
        'l.parent_layer_id as parentLayerId',
        'a.code as areaCode',
        'l.area_id as areaId',
        'l.method',
        'l.effective_on as effectiveOn',
        'l.source_kind as sourceKind',
        'l.source_id as sourceId',
        'l.qty_in as qtyIn',
        'l.value_in as valueIn',
      ])
      .orderBy('l.id', 'desc')
      .execute();
  let next = [...new Set(layerIds)];
  for (let generation = 0; next.length > 0 && generation < MAX_GENERATIONS; generation += 1) {
    const rows = await read(next);
    for (const row of rows) found.set(row.layerId, row);
    next = [...new Set(rows.flatMap((r) => (r.parentLayerId === null || found.has(r.parentLayerId) ? [] : [r.parentLayerId])))];
  }
  return [...found.values()];
}

/** Refuses when none of these areas belongs to a warehouse the asker may see. */
async function assertAreaInScope(ctx: QueryContext, areaIds: readonly string[]): Promise<void> {
  const scope = ctx.actor.scopes.warehouse;
  if (!scope || areaIds.length === 0) return;
  const places = await ctx.tx.db
    .selectFrom('location')
    .select('warehouse_id')
    .where('area_id', 'in', [...areaIds])
    .execute();
  if (places.some((p) => p.warehouse_id !== null && scope.has(p.warehouse_id))) return;
  throw refuse(outOfScope, { scope: 'warehouse', id: places[0]?.warehouse_id ?? '' });
}

/**
 * Why this cost. A cost is what its move took from layers; a layer moved between areas or brought back by a return names
 * the layer it descends from, and the first of them names the receipt.
 */
export const traceCost = handleQuery(inventoryReads.traceCost, async (ctx, input) => {
  const lines = await linesOf(ctx, input);
  const uses = lines.slice(0, MAX_LINES);
  const first = uses[0];
  if (!first) throw refuse(notFound, { kind: 'cost of move', id: String(input.moveId ?? input.layerId) });
  const layers = await ancestry(
    ctx,
    uses.map((u) => u.layerId),
  );
  await assertAreaInScope(ctx, [...new Set(layers.map((l) => l.areaId))]);
  const item = await ctx.tx.db
    .selectFrom('item as i')
    .innerJoin('unit as u', 'u.code', 'i.unit_code')
    .select(['i.sku', 'u.steps'])
    .where('i.id', '=', first.itemId)
    .executeTakeFirst();
  const perMajor = minorPerMajor(ctx.company.currency);
  const unitCost = (value: number, qty: number) =>
    qty === 0 ? null : mulDivMany([value, MICROS_PER_MAJOR, item?.steps ?? 1], [perMajor, qty]);
  return {
    itemId: first.itemId,
    sku: item?.sku ?? first.itemId,
    uses: uses.map((u) => ({
      lineId: u.lineId,
      layerId: u.layerId,
      kind: u.kind,
      qty: u.qty,
      value: u.value,
      moveId: u.moveId,
      sourceKind: u.sourceKind,
      sourceId: u.sourceId,
      effectiveOn: u.effectiveOn,
    })),
    leftOut: lines.length - uses.length,
    layers: layers.map((l) => ({
      layerId: l.layerId,
      parentLayerId: l.parentLayerId,
      areaCode: l.areaCode,
      method: l.method,
      effectiveOn: l.effectiveOn,
      sourceKind: l.sourceKind,
      sourceId: l.sourceId,
      qtyIn: l.qtyIn,
      valueIn: l.valueIn,
      unitCostMicros: unitCost(l.valueIn, l.qtyIn),
    })),
  };
});
