import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { mulDivMany } from '../../../preload/contract/values/int.ts';

/** What one unit weighs and measures; null: not known. */
export interface Measures {
  readonly weightGrams: number | null;
  readonly lengthMm: number | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
}
export const UNMEASURED: Measures = { weightGrams: null, lengthMm: null, widthMm: null, heightMm: null };

/** What of some items is known of weight and measures, by item; those never measured are absent. */
export async function measuresOf(tx: Connection<DB>, itemIds: readonly string[]): Promise<ReadonlyMap<string, Measures>> {
  if (itemIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('item_measure')
    .select(['item_id as itemId', 'weight_g as weightGrams', 'length_mm as lengthMm', 'width_mm as widthMm', 'height_mm as heightMm'])
    .where('item_id', 'in', itemIds)
    .execute();
  return new Map(rows.map(({ itemId, ...measures }) => [itemId, measures]));
}

/**
 * Grams of goods together; null where one of them was never weighed.
 * @param goods quantities in steps of the stock unit; a weight is that of one whole unit
 */
export async function gramsOf(
  tx: Connection<DB>,
  goods: readonly { readonly itemId: string; readonly qty: number }[],
): Promise<number | null> {
  const ids = [...new Set(goods.map((g) => g.itemId))];
  const measures = await measuresOf(tx, ids);
  const steps = await tx.db
    .selectFrom('item as i')
    .innerJoin('unit as u', 'u.code', 'i.unit_code')
    .where('i.id', 'in', ids)
    .select(['i.id', 'u.steps'])
    .execute();
  const stepsOf = new Map(steps.map((s) => [s.id, s.steps]));
  let grams = 0;
  for (const { itemId, qty } of goods) {
    const weight = measures.get(itemId)?.weightGrams ?? null;
    if (weight === null) return null;
    grams += mulDivMany([qty, weight], [stepsOf.get(itemId) ?? 1]);
  }
  return grams;
}
