import { sql } from 'kysely';
import { type Connection, setStatement } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { type Asked, type Break, bestPrice, type ListFor, type Priced } from './choose.ts';

type Tx = Connection<DB>;

/** An item or a pack of it, as far as its price goes. */
export interface PricedGoods {
  readonly itemId: string;
  readonly basePriceMicros: number;
  readonly stepsPerUnit: number;
  /** Steps in what one of the line counts: of a pack, or of a unit. */
  readonly stepsEach: number;
}

const goodsBy = (column: 'i.id' | 'i.sku') =>
  setStatement<DB>()({ key: 'text', pack: 'text' }, (db, w) =>
    db
      .selectFrom(w)
      .crossJoin('item as i')
      .innerJoin('unit as u', 'u.code', 'i.unit_code')
      .leftJoin('item_pack as p', (j) => j.onRef('p.item_id', '=', 'i.id').onRef('p.code', '=', 'w.pack'))
      .whereRef(column, '=', 'w.key')
      .select(['w.key', 'w.pack', 'i.id', 'i.price_micros', 'u.steps', 'p.steps as pack_steps']),
  );
const goodsById = goodsBy('i.id');
const goodsBySku = goodsBy('i.sku');

/** A line by what it names; `pack` empty where it counts single units. */
export interface Named {
  readonly key: string;
  readonly pack: string;
}
const at = ({ key, pack }: Named) => `${key}\n${pack}`;

/** Goods by id or SKU and pack, one statement; unknown ones are absent, and those without the pack named. */
export async function loadGoods(tx: Tx, by: 'id' | 'sku', named: readonly Named[]): Promise<(line: Named) => PricedGoods | undefined> {
  const wanted = [...new Map(named.map((n) => [at(n), { key: n.key, pack: n.pack }])).values()];
  const rows = await tx.runFor(by === 'id' ? goodsById : goodsBySku, wanted);
  const found = new Map(
    rows.flatMap((r): [string, PricedGoods][] => {
      if (r.pack !== '' && r.pack_steps === null) return [];
      const stepsEach = r.pack_steps ?? 1;
      return [[at(r), { itemId: r.id, basePriceMicros: r.price_micros, stepsPerUnit: r.steps, stepsEach }]];
    }),
  );
  return (line) => found.get(at(line));
}

const LIST = ['l.id', 'l.name', 'l.currency', 'l.includes_tax', 'l.valid_from', 'l.valid_to', 'l.off_ppm'] as const;

const listsOfCustomers = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('price_list_for as f')
    .whereRef('f.party_id', '=', 'w.id')
    .innerJoin('price_list as l', 'l.id', 'f.price_list_id')
    .where(sql<boolean>`l.active = 1`)
    .select('w.id as party_id')
    .select(LIST),
);
const listsOfTiers = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .innerJoin('customer_terms as t', 't.party_id', 'w.id')
    .crossJoin('price_list_for as f')
    .whereRef('f.tier', '=', 't.tier')
    .innerJoin('price_list as l', 'l.id', 'f.price_list_id')
    .where(sql<boolean>`l.active = 1`)
    .select('w.id as party_id')
    .select(LIST),
);
const breaksIn = setStatement<DB>()({ list: 'text', item: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('price_list_line as p')
    .whereRef('p.price_list_id', '=', 'w.list')
    .whereRef('p.item_id', '=', 'w.item')
    .select(['p.price_list_id', 'p.item_id', 'p.min_qty', 'p.price_micros']),
);

/** What the lists of some customers say of some items. */
export type PriceBook = (partyId: string, itemId: string, asked: Asked) => Priced | undefined;

/** Price lists in use of these customers and their tiers, with what they say of these items: three statements, two where there is no such list. */
export async function loadPriceBook(tx: Tx, partyIds: Iterable<string>, itemIds: Iterable<string>): Promise<PriceBook> {
  const parties = [...new Set(partyIds)].map((id) => ({ id }));
  const own = await tx.runFor(listsOfCustomers, parties);
  const ofTier = await tx.runFor(listsOfTiers, parties);
  const lists = new Map<string, ListFor[]>();
  for (const [basis, rows] of [
    ['customer', own],
    ['tier', ofTier],
  ] as const)
    for (const r of rows) {
      const { id, name, currency, off_ppm: offPpm, valid_from: validFrom, valid_to: validTo } = r;
      const list: ListFor = { id, name, basis, currency, includesTax: r.includes_tax === 1, validFrom, validTo, offPpm };
      lists.set(r.party_id, [...(lists.get(r.party_id) ?? []), list]);
    }
  const ids = new Set([...lists.values()].flat().map((l) => l.id));
  const items = [...new Set(itemIds)];
  const breaks = Map.groupBy(
    await tx.runFor(
      breaksIn,
      [...ids].flatMap((list) => items.map((item) => ({ list, item }))),
    ),
    (b) => `${b.price_list_id} ${b.item_id}`,
  );
  const breaksOf = (listId: string, itemId: string): Break[] =>
    (breaks.get(`${listId} ${itemId}`) ?? []).map((b) => ({ minQty: b.min_qty, priceMicros: b.price_micros }));
  return (partyId, itemId, asked) => bestPrice(lists.get(partyId) ?? [], (listId) => breaksOf(listId, itemId), asked);
}
