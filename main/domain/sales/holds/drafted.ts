import type { Insertable } from 'kysely';
import type { DB } from '../../../../db/schema/index.ts';
import type { ItemFacts } from '../../catalog/index.ts';
import type { Amounts, OrderDraft, OrderLineDraft } from '../model.ts';
import type { SetPlan } from '../sets.ts';
import { addressKey } from './facts.ts';
import type { Goods, RuleSubject } from './model.ts';

/** What a line is of, in steps of its item: a pack counts what is in it, a kit itself. */
export interface OrderedGoods {
  readonly itemId: string | null;
  readonly steps: number;
}
export const orderedGoods = (line: OrderLineDraft, item: ItemFacts | undefined, set: SetPlan | undefined): OrderedGoods => ({
  itemId: item?.id ?? null,
  steps: line.qty * (set?.kind === 'pack' ? (set.members[0]?.per ?? 1) : 1),
});

/** The order as the rules look at it: lines as they were ordered, goods as they leave. */
export function draftedSubject(
  draft: OrderDraft,
  orderId: string,
  total: Amounts,
  amounts: readonly Amounts[],
  goods: readonly Goods[],
  ordered: readonly OrderedGoods[],
): RuleSubject {
  const { partyId, channelId, orderedAt, currency, country, payment, channelTotal, captured, shipTo, risk } = draft;
  return {
    orderId,
    open: true,
    partyId,
    channelId: channelId ?? null,
    orderedAt,
    orderedOn: draft.orderedOn,
    priceIncludesTax: draft.pricesIncludeTax === true,
    currency,
    country,
    payment: payment ?? 'on-account',
    net: total.net,
    total: total.total,
    channelTotal,
    paid: captured?.amount ?? 0,
    settled: 0,
    hasStreet: shipTo?.line1 !== undefined && shipTo.postcode !== undefined && shipTo.city !== undefined,
    addressKey: addressKey({ ...shipTo, country }),
    fraudScore: risk?.score ?? null,
    avs: risk?.avs ?? null,
    lines: draft.lines.map((l, i) => ({
      kind: l.kind ?? 'item',
      sku: l.sku,
      qty: l.qty,
      itemId: ordered[i]?.itemId ?? null,
      steps: ordered[i]?.steps ?? l.qty,
      net: amounts[i]?.net ?? 0,
      total: amounts[i]?.total ?? 0,
      discountPpm: l.discountPpm ?? 0,
    })),
    goods,
  };
}

/** What was said of address and risk, as a row. */
export const checkRow = ({ shipTo }: OrderDraft, subject: RuleSubject): Insertable<DB['sales_order_check']> => ({
  order_id: subject.orderId,
  party_id: subject.partyId,
  line1: shipTo?.line1 ?? null,
  line2: shipTo?.line2 ?? null,
  postcode: shipTo?.postcode ?? null,
  city: shipTo?.city ?? null,
  address_key: subject.addressKey,
  fraud_score: subject.fraudScore,
  avs: subject.avs,
});
