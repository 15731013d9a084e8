import { setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { unknownPack } from '../../../preload/contract/catalog.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import type { ItemFacts } from './model.ts';

/** A pack of an item; `steps` of the stock unit in one. */
export interface PackFacts {
  readonly id: string;
  readonly itemId: string;
  readonly code: string;
  readonly name: string;
  readonly steps: number;
  readonly active: 0 | 1;
}

const packsOfItems = setStatement<DB>()({ key: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('item_pack as p')
    .whereRef('p.item_id', '=', 'w.key')
    .select(['p.id', 'p.item_id as itemId', 'p.code', 'p.name', 'p.steps', 'p.active']),
);
const packsById = setStatement<DB>()({ key: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('item_pack as p')
    .whereRef('p.id', '=', 'w.key')
    .select(['p.id', 'p.item_id as itemId', 'p.code', 'p.name', 'p.steps', 'p.active']),
);

/** Packs by id, in one statement; those that do not exist are absent. */
export async function loadPacks(ctx: CommandContext, ids: Iterable<string>): Promise<Map<string, PackFacts>> {
  const keys = [...new Set(ids)].map((key) => ({ key }));
  return new Map(keys.length === 0 ? [] : (await ctx.tx.runFor(packsById, keys)).map((p) => [p.id, p]));
}

/**
 * The pack each line counts in, parallel to the lines; undefined where it counts single units. One statement where any line names a
 * pack, none otherwise. Refuses a pack the item of the line does not have, or does not use any more.
 */
export async function packsOf(
  ctx: CommandContext,
  items: readonly Pick<ItemFacts, 'id' | 'sku'>[],
  lines: readonly { readonly pack?: string | undefined }[],
): Promise<(PackFacts | undefined)[]> {
  const ids = new Set(lines.flatMap((l, i) => (l.pack === undefined ? [] : [items[i]?.id ?? ''])));
  if (ids.size === 0) return lines.map(() => undefined);
  const rows = await ctx.tx.runFor(
    packsOfItems,
    [...ids].map((key) => ({ key })),
  );
  const found = new Map(rows.filter((p) => p.active === 1).map((p) => [`${p.itemId}|${p.code}`, p]));
  return lines.map(({ pack }, i) => {
    if (pack === undefined) return undefined;
    const { id = '', sku = '' } = items[i] ?? {};
    const known = found.get(`${id}|${pack}`);
    if (!known) throw refuse(unknownPack, { sku, pack });
    return known;
  });
}
