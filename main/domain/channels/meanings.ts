import type { CommandContext } from '../../engine/context.ts';
import { itemsBySku } from '../catalog/index.ts';
import { CHARGE_ROLE, type Channel, isGoods } from './model.ts';
import type { ChannelLine, ChannelOrder } from './port.ts';

/** What a SKU of the channel means here. */
export type Meaning = { readonly itemId: string } | { readonly role: string };

/** Mapped by hand first, then by our own SKU, then (charges) by kind. Unknown goods have no meaning: never a placeholder. */
export async function meanings(ctx: CommandContext, channel: Channel, lines: readonly ChannelLine[]): Promise<Map<string, Meaning>> {
  const skus = [...new Set(lines.map((l) => l.sku))];
  const found = new Map<string, Meaning>();
  for (const [sku, item] of await itemsBySku(ctx, skus)) found.set(sku, { itemId: item.id });
  const mapped = await ctx.tx.db
    .selectFrom(
      ctx.tx
        .rowset(
          skus.map((sku) => ({ sku })),
          { sku: 'text' },
        )
        .as('w'),
    )
    .crossJoin('sku_map')
    .whereRef('sku_map.sku', '=', 'w.sku')
    .select(['sku_map.sku', 'item_id', 'charge_role'])
    .where('channel_id', '=', channel.id)
    .execute();
  for (const m of mapped) found.set(m.sku, m.item_id !== null ? { itemId: m.item_id } : { role: m.charge_role ?? '' });
  return found;
}

/** A line with what it stands for here: an item, or an account role it charges; neither while it is unknown. */
export interface MeantLine extends ChannelLine {
  readonly itemId: string | null;
  readonly role: string | null;
}
export interface MeantOrder extends ChannelOrder {
  readonly lines: readonly MeantLine[];
}

/** Goods are what they were mapped to, be it a charge; a charge posts to the role it was mapped to, else to that of its kind. */
export function meant(order: ChannelOrder, known: ReadonlyMap<string, Meaning>): MeantOrder {
  const lines = order.lines.map((line): MeantLine => {
    const meaning = known.get(line.sku);
    const mapped = meaning && 'role' in meaning ? meaning.role : null;
    if (!isGoods(line.kind)) return { ...line, itemId: null, role: mapped ?? CHARGE_ROLE[line.kind] };
    return { ...line, itemId: meaning && 'itemId' in meaning ? meaning.itemId : null, role: mapped };
  });
  return { ...order, lines };
}
