import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { LocationFacts } from './model.ts';
import { divides } from './places.ts';

/** Where goods go: a place that can hold stock, and why. */
export interface Suggestion {
  readonly locationId: string;
  readonly code: string;
  readonly why: 'product' | 'category' | 'there-already' | 'stock';
}

export interface WarehousePlace {
  readonly id: string;
  readonly code: string;
  readonly type: LocationFacts['type'];
  readonly status: LocationFacts['status'];
  readonly parentId: string | null;
}

/** What suggestions are decided on, places in the order of the way through the warehouse. */
export interface PutawayFacts {
  readonly places: readonly WarehousePlace[];
  /** Place of the rule per item and per category. */
  readonly byItem: ReadonlyMap<string, string>;
  readonly byCategory: ReadonlyMap<string, string>;
  /** Places that hold something, and what of the goods. */
  readonly holding: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Where each item is put away, in the order given: by the rule for the product, by the rule for its category, to a bin where it
 * stands already, else to the stock place. Of a zone or aisle the place that holds the item is taken, else the first empty one that no
 * item before was sent to, else the first. What would go to where
 * it comes from is left out.
 */
export function decidePutaway(
  items: readonly { readonly id: string; readonly categoryId: string }[],
  facts: PutawayFacts,
  from: string,
): Map<string, Suggestion> {
  const byId = new Map(facts.places.map((p) => [p.id, p]));
  const open = facts.places.filter((p) => !divides(p.type) && p.id !== from);
  const stock = open.find((p) => p.type === 'main' && p.status === 'sellable');
  const taken = new Set<string>();
  const isBelow = (place: WarehousePlace, zone: string): boolean => {
    for (let up = place.parentId; up !== null; up = byId.get(up)?.parentId ?? null) if (up === zone) return true;
    return false;
  };
  const placeOf = (rule: string | undefined, itemId: string): WarehousePlace | undefined => {
    const named = rule === undefined ? undefined : byId.get(rule);
    if (!named || named.id === from) return undefined;
    if (!divides(named.type)) return named;
    const within = open.filter((p) => isBelow(p, named.id));
    return (
      within.find((p) => facts.holding.get(p.id)?.has(itemId)) ??
      within.find((p) => !facts.holding.has(p.id) && !taken.has(p.id)) ??
      within[0]
    );
  };
  const found = new Map<string, Suggestion>();
  for (const { id, categoryId } of items) {
    const choices: readonly (readonly [Suggestion['why'], WarehousePlace | undefined])[] = [
      ['product', placeOf(facts.byItem.get(id), id)],
      ['category', placeOf(facts.byCategory.get(categoryId), id)],
      ['there-already', open.find((p) => p.type === 'bin' && p.status === 'sellable' && facts.holding.get(p.id)?.has(id))],
      ['stock', stock],
    ];
    const [why, place] = choices.find(([, p]) => p !== undefined) ?? [];
    if (!why || !place) continue;
    taken.add(place.id);
    found.set(id, { locationId: place.id, code: place.code, why });
  }
  return found;
}

/** Where items are put away in a warehouse, coming from a place of it. Several statements, whatever the number of items. */
export async function suggestPlaces(
  tx: Connection<DB>,
  warehouseId: string,
  from: string,
  items: readonly { readonly id: string; readonly categoryId: string }[],
): Promise<Map<string, Suggestion>> {
  if (items.length === 0) return new Map();
  const places = await tx.db
    .selectFrom('location')
    .select(['id', 'code', 'type', 'status', 'parent_id as parentId'])
    .where('warehouse_id', '=', warehouseId)
    .where('active', '=', 1)
    .orderBy('path_order')
    .orderBy('code')
    .execute();
  const rules = await tx.db
    .selectFrom('putaway_rule')
    .select(['item_id', 'category_id', 'location_id'])
    .where('warehouse_id', '=', warehouseId)
    .execute();
  const wanted = new Set(items.map((i) => i.id));
  const rows = await tx.db
    .selectFrom('location as l')
    .innerJoin('stock_balance as b', 'b.location_id', 'l.id')
    .select(['b.location_id', 'b.item_id'])
    .where('l.warehouse_id', '=', warehouseId)
    .where('b.on_hand', '>', 0)
    .execute();
  const holding = new Map<string, Set<string>>();
  for (const { location_id, item_id } of rows) {
    const held = holding.get(location_id) ?? new Set();
    if (wanted.has(item_id)) held.add(item_id);
    holding.set(location_id, held);
  }
  const byItem = new Map(rules.flatMap((r) => (r.item_id === null ? [] : [[r.item_id, r.location_id]])));
  const byCategory = new Map(rules.flatMap((r) => (r.category_id === null ? [] : [[r.category_id, r.location_id]])));
  return decidePutaway(items, { places, byItem, byCategory, holding }, from);
}
