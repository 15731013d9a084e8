import type { AccountType } from '../model.ts';

/** What the house needs to know of an account to post to it under a role, whatever its code and name. */
export interface RoleTraits {
  readonly type: AccountType;
  /** Must return to nothing subject by subject: claims, debts, what a channel holds, what was received or shipped and not yet invoiced. */
  readonly openItems?: true;
  readonly managedBy?: 'inventory';
}

/** Every role rooms post to, but for those of one channel, bank account or valuation area (`clearing/<channel>`). Each chart has an account for each. */
export const CHART_ROLES = {
  bank: { type: 'asset' },
  'payout-in-transit': { type: 'asset' },
  receivable: { type: 'asset', openItems: true },
  clearing: { type: 'asset', openItems: true },
  'channel-reserve': { type: 'asset' },
  disputes: { type: 'asset' },
  'contract-asset': { type: 'asset' },
  'input-tax': { type: 'asset' },
  prepayments: { type: 'asset' },
  'prepaid-expenses': { type: 'asset' },
  gsni: { type: 'asset', openItems: true },
  'returns-clearing': { type: 'asset', openItems: true },
  'right-of-return': { type: 'asset' },
  'currency-exchange': { type: 'asset' },
  'inventory-transit': { type: 'asset', managedBy: 'inventory' },
  'stock-allowance': { type: 'asset' },
  payable: { type: 'liability', openItems: true },
  grni: { type: 'liability', openItems: true },
  'grni-returns': { type: 'liability', openItems: true },
  'landed-accrual': { type: 'liability' },
  'carrier-accrual': { type: 'liability' },
  'accrued-expenses': { type: 'liability' },
  'customer-deposits': { type: 'liability', openItems: true },
  'deferred-revenue': { type: 'liability' },
  'gift-card-liability': { type: 'liability' },
  'store-credit': { type: 'liability' },
  'refund-liability': { type: 'liability' },
  'facilitator-tax': { type: 'liability' },
  'output-tax': { type: 'liability' },
  'opening-balance': { type: 'equity' },
  'retained-earnings': { type: 'equity' },
  'result-transferred': { type: 'equity' },
  revenue: { type: 'income' },
  'discounts-given': { type: 'income' },
  'shipping-revenue': { type: 'income' },
  'sales-manual': { type: 'income' },
  'stock-gain': { type: 'income' },
  'grni-write-off': { type: 'income' },
  'loss-recovery': { type: 'income' },
  cogs: { type: 'expense' },
  'cogs-variance': { type: 'expense' },
  ppv: { type: 'expense' },
  'stock-loss': { type: 'expense' },
  'write-down': { type: 'expense' },
  revaluation: { type: 'expense' },
  'return-loss': { type: 'expense' },
  'outbound-freight': { type: 'expense' },
  'channel-fees': { type: 'expense' },
  'bank-charges': { type: 'expense' },
  'bad-debt': { type: 'expense' },
  'chargeback-loss': { type: 'expense' },
  samples: { type: 'expense' },
  charity: { type: 'expense' },
  rounding: { type: 'expense' },
  fx: { type: 'expense' },
  'fx-unrealised': { type: 'expense' },
  'fx-rounding': { type: 'expense' },
} as const satisfies Readonly<Record<string, RoleTraits>>;
export type ChartRole = keyof typeof CHART_ROLES;
