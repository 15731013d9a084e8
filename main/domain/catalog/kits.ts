import { type Connection, statement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { kitOfStock, notAComponent } from '../../../preload/contract/catalog.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext, Standing } from '../../engine/context.ts';
import { itemsBySku, loadItems } from './model.ts';

/** What one kit takes of a component, in steps. */
export interface Component {
  readonly itemId: string;
  readonly qty: number;
}
/** Components of every kit, by the kit's item id. */
export type Kits = ReadonlyMap<string, readonly Component[]>;

const components = statement<DB, Record<never, never>, Component & { readonly kitId: string }>((db) =>
  db.selectFrom('kit_component').select(['kit_id as kitId', 'item_id as itemId', 'qty']).orderBy('kit_id').orderBy('item_id'),
);

const standingKits: Standing<Kits> = {
  tables: ['kit_component'],
  load: async (tx: Connection<DB>) => Map.groupBy(await tx.run(components, {}), (c) => c.kitId),
};

/** Every kit with its components, in order of component id. Kept between commands until a kit changes. */
export const loadKits = (ctx: CommandContext): Promise<Kits> => ctx.standing(standingKits);

/** Says what a kit is made of. Refuses a SKU that has stock of its own, and components that have none or are named twice. */
export async function setComponents(
  ctx: CommandContext,
  kitId: string,
  wanted: readonly { readonly itemId?: string | undefined; readonly sku?: string | undefined; readonly qty: number }[],
): Promise<void> {
  const { db } = ctx.tx;
  const kit = await db.selectFrom('item').select(['sku', 'kind', 'revision']).where('id', '=', kitId).executeTakeFirst();
  if (!kit) throw refuse(notFound, { kind: 'item', id: kitId });
  if (kit.kind === 'stock') throw refuse(kitOfStock, { sku: kit.sku });
  const byId = await loadItems(
    ctx,
    wanted.flatMap((c) => c.itemId ?? []),
  );
  const bySku = await itemsBySku(
    ctx,
    wanted.flatMap((c) => c.sku ?? []),
  );
  const seen = new Set<string>();
  const rows = wanted.map(({ itemId, sku, qty }) => {
    const item = itemId === undefined ? bySku.get(sku ?? '') : byId.get(itemId);
    if (!item) throw refuse(notFound, { kind: 'item', id: itemId ?? sku ?? '' });
    if (item.kind !== 'stock' || seen.has(item.id)) throw refuse(notAComponent, { sku: item.sku });
    seen.add(item.id);
    return { kit_id: kitId, item_id: item.id, qty };
  });
  await db.deleteFrom('kit_component').where('kit_id', '=', kitId).execute();
  await ctx.tx.insertMany('kit_component', rows);
  await ctx.tx.updateMany('item', ['id'], [{ id: kitId, revision: kit.revision + 1 }]);
  ctx.forget('item', 'kit_component');
}
