import type { RuleTest } from '../../../../preload/contract/sales-rules.ts';
import type { OwnedRule } from './store.ts';

const DAY_HOURS = 24;
const ALL = { channelIds: [], countries: [], tiers: [] };

const rule = (
  code: string,
  name: string,
  test: RuleTest,
  severity: 'block' | 'warn',
  owner: 'support' | 'accountant' | 'ops-manager',
): OwnedRule => ({
  code,
  name,
  test,
  severity,
  scope: ALL,
  owner: { kind: 'role', id: owner },
  slaHours: severity === 'block' ? DAY_HOURS : null,
  active: true,
  revision: 1,
});

/**
 * What a new company starts with: few rules, and few that block. Those after which no figure could be trusted, and
 * customers somebody put a limit or a stop on. The rest only points at what is unusual, money that has not come yet among it: many shops ship on part of it. Fraud, margin, velocity,
 * restricted goods and stock need limits nobody can guess, so a company makes rules of these kinds itself.
 */
export const STANDARD_RULES: readonly OwnedRule[] = [
  rule('total-mismatch', 'Lines do not add up to the total of the channel', { kind: 'total-mismatch' }, 'block', 'accountant'),
  rule('negative-total', 'Order comes to less than nothing', { kind: 'negative-total' }, 'block', 'accountant'),
  rule('negative-line', 'Goods at a negative price', { kind: 'negative-line' }, 'block', 'ops-manager'),
  rule('unpaid', 'Not paid before shipment', { kind: 'payment' }, 'warn', 'accountant'),
  rule('customer-hold', 'Customer on payment hold', { kind: 'customer-hold' }, 'block', 'accountant'),
  rule('credit-limit', 'Above the credit limit', { kind: 'credit-limit' }, 'block', 'accountant'),
  rule('zero-price', 'Goods free of charge', { kind: 'zero-price' }, 'warn', 'ops-manager'),
  rule('huge-quantity', 'Unusually large quantity', { kind: 'huge-quantity', above: 10_000 }, 'warn', 'ops-manager'),
  rule('deep-discount', 'Unusually deep discount', { kind: 'deep-discount', abovePpm: 500_000 }, 'warn', 'ops-manager'),
  rule('missing-country', 'No country to ship to', { kind: 'address-incomplete', needs: 'country' }, 'warn', 'support'),
];
