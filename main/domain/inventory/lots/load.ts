import { type Connection, setStatement, statement, sumInt } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { type ItemPair, pair } from '../load-stock.ts';
import type { LotFacts, LotThere } from './model.ts';

type Tx = Connection<DB>;

const FACTS = ['l.id as lotId', 'l.item_id as itemId', 'l.code', 'l.serial', 'l.state', 'l.reason'] as const;
const DATES = ['l.sold_until as soldUntil', 'l.received_at as receivedAt'] as const;

const lotsAt = setStatement<DB>()({ item_id: 'text', other_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('lot_balance as b')
    .whereRef('b.item_id', '=', 'w.item_id')
    .whereRef('b.location_id', '=', 'w.other_id')
    .where('b.internal', '=', 1)
    .where('b.on_hand', '>', 0)
    .innerJoin('lot as l', 'l.id', 'b.lot_id')
    .select(FACTS)
    .select(DATES)
    .select(['b.location_id as locationId', 'b.on_hand as onHand']),
);

/** Every lot of items at places, with what is there. */
export const loadLotsAt = (tx: Tx, pairs: readonly ItemPair[]): Promise<LotThere[]> =>
  pairs.length === 0 ? Promise.resolve([]) : tx.runFor(lotsAt, [...new Map(pairs.map((p) => [pair(p.item_id, p.other_id), p])).values()]);

const heldBy = setStatement<DB>()({ lot_id: 'text', location_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('lot_balance as b')
    .whereRef('b.lot_id', '=', 'w.lot_id')
    .whereRef('b.location_id', '=', 'w.location_id')
    .select(['b.lot_id as lotId', 'b.location_id as locationId', 'b.on_hand as onHand']),
);

/** What of lots stands at places, inside or outside. */
export const loadHeld = (tx: Tx, keys: readonly { readonly lot_id: string; readonly location_id: string }[]) => tx.runFor(heldBy, keys);

const lotsById = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db.selectFrom(w).crossJoin('lot as l').whereRef('l.id', '=', 'w.id').select(FACTS).select(DATES),
);

/** Lots by id; those that do not exist are absent. */
export async function loadLots(tx: Tx, ids: Iterable<string>): Promise<Map<string, LotFacts>> {
  const wanted = [...new Set(ids)].map((id) => ({ id }));
  return new Map(wanted.length === 0 ? [] : (await tx.runFor(lotsById, wanted)).map((l) => [l.lotId, l]));
}

const lotsByCode = setStatement<DB>()({ item_id: 'text', code: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('lot as l')
    .whereRef('l.item_id', '=', 'w.item_id')
    .whereRef('l.code', '=', 'w.code')
    .select(FACTS)
    .select(DATES)
    .select('l.expires_on as expiresOn'),
);

/** Lots by item and code, keyed `item|code`. */
export async function loadLotsByCode(
  tx: Tx,
  keys: readonly { readonly item_id: string; readonly code: string }[],
): Promise<Map<string, LotFacts & { readonly expiresOn: string | null }>> {
  return new Map(keys.length === 0 ? [] : (await tx.runFor(lotsByCode, keys)).map((l) => [pair(l.itemId, l.code), l]));
}

const lotsOfMoves = setStatement<DB>()({ id: 'int' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('lot_move as m')
    .whereRef('m.move_id', '=', 'w.id')
    .select(['m.move_id as moveId', 'm.lot_id as lotId', 'm.qty'])
    .orderBy('m.id'),
);

/** Which lots moves took along, in order. */
export async function loadLotsOfMoves(tx: Tx, moveIds: Iterable<number>) {
  const wanted = [...new Set(moveIds)].map((id) => ({ id }));
  return wanted.length === 0 ? [] : tx.runFor(lotsOfMoves, wanted);
}

const insideOf = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('lot_balance as b')
    .whereRef('b.lot_id', '=', 'w.id')
    .where('b.internal', '=', 1)
    .groupBy('b.lot_id')
    .select(['b.lot_id as lotId', sumInt('b.on_hand').as('onHand')]),
);

/** Units of lots inside the company, wherever they stand. */
export async function loadInside(tx: Tx, lotIds: Iterable<string>): Promise<Map<string, number>> {
  const wanted = [...new Set(lotIds)].map((id) => ({ id }));
  return new Map(wanted.length === 0 ? [] : (await tx.runFor(insideOf, wanted)).map((r) => [r.lotId, r.onHand]));
}

const overdueAt = statement<DB, { today: string }, { itemId: string; warehouseId: string | null; locationId: string; qty: number }>(
  (db, p) =>
    db
      .selectFrom('lot as l')
      .crossJoin('lot_balance as b')
      .where('l.state', '=', 'ok')
      .where('l.sold_until', '<', p('today'))
      .whereRef('b.lot_id', '=', 'l.id')
      .where('b.on_hand', '>', 0)
      .innerJoin('location as c', 'c.id', 'b.location_id')
      .where('c.status', '=', 'sellable')
      .select(['l.item_id as itemId', 'c.warehouse_id as warehouseId', 'b.location_id as locationId', 'b.on_hand as qty']),
);

/**
 * What stands on sale although its last day is over, per item and warehouse (`item|warehouse`): the nightly run has not been yet. Found in
 * an index that holds nothing of companies without lots.
 */
export async function overdueStock(tx: Tx, today: string): Promise<ReadonlyMap<string, number>> {
  const sums = new Map<string, number>();
  for (const r of await tx.run(overdueAt, { today })) {
    const key = pair(r.itemId, r.warehouseId ?? '');
    sums.set(key, (sums.get(key) ?? 0) + r.qty);
  }
  return sums;
}
