import {
  channelMeaningOperations,
  mappedTwice,
  mapsToOne,
  neverMapped,
  unknownMeaning,
} from '../../../../preload/contract/channel-meanings.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { type ItemFacts, itemsBySku, packsOf } from '../../catalog/index.ts';
import { handleCommand } from '../../handler.ts';
import { retryUnresolved } from '../import-records.ts';
import { loadMapped } from '../meanings.ts';
import { loadChannel } from '../model.ts';

interface Line {
  readonly sku: string;
  readonly item?: string | undefined;
  readonly charge?: string | undefined;
}
/** What a line was said to mean, as the table keeps it. */
interface Said {
  readonly sku: string;
  readonly itemId: string | null;
  readonly packId: string | null;
  readonly charge: string | null;
}

/** `EGG BOX6`: what may be an item and a pack of it. */
const IN_PACKS = /^(.*\S)\s+(\S+)$/;

/** Looks up what the lines name, in a handful of statements. Refuses a SKU named twice, and one without exactly one meaning. */
async function understand(ctx: CommandContext, lines: readonly Line[]): Promise<Said[]> {
  const named = new Set<string>();
  for (const { sku, item, charge } of lines) {
    if (named.has(sku)) throw refuse(mappedTwice, { sku });
    named.add(sku);
    if ((item === undefined) === (charge === undefined)) throw refuse(mapsToOne, { sku });
  }
  const texts = lines.flatMap(({ item }) => (item === undefined ? [] : [item, ...(IN_PACKS.exec(item)?.slice(1, 2) ?? [])]));
  const items = await itemsBySku(ctx, new Set(texts));
  const found = lines.map(({ sku, item, charge }): { sku: string; of?: ItemFacts; pack?: string; charge?: string } => {
    if (item === undefined) return { sku, ...(charge === undefined ? {} : { charge }) };
    const whole = items.get(item);
    if (whole) return { sku, of: whole };
    const [, base = '', pack = ''] = IN_PACKS.exec(item) ?? [];
    const of = items.get(base);
    if (!of) throw refuse(unknownMeaning, { sku, item });
    return { sku, of, pack };
  });
  const packs = await packsOf(
    ctx,
    found.map(({ of }) => of ?? { id: '', sku: '' }),
    found,
  );
  return found.map(({ sku, of, charge }, i) => ({ sku, itemId: of?.id ?? null, packId: packs[i]?.id ?? null, charge: charge ?? null }));
}

/** What the SKUs mean so far. */
const loadSaid = async (ctx: CommandContext, channelId: string, skus: readonly string[]) =>
  new Map((await loadMapped(ctx, channelId, skus)).map((r) => [r.sku, r]));

export const mapSkus = handleCommand(channelMeaningOperations.mapSkus, async (ctx, input) => {
  const channel = await loadChannel(ctx, input.channelId);
  const said = await understand(ctx, input.lines);
  const channel_id = channel.id;
  const known = await loadSaid(
    ctx,
    channel_id,
    said.map((s) => s.sku),
  );
  const other = said.filter((s) => {
    const was = known.get(s.sku);
    return was?.item_id !== s.itemId || was.charge_role !== s.charge || was.pack_id !== s.packId;
  });
  const rowOf = (s: Said) => ({ channel_id, sku: s.sku, item_id: s.itemId, charge_role: s.charge });
  const isNew = (s: Said) => !known.has(s.sku);
  await ctx.tx.insertMany(
    'sku_map',
    other.filter(isNew).map((s) => ({ ...rowOf(s), revision: 1 })),
  );
  await ctx.tx.updateMany(
    'sku_map',
    ['channel_id', 'sku'],
    other.filter((s) => !isNew(s)).map((s) => ({ ...rowOf(s), revision: (known.get(s.sku)?.revision ?? 0) + 1 })),
  );
  await changePacks(ctx, channel_id, other, known);
  const { imported, unresolved, orders, lines } = await retryUnresolved(ctx, channel, new Set(said.map((s) => s.sku)));
  return { mapped: other.length, imported, unresolved, orders, lines };
});

async function changePacks(
  ctx: CommandContext,
  channel_id: string,
  other: readonly Said[],
  known: Awaited<ReturnType<typeof loadSaid>>,
): Promise<void> {
  const fresh: { channel_id: string; sku: string; pack_id: string; revision: number }[] = [];
  const changed: typeof fresh = [];
  for (const { sku, packId } of other) {
    const was = known.get(sku)?.pack_revision ?? null;
    if (packId !== null && was === null) fresh.push({ channel_id, sku, pack_id: packId, revision: 1 });
    else if (packId !== null && was !== null) changed.push({ channel_id, sku, pack_id: packId, revision: was + 1 });
    else if (was !== null) await ctx.tx.db.deleteFrom('sku_map_pack').where('channel_id', '=', channel_id).where('sku', '=', sku).execute();
  }
  await ctx.tx.insertMany('sku_map_pack', fresh);
  await ctx.tx.updateMany('sku_map_pack', ['channel_id', 'sku'], changed);
}

export const forgetSku = handleCommand(channelMeaningOperations.forgetSku, async (ctx, { channelId, sku }) => {
  const channel = await loadChannel(ctx, channelId);
  if (!(await loadSaid(ctx, channel.id, [sku])).has(sku)) throw refuse(neverMapped, { sku });
  for (const table of ['sku_map_pack', 'sku_map'] as const)
    await ctx.tx.db.deleteFrom(table).where('channel_id', '=', channel.id).where('sku', '=', sku).execute();
  return { channelId: channel.id, sku };
});
