import type { Selectable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import type { ChargeRole } from '../../../preload/contract/channel-meanings.ts';
import { unknownChannel } from '../../../preload/contract/channels.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import type { ChannelLineKind } from './port.ts';

export type Channel = Selectable<DB['channel']>;
/** Source kind of journal entries posted straight from a channel record (fees, bad debt, charges without goods). */
export const RECORD = 'channel_record';

/** Account role a charge line posts to. `item` and stock lines are goods and have none. */
export const CHARGE_ROLE: Readonly<Record<Exclude<ChannelLineKind, 'item' | 'stock-loss' | 'stock-gain'>, ChargeRole>> = {
  shipping: 'shipping-revenue',
  voucher: 'gift-card-liability',
  'marketplace-fee': 'channel-fees',
  'bank-charge': 'bank-charges',
  commission: 'charity',
  discount: 'discounts-given',
  manual: 'sales-manual',
  sample: 'samples',
  'bad-debt': 'bad-debt',
};

export const isGoods = (kind: ChannelLineKind): kind is 'item' | 'stock-loss' | 'stock-gain' =>
  kind === 'item' || kind === 'stock-loss' || kind === 'stock-gain';

/** Loads a channel or refuses. */
export async function loadChannel(ctx: CommandContext, channelId: string): Promise<Channel> {
  const row = await ctx.tx.db.selectFrom('channel').selectAll().where('id', '=', channelId).executeTakeFirst();
  if (!row) throw refuse(unknownChannel, { channelId });
  return row;
}
