import { setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { CommandContext, StandingRows } from '../../engine/context.ts';

/** What the rooms above need to know of an item. Prices and costs in micros per unit; a unit has `stepsPerUnit` quantity steps. */
export interface ItemFacts {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  readonly kind: 'stock' | 'service';
  readonly categoryId: string;
  readonly costing: 'fifo' | 'average' | 'standard';
  readonly revenueRole: string;
  readonly cogsRole: string;
  readonly stepsPerUnit: number;
  readonly taxClass: string;
  readonly priceMicros: number;
  readonly standardCostMicros: number | null;
}

/** Reads items for given keys. The cross join keeps SQLite from walking the catalogue to look keys up among them. */
const factsBy = (column: 'item.id' | 'item.sku') =>
  setStatement<DB>()({ key: 'text' }, (db, w) =>
    db
      .selectFrom(w)
      .crossJoin('item')
      .innerJoin('category', 'category.id', 'item.category_id')
      .innerJoin('unit', 'unit.code', 'item.unit_code')
      .whereRef(column, '=', 'w.key')
      .select([
        'item.id as id',
        'item.sku as sku',
        'item.title as title',
        'item.kind as kind',
        'item.category_id as categoryId',
        'category.costing as costing',
        'category.revenue_role as revenueRole',
        'category.cogs_role as cogsRole',
        'unit.steps as stepsPerUnit',
        'item.tax_class as taxClass',
        'item.price_micros as priceMicros',
        'item.standard_cost_micros as standardCostMicros',
      ]),
  );
const factsById = factsBy('item.id');
const factsBySku = factsBy('item.sku');
const keyed = (keys: readonly string[]) => keys.map((key) => ({ key }));

const TABLES = ['item', 'category', 'unit'] as const;
const byId: StandingRows<ItemFacts> = {
  tables: TABLES,
  load: async (tx, ids) => new Map((await tx.runFor(factsById, keyed(ids))).map((r) => [r.id, r])),
};
const bySku: StandingRows<ItemFacts> = {
  tables: TABLES,
  load: async (tx, skus) => new Map((await tx.runFor(factsBySku, keyed(skus))).map((r) => [r.sku, r])),
};

/** Facts of items by id, at most one statement; ids that do not exist are absent from the map. */
export const loadItems = (ctx: CommandContext, ids: Iterable<string>): Promise<Map<string, ItemFacts>> => ctx.standingRows(byId, ids);

/** Facts of items by SKU, at most one statement; unknown SKUs are absent from the map. */
export const itemsBySku = (ctx: CommandContext, skus: Iterable<string>): Promise<Map<string, ItemFacts>> => ctx.standingRows(bySku, skus);
