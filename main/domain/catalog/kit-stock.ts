import { type Connection, setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';

/** How often a kit can be had in one warehouse, and the component that says so. */
export interface KitStock {
  readonly kitId: string;
  readonly warehouseId: string;
  readonly warehouseCode: string;
  readonly available: number;
  readonly scarceItemId: string;
  readonly scarceSku: string;
}

const componentsOf = setStatement<DB>()({ key: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('kit_component as k')
    .whereRef('k.kit_id', '=', 'w.key')
    .innerJoin('item as i', 'i.id', 'k.item_id')
    .select(['k.kit_id as kitId', 'k.item_id as itemId', 'i.sku', 'k.qty'])
    .orderBy('i.sku'),
);
const stockOfItems = setStatement<DB>()({ key: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('stock_availability as a')
    .whereRef('a.item_id', '=', 'w.key')
    .select(['a.item_id as itemId', 'a.warehouse_id as warehouseId', 'a.sellable', 'a.reserved']),
);
const keyed = (keys: Iterable<string>) => [...new Set(keys)].map((key) => ({ key }));

/**
 * How often each kit can be had, by warehouse: its scarcest component there decides, because a kit leaves whole from one place. `warehouses`:
 * only these, where the asker sees no others. Three statements however many kits.
 */
export async function kitStock(tx: Connection<DB>, kitIds: readonly string[], warehouses?: ReadonlySet<string>): Promise<KitStock[]> {
  const components = kitIds.length === 0 ? [] : await tx.runFor(componentsOf, keyed(kitIds));
  if (components.length === 0) return [];
  const rows = await tx.runFor(stockOfItems, keyed(components.map((c) => c.itemId)));
  const free = new Map(rows.map((r) => [`${r.itemId}|${r.warehouseId}`, r.sellable - r.reserved]));
  const active = await tx.db.selectFrom('warehouse').select(['id', 'code']).where('active', '=', 1).orderBy('code').execute();
  const kits = Map.groupBy(components, (c) => c.kitId);
  return active
    .filter(({ id }) => warehouses?.has(id) ?? true)
    .flatMap(({ id, code }) =>
      [...kits].flatMap(([kitId, parts]): KitStock[] => {
        const [scarce] = parts
          .map((p) => ({ ...p, times: Math.max(0, Math.floor((free.get(`${p.itemId}|${id}`) ?? 0) / p.qty)) }))
          .toSorted((a, b) => a.times - b.times);
        if (!scarce) return [];
        return [
          {
            kitId,
            warehouseId: id,
            warehouseCode: code,
            available: scarce.times,
            scarceItemId: scarce.itemId,
            scarceSku: scarce.sku,
          },
        ];
      }),
    );
}
