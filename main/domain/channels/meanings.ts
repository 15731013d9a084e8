import { allocate } from '../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../engine/context.ts';
import { itemsBySku, loadItems, loadKits, loadPacks } from '../catalog/index.ts';
import { spread, weightsOf } from '../sales/index.ts';
import { CHARGE_ROLE, type Channel, isGoods } from './model.ts';
import type { ChannelLine, ChannelOrder } from './port.ts';

/** What a SKU of the channel means here. */
export type Meaning = { readonly itemId: string; readonly packId?: string } | { readonly role: string };

/** What SKUs of a channel were said to mean, those that were, with the revisions of what says so. */
export const loadMapped = (ctx: CommandContext, channelId: string, skus: readonly string[]) =>
  ctx.tx.db
    .selectFrom(
      ctx.tx
        .rowset(
          skus.map((sku) => ({ sku })),
          { sku: 'text' },
        )
        .as('w'),
    )
    .crossJoin('sku_map as m')
    .whereRef('m.sku', '=', 'w.sku')
    .where('m.channel_id', '=', channelId)
    .leftJoin('sku_map_pack as k', (j) => j.onRef('k.channel_id', '=', 'm.channel_id').onRef('k.sku', '=', 'm.sku'))
    .select(['m.sku', 'm.item_id', 'm.charge_role', 'm.revision', 'k.pack_id', 'k.revision as pack_revision'])
    .execute();

/** Mapped by hand first, then by our own SKU, then (charges) by kind. Unknown goods have no meaning: never a placeholder. */
export async function meanings(ctx: CommandContext, channel: Channel, lines: readonly ChannelLine[]): Promise<Map<string, Meaning>> {
  const skus = [...new Set(lines.map((l) => l.sku))];
  const found = new Map<string, Meaning>();
  for (const [sku, item] of await itemsBySku(ctx, skus)) found.set(sku, { itemId: item.id });
  const mapped = await loadMapped(ctx, channel.id, skus);
  for (const m of mapped) {
    const pack = m.pack_id === null ? {} : { packId: m.pack_id };
    found.set(m.sku, m.item_id !== null ? { itemId: m.item_id, ...pack } : { role: m.charge_role ?? '' });
  }
  return found;
}

/** A line with what it stands for here: an item, or an account role it charges; neither while it is unknown. */
export interface MeantLine extends ChannelLine {
  readonly itemId: string | null;
  /** The pack it is one of, where the listing sells packs. */
  readonly packId?: string;
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
    const goods = meaning && 'itemId' in meaning ? meaning : undefined;
    return { ...line, itemId: goods?.itemId ?? null, ...(goods?.packId === undefined ? {} : { packId: goods.packId }), role: mapped };
  });
  return { ...order, lines };
}

/**
 * Lines of listings that sell packs or kits as lines of the goods in them, for records that bring goods back or correct stock: units of
 * each component, and the amount shared as an order shares it, to the cent.
 */
export async function inGoods(ctx: CommandContext, orders: readonly MeantOrder[]): Promise<MeantOrder[]> {
  const lines = orders.flatMap((o) => o.lines);
  const kits = await loadKits(ctx);
  const packs = await loadPacks(
    ctx,
    lines.flatMap((l) => l.packId ?? []),
  );
  const parts = (l: MeantLine) => {
    const pack = packs.get(l.packId ?? '');
    if (pack) return [{ itemId: pack.itemId, qty: pack.steps }];
    return l.itemId === null ? undefined : kits.get(l.itemId);
  };
  if (!lines.some(parts)) return [...orders];
  const items = await loadItems(
    ctx,
    lines.flatMap((l) => (parts(l) ?? []).map((p) => p.itemId)),
  );
  return orders.map((order) => ({
    ...order,
    lines: order.lines.flatMap((line): MeantLine[] => {
      const own = parts(line);
      if (!own) return [line];
      const weights = weightsOf(own, items);
      const amounts = spread(line.amountMinor, Math.max(1, Math.abs(line.quantity)), weights);
      const prices = allocate(line.unitPriceMicros, weights);
      return own.map(({ itemId, qty }, i) => {
        const amountMinor = amounts[i] ?? 0;
        return { ...line, itemId, quantity: line.quantity * qty, amountMinor, unitPriceMicros: Math.floor((prices[i] ?? 0) / qty) };
      });
    }),
  }));
}
