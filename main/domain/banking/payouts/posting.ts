import type { SettledKind } from '../../../../preload/contract/banking-payouts.ts';
import type { Minor } from '../../../../preload/contract/values/money.ts';
import type { EntryDraft, LineDraft } from '../../accounting/index.ts';
import { rolesOf } from './accounts.ts';

/** Source kind of entries of settlements; the source is the settlement. */
export const SETTLEMENT = 'settlement';

/** A line of a settlement as it is posted. `key` is what it settles or opens: its order, else the line itself. */
export interface PostedLine {
  readonly kind: SettledKind;
  readonly type: string;
  readonly orderId: string | null;
  readonly key: string;
  readonly amount: Minor;
}
/** What is open for an order: in clearing (debit positive), and on its invoices and credit notes. */
export interface OrderItems {
  readonly clearing: Minor;
  readonly receivable: readonly { readonly itemKey: string; readonly partyId: string | null; readonly residual: Minor }[];
}
export interface SettlementPosting {
  readonly id: string;
  readonly channelId: string;
  readonly on: string;
  readonly payout: Minor;
  readonly kept: Minor;
  readonly lines: readonly PostedLine[];
  readonly orders: ReadonlyMap<string, OrderItems>;
}

/** The name of a type as a narrowed role: fees can be led to an account each. */
const slug = (type: string): string =>
  type
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60) || 'other';

/** The account role a line that is of no order's goods stands against. */
function roleOf(line: PostedLine, channelId: string): string {
  const { kind, type } = line;
  if (kind === 'fee') return `channel-fees/${slug(type)}`;
  if (kind === 'fee-tax') return 'input-tax';
  if (kind === 'facilitator-tax') return 'facilitator-tax';
  if (kind === 'reserve') return rolesOf(channelId).reserve;
  if (kind === 'label') return 'carrier-accrual';
  return 'loss-recovery';
}

/**
 * Dr payout in transit, fees by type, tax on fees, reserve / Cr clearing, order by order. Money of an order first settles what clearing
 * holds for it, then its open invoices (or credit notes, for what was given back), and what is over stands on clearing under the
 * order until the rest of it comes. What the provider neither paid out nor reserved stands on clearing under the channel.
 */
export function settlementEntry(s: SettlementPosting): EntryDraft {
  const { channelId } = s;
  const roles = rolesOf(channelId);
  const lines: LineDraft[] = [
    { account: { role: roles.transit }, amount: s.payout, itemKey: s.id, channelId },
    { account: { role: roles.clearing }, amount: s.kept, itemKey: channelId, channelId },
  ];
  const sums = new Map<string, { role: string; memo: string; amount: Minor }>();
  const ofOrders = new Map<string, { orderId: string | null; into: Minor; back: Minor }>();
  for (const line of s.lines) {
    if (line.kind === 'sale' || line.kind === 'refund') {
      const sum = ofOrders.get(line.key) ?? { orderId: line.orderId, into: 0, back: 0 };
      if (line.kind === 'sale') sum.into += line.amount;
      else sum.back += line.amount;
      ofOrders.set(line.key, sum);
    } else if (line.kind === 'chargeback' || line.kind === 'chargeback-won')
      lines.push({ account: { role: roles.disputes }, amount: -line.amount, itemKey: line.key, channelId });
    else {
      const role = roleOf(line, channelId);
      const key = `${role} ${line.type}`;
      const sum = sums.get(key) ?? { role, memo: line.type, amount: 0 };
      sum.amount += line.amount;
      sums.set(key, sum);
    }
  }
  for (const { role, memo, amount } of sums.values()) lines.push({ account: { role }, amount: -amount, memo, channelId });
  for (const [key, { orderId, into, back }] of ofOrders) {
    const items = orderId === null ? undefined : s.orders.get(orderId);
    lines.push(...orderLines(key, into, items, channelId), ...orderLines(key, back, items && after(items, into), channelId));
  }
  return { journal: 'BNK', on: s.on, source: { kind: SETTLEMENT, id: s.id }, memo: 'Settlement of a channel', lines };
}

/** What an amount of an order settles: items open in its direction, clearing first. */
function orderLines(key: string, amount: Minor, items: OrderItems | undefined, channelId: string): LineDraft[] {
  const clearing = { account: { role: rolesOf(channelId).clearing }, itemKey: key, channelId };
  const lines: LineDraft[] = [];
  let left = amount;
  const take = (residual: Minor): Minor => {
    const way = left < 0 ? -1 : 1;
    const taken = residual * way > 0 ? way * Math.min(Math.abs(left), Math.abs(residual)) : 0;
    left -= taken;
    return taken;
  };
  const fromClearing = take(items?.clearing ?? 0);
  for (const item of items?.receivable ?? []) {
    const taken = take(item.residual);
    const party = item.partyId === null ? {} : { partyId: item.partyId };
    if (taken !== 0) lines.push({ account: { role: 'receivable' }, amount: -taken, itemKey: item.itemKey, channelId, ...party });
  }
  if (fromClearing + left !== 0) lines.unshift({ ...clearing, amount: -(fromClearing + left) });
  return lines;
}

/** What is open for an order after an amount that came in settled some of it. */
function after(items: OrderItems, into: Minor): OrderItems {
  let left = into;
  const take = (residual: Minor): Minor => {
    const taken = Math.max(0, Math.min(left, residual));
    left -= taken;
    return residual - taken;
  };
  const clearing = take(items.clearing);
  const receivable = items.receivable.map((i) => ({ ...i, residual: take(i.residual) }));
  return { clearing: clearing - Math.max(0, left), receivable };
}
