import type { Connection } from '../../../db/dialect/portable.ts';
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

const facts = (tx: Connection<DB>) =>
  tx.db
    .selectFrom('item')
    .innerJoin('category', 'category.id', 'item.category_id')
    .innerJoin('unit', 'unit.code', 'item.unit_code')
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
    ]);

/** Facts of items by id, in one statement; ids that do not exist are absent from the map. */
export async function loadItems(tx: Connection<DB>, ids: Iterable<string>): Promise<Map<string, ItemFacts>> {
  const wanted = [...new Set(ids)].map((id) => ({ id }));
  if (wanted.length === 0) return new Map();
  const rows = await facts(tx)
    .innerJoin(tx.rowset(wanted, { id: 'text' }).as('w'), 'w.id', 'item.id')
    .execute();
  return new Map(rows.map((r) => [r.id, r]));
}

/** Facts of items by SKU, in one statement; unknown SKUs are absent from the map. */
export async function itemsBySku(tx: Connection<DB>, skus: Iterable<string>): Promise<Map<string, ItemFacts>> {
  const wanted = [...new Set(skus)].map((sku) => ({ sku }));
  if (wanted.length === 0) return new Map();
  const rows = await facts(tx)
    .innerJoin(tx.rowset(wanted, { sku: 'text' }).as('w'), 'w.sku', 'item.sku')
    .execute();
  return new Map(rows.map((r) => [r.sku, r]));
}
