import { type Connection, setStatement, sumInt } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import type { FreePlace } from '../picking/plan.ts';

type Tx = Connection<DB>;

const faces = setStatement<DB>()({ item_id: 'text', warehouse_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('pick_face as f')
    .whereRef('f.warehouse_id', '=', 'w.warehouse_id')
    .whereRef('f.item_id', '=', 'w.item_id')
    .select(['f.item_id as itemId', 'f.location_id as locationId']),
);

/** Where items are picked from in a warehouse, of those that have a face there. */
export async function loadFaces(tx: Tx, warehouseId: string, itemIds: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(itemIds)].map((item_id) => ({ item_id, warehouse_id: warehouseId }));
  return new Map((await tx.runFor(faces, asked)).map((f) => [f.itemId, f.locationId]));
}

const leaving = setStatement<DB>()({ item_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('replenish_task as t')
    .whereRef('t.item_id', '=', 'w.item_id')
    .where('t.state', '=', 'open')
    .groupBy(['t.item_id', 't.from_location_id', 't.lot_id'])
    .select(['t.item_id as itemId', 't.from_location_id as locationId', 't.lot_id as lotId', sumInt('t.qty').as('qty')]),
);

const keyOf = (p: { readonly itemId: string; readonly locationId: string; readonly lotId?: string | null | undefined }) =>
  `${p.itemId}|${p.locationId}|${p.lotId ?? ''}`;

/**
 * Places of items as waves take from them: the face first, of equal lots where they are told apart, so that the lot that leaves first still does. What an
 * open task carries away is not there any more. Without `reserve` an item that has a face is taken from nowhere else. Lowers `left`.
 */
export async function faceFirst(
  tx: Tx,
  warehouseId: string,
  places: ReadonlyMap<string, FreePlace[]>,
  reserve: boolean,
): Promise<ReadonlyMap<string, FreePlace[]>> {
  const own = await loadFaces(tx, warehouseId, places.keys());
  if (own.size === 0) return places;
  const taken = new Map(
    (
      await tx.runFor(
        leaving,
        [...own.keys()].map((item_id) => ({ item_id })),
      )
    ).map((l) => [keyOf(l), l.qty]),
  );
  const found = new Map(places);
  for (const [itemId, face] of own) {
    const list = places.get(itemId) ?? [];
    for (const place of list) place.left -= taken.get(keyOf({ itemId, ...place })) ?? 0;
    const isFace = (p: FreePlace) => (p.locationId === face ? 0 : 1);
    const lots = [...new Set(list.map((p) => p.lotId))];
    const order = (p: FreePlace) => lots.indexOf(p.lotId);
    const sorted = list.toSorted((a, b) => order(a) - order(b) || isFace(a) - isFace(b));
    found.set(itemId, reserve ? sorted : sorted.filter((p) => p.locationId === face));
  }
  return found;
}
