import { type Settlement, settlementCurrency, settlementDoesNotAdd, settlementGap } from '../../../../preload/contract/banking-payouts.ts';
import { type Refusal, refuse } from '../../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import type { Minor } from '../../../../preload/contract/values/money.ts';

/** The figures a settlement is proved by: opening + transactions - payout = closing, each not paid out and reserved together. */
export interface Proof {
  readonly opening: Minor;
  /** all lines but those that move money into or out of the reserve */
  readonly transactions: Minor;
  readonly reserved: Minor;
  readonly payout: Minor;
  readonly closing: Minor;
  /** Of the lines what was neither paid out nor reserved: kept by the provider for the next settlement. */
  readonly kept: Minor;
}

/**
 * Whether a settlement is whole: in the channel's currency, its lines come to its payout to the minor unit (and to what it says it
 * keeps, where it says its balances), and it opens with what the one before closed with. `before` is null for the first.
 */
export function decideSettlement(s: Settlement, currency: string, before: Minor | null): Proof | Refusal {
  const name = s.externalId;
  if (s.currency !== currency) return refuse(settlementCurrency, { settlement: name, said: s.currency, currency });
  const reserved = sumSafe(s.lines.map((l) => (l.kind === 'reserve' ? l.amount : 0)));
  const lines = sumSafe(s.lines.map((l) => l.amount));
  const transactions = lines - reserved;
  if (s.opening !== null && before !== null && s.opening !== before)
    return refuse(settlementGap, { settlement: name, opening: s.opening, before, currency });
  const opening = s.opening ?? before ?? 0;
  const closing = sumSafe([opening, transactions, -s.payout]);
  const kept = lines - s.payout;
  // Balances include the reserve, so what lines of the reserve move is no difference of theirs.
  const saysKept = s.closing === null ? 0 : s.closing - opening + reserved;
  if (kept !== saysKept) return refuse(settlementDoesNotAdd, { settlement: name, lines, payout: s.payout, kept: saysKept, currency });
  return { opening, transactions, reserved, payout: s.payout, closing, kept };
}
