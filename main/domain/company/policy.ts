import { type Policies, SESSION_IDLE_MINUTES } from '../../../preload/contract/company.ts';
import { KEEP_QUEUE_DAYS } from '../../../preload/contract/engine-room.ts';
import type { CompanyFacts } from '../../engine/context.ts';

/** Defaults and why: cost follows the goods (delivery), a difference in price too, what left keeps the cost it was reported at when older goods turn up later, nothing leaves before it came (below zero a cost is a guess and a promise is empty), nothing is received that was not ordered, stock is promised at once, customers wait for the rest, tax rounds per document, nothing slips into another month unseen, who makes a payment run does not approve it, an invoice is due on its day until the company gives its customers longer, what is let off for paying early lowers the tax when it is paid (as in Germany and the United Kingdom, where the consideration is what was paid), a rate holds over a long weekend, no tier of customers goes before another, nobody waits for goods that lie in reserve, a tenth of its weight is what paper and tape make of a parcel, and nobody has a prefix of GS1 unasked. */
export const POLICY_DEFAULTS: Policies = {
  costOfSales: 'delivery',
  billDifference: 'cost',
  backDatedReceipts: 'new-layer',
  negativeStock: 'never',
  receiveOverPercent: 0,
  receiveUnderPercent: 0,
  allocateAt: 'confirmation',
  backorder: 'always',
  taxRounding: 'document',
  fiscalYearStart: 1,
  lateEntries: 'refuse',
  paymentApproval: 'other',
  expectedReturnsPercent: 0,
  expectedReturnsDays: 30,
  paymentDays: 0,
  discountTax: 'corrected',
  rateMaxAgeDays: 5,
  keepQueueDays: KEEP_QUEUE_DAYS,
  sessionIdleMinutes: SESSION_IDLE_MINUTES,
  secondFactorRoles: [],
  reasonCodeNeeded: [],
  firstTiers: [],
  pickFromReserve: 'when-short',
  parcelWeightPercent: 10,
  gs1Prefix: '',
};

/** A policy of the company, or its default. */
export function policy<K extends keyof Policies>(ctx: { readonly company: CompanyFacts }, key: K): Policies[K] {
  const chosen = ctx.company.settings.get(`policy.${key}`);
  return (chosen as Policies[K] | undefined) ?? POLICY_DEFAULTS[key];
}
