import { type Connection, setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';

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
const keyed = (keys: Iterable<string>) => [...new Set(keys)].map((key) => ({ key }));

/** Facts of items by id, in one statement; ids that do not exist are absent from the map. */
export async function loadItems(tx: Connection<DB>, ids: Iterable<string>): Promise<Map<string, ItemFacts>> {
  return new Map((await tx.runFor(factsById, keyed(ids))).map((r) => [r.id, r]));
}

/** Facts of items by SKU, in one statement; unknown SKUs are absent from the map. */
export async function itemsBySku(tx: Connection<DB>, skus: Iterable<string>): Promise<Map<string, ItemFacts>> {
  return new Map((await tx.runFor(factsBySku, keyed(skus))).map((r) => [r.sku, r]));
}
