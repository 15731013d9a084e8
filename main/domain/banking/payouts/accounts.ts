import type { CommandContext } from '../../../engine/context.ts';
import { ensureAccount } from '../../accounting/index.ts';

/** What the payouts of a channel need to know of it. */
export interface PayingChannel {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly currency: string;
}
/** Account roles of one channel's payouts. */
export const rolesOf = (channelId: string) => ({
  clearing: `clearing/${channelId}`,
  transit: `payout-in-transit/${channelId}`,
  reserve: `channel-reserve/${channelId}`,
  disputes: `disputes/${channelId}`,
});

/** Each channel has accounts of its own for what is on its way, reserved and disputed, so that each can be proved: payout by payout, dispute by dispute. */
export async function ensurePayoutAccounts(ctx: CommandContext, channel: PayingChannel): Promise<void> {
  const roles = rolesOf(channel.id);
  const own = (beside: 'payout-in-transit' | 'channel-reserve' | 'disputes', name: string, role: string, openItems: boolean) =>
    ensureAccount(ctx, { beside, suffix: channel.code, name: `${name} ${channel.name}`, openItems, role });
  await own('payout-in-transit', 'Payouts in transit', roles.transit, true);
  await own('channel-reserve', 'Reserve', roles.reserve, false);
  await own('disputes', 'Disputed payments', roles.disputes, true);
}
