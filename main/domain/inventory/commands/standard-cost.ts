import { inventoryStandard, standardTwice } from '../../../../preload/contract/inventory-standard.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { Day } from '../../../../preload/contract/values/day.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import { formatDecimal, formatMinor, type Micros } from '../../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { type PostedEntry, postEntries } from '../../accounting/index.ts';
import { type ItemFacts, setStandardCosts } from '../../catalog/index.ts';
import { handleCommand } from '../../handler.ts';
import { itemsOf } from '../paper.ts';
import { decideStandard, lastTouched, loadStandardPools, type Revalued, revalue } from '../standard-cost.ts';
import { assertWarehouseScope } from '../warehouses.ts';

/** Source kind of what a change of standard cost posts. */
const STANDARD_COST = 'standard-cost';
/** Products a preview tells one by one. */
const TOLD = 50;

interface Change {
  readonly item: ItemFacts;
  readonly micros: Micros;
  readonly revalued: readonly Revalued[];
}
const gain = (c: Change) => sumSafe(c.revalued.map((r) => r.difference));
const unitsOf = (c: Change) => sumSafe(c.revalued.map((r) => r.pool.qty));

/**
 * Other standard costs from a day on: Dr inventory / Cr revaluation for what stock at standard gains, or the reverse, per valuation area.
 * Units in stock are worth quantity x cost afterwards; what moved before keeps the cost it had.
 */
export const changeStandardCost = handleCommand(inventoryStandard.changeStandardCost, async (ctx, input) => {
  const items = await itemsOf(ctx, input.lines);
  const seen = new Set<string>();
  for (const { id, sku } of items) {
    if (seen.has(id)) throw refuse(standardTwice, { sku });
    seen.add(id);
  }
  const on = input.on ?? ctx.today;
  const ids = [...seen];
  const pools = Map.groupBy(await loadStandardPools(ctx.tx, ids), (p) => p.itemId);
  const last = await lastTouched(ctx.tx, ids, ctx.company.zone);
  const changes = items.map((item, i): Change => {
    const micros = input.lines[i]?.standardCostMicros ?? 0;
    const stock = pools.get(item.id) ?? [];
    for (const pool of stock) assertWarehouseScope(ctx.actor, pool.warehouseId);
    const no = decideStandard(item, micros, { on, today: ctx.today, last: last.get(item.id) }, stock.length > 0);
    if (no) throw no;
    return { item, micros, revalued: revalue(stock, item, micros, ctx.company.currency) };
  });
  tell(ctx, changes);
  const posted = await post(ctx, changes, on, input.memo);
  await keepRevaluation(ctx, changes, posted);
  await setStandardCosts(
    ctx,
    changes.map(({ item, micros }) => ({ itemId: item.id, micros })),
  );
  await ctx.append(
    'standard_cost_change',
    changes.map((c, i) => ({
      id: ctx.nextId('standard_cost_change'),
      item_id: c.item.id,
      starts_on: on,
      old_micros: c.item.standardCostMicros,
      new_micros: c.micros,
      qty: unitsOf(c),
      value: gain(c),
      entry_id: posted[i]?.entryId ?? null,
      memo: input.memo,
    })),
  );
  return { changed: changes.length, value: sumSafe(changes.map(gain)) };
});

/** Says per product what it costs before and after, how many are kept at it, and what they gain or lose. */
function tell(ctx: CommandContext, changes: readonly Change[]): void {
  const cost = (micros: Micros) => formatDecimal(micros, 6).replace(/(\.\d\d\d*?)0+$/, '$1');
  for (const c of changes.slice(0, TOLD)) {
    const from = c.item.standardCostMicros === null ? 'no standard cost' : cost(c.item.standardCostMicros);
    const value = gain(c);
    const effect = `${value > 0 ? '+' : ''}${formatMinor(value, ctx.company.currency)} ${ctx.company.currency}`;
    ctx.message(`${c.item.sku}: ${from} to ${cost(c.micros)}, ${unitsOf(c)} in stock at standard, ${effect}`);
  }
  if (changes.length > TOLD) ctx.message(`and ${changes.length - TOLD} more products`);
}

/** One entry per product, so that its page leads to it; null where its stock gains and loses nothing. */
function post(ctx: CommandContext, changes: readonly Change[], on: Day, memo: string): Promise<(PostedEntry | null)[]> {
  return postEntries(
    ctx,
    changes.map(({ item, revalued }) => ({
      journal: 'STK' as const,
      on,
      source: { kind: STANDARD_COST, id: item.id },
      memo: memo === '' ? 'Standard cost changed' : memo,
      lines: revalued.flatMap(({ pool, difference }) => {
        const beside = pool.warehouseId === null ? {} : { warehouseId: pool.warehouseId };
        return [
          { account: { id: pool.accountId }, amount: difference, ...beside },
          { account: { role: 'revaluation' }, amount: -difference + 0, ...beside },
        ];
      }),
    })),
  );
}

/** Puts the differences on the running layers, as adjustments of the value ledger with the correction they belong to. */
async function keepRevaluation(ctx: CommandContext, changes: readonly Change[], posted: readonly (PostedEntry | null)[]): Promise<void> {
  const parts = changes.flatMap(({ revalued }, i) => {
    const entry = posted[i];
    return entry
      ? revalued.filter((r) => r.difference !== 0).map((r) => ({ ...r, entry, line: i + 1, id: ctx.nextId('valuation_line') }))
      : [];
  });
  await ctx.append(
    'valuation_line',
    parts.map(({ pool, difference, entry, id }) => ({
      id,
      layer_id: pool.layerId,
      item_id: pool.itemId,
      area_id: pool.areaId,
      kind: 'adjust' as const,
      qty: 0,
      value: difference,
      move_id: null,
      origin_line_id: null,
      entry_id: entry.entryId,
      effective_on: entry.on,
    })),
  );
  await ctx.append(
    'cost_correction',
    parts.map(({ pool, difference, entry, line, id }) => ({
      id: ctx.nextId('cost_correction'),
      item_id: pool.itemId,
      source_kind: STANDARD_COST,
      source_id: pool.itemId,
      source_line: line,
      in_line_id: null,
      adjust_line_id: id,
      out_line_id: null,
      role: null,
      qty: pool.qty,
      value: difference,
      entry_id: entry.entryId,
      effective_on: entry.on,
      provisional: 0 as const,
    })),
  );
  await ctx.tx.updateMany(
    'cost_layer_balance',
    ['layer_id'],
    parts.map(({ pool, difference }) => ({ layer_id: pool.layerId, value_left: pool.value + difference })),
  );
  await ctx.tx.updateMany(
    'cost_pool_balance',
    ['item_id', 'area_id'],
    parts.map(({ pool, difference }) => ({ item_id: pool.itemId, area_id: pool.areaId, value: pool.value + difference })),
  );
}
