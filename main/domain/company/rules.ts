import { fromMillis, toMillis } from '../../../preload/contract/values/instant.ts';

/** What never is one person's decision. The approver may be changed; the policy stands (`twoPeople` in the contract). */
export const STANDARD_POLICIES = [
  {
    code: 'reopen-period',
    name: 'Reopened periods',
    operation: 'accounting.reopenPeriod',
    measure: 'always',
    above: 0,
    approver_kind: 'permission',
    approver: 'accounting.lock',
    expires_days: 14,
    active: 1,
    revision: 1,
  },
  {
    code: 'discount-above-limit',
    name: 'Discounts above a limit',
    operation: 'sales.acceptOrderAboveLimit',
    measure: 'always',
    above: 0,
    approver_kind: 'permission',
    approver: 'sales.discount',
    expires_days: 14,
    active: 1,
    revision: 1,
  },
  {
    code: 'bank-account-of-party',
    name: 'Changed bank accounts of suppliers',
    operation: 'parties.changeBankAccount',
    measure: 'always',
    above: 0,
    approver_kind: 'permission',
    approver: 'parties.bank',
    expires_days: 14,
    active: 1,
    revision: 1,
  },
] as const;

/**
 * Roles every company starts with; a company may change them and add its own. Nobody but the owner manages people or policies. Who handles goods gives no
 * money back, who orders goods books no bill for them, and who keeps the books takes no orders: what one does the other checks.
 */
export const STANDARD_ROLES: readonly { readonly role: string; readonly name: string; readonly permissions: readonly string[] }[] = [
  { role: 'owner', name: 'Owner', permissions: ['*'] },
  {
    role: 'ops-manager',
    name: 'Operations manager',
    permissions: [
      'company.read',
      'company.tokens',
      'parties.*',
      'catalog.*',
      'inventory.*',
      'purchasing.*',
      'sales.*',
      'fulfillment.*',
      'returns.*',
      'channels.*',
      'accounting.read',
      'engine.read',
      'engine.jobs',
    ],
  },
  {
    role: 'warehouse',
    name: 'Warehouse',
    permissions: [
      'company.read',
      'catalog.read',
      'parties.read',
      'inventory.*',
      'fulfillment.read',
      'fulfillment.allocate',
      'fulfillment.release',
      'fulfillment.pick',
      'fulfillment.pack',
      'fulfillment.ship',
      'returns.read',
      'returns.write',
      'returns.receive',
      'returns.write-off',
      'sales.read',
      'purchasing.read',
      'purchasing.receive',
    ],
  },
  {
    role: 'purchasing',
    name: 'Purchasing',
    permissions: [
      'company.read',
      'catalog.*',
      'parties.read',
      'parties.write',
      'purchasing.read',
      'purchasing.write',
      'purchasing.confirm',
      'purchasing.receive',
      'inventory.read',
      'inventory.receive',
      'sales.read',
    ],
  },
  {
    role: 'accountant',
    name: 'Accountant',
    permissions: [
      'company.read',
      'company.tokens',
      'parties.*',
      'catalog.read',
      'accounting.*',
      'inventory.read',
      'purchasing.read',
      'purchasing.bill',
      'purchasing.write-off',
      'sales.read',
      'sales.hold',
      'sales.hold-credit',
      'sales.hold-price',
      'sales.terms',
      'sales.invoice',
      'sales.credit',
      'fulfillment.read',
      'returns.read',
      'returns.credit',
      'channels.read',
      'engine.read',
      'engine.audit',
    ],
  },
  {
    role: 'support',
    name: 'Support',
    permissions: [
      'company.read',
      'parties.read',
      'parties.write',
      'catalog.read',
      'inventory.read',
      'sales.read',
      'sales.write',
      'sales.hold',
      'fulfillment.read',
      'returns.read',
      'returns.write',
      'channels.read',
    ],
  },
  {
    role: 'read-only',
    name: 'Read only',
    permissions: [
      'company.read',
      'parties.read',
      'catalog.read',
      'inventory.read',
      'purchasing.read',
      'sales.read',
      'fulfillment.read',
      'returns.read',
      'accounting.read',
      'channels.read',
      'engine.read',
    ],
  },
];

/** Reason codes every company starts with. */
export const STANDARD_REASONS = [
  { code: 'count-difference', kind: 'count', text: 'Difference found by counting' },
  { code: 'damaged', kind: 'write-down', text: 'Damaged, cannot be sold' },
  { code: 'expired', kind: 'write-down', text: 'Past its date' },
  { code: 'lost', kind: 'write-down', text: 'Lost or stolen', account_role: 'stock-loss' },
  { code: 'changed-mind', kind: 'return', text: 'Customer changed their mind' },
  { code: 'defective', kind: 'return', text: 'Defective or not as described' },
  { code: 'reviewed', kind: 'hold-release', text: 'Reviewed and found in order' },
  { code: 'goodwill', kind: 'refund', text: 'Goodwill' },
  { code: 'price-error', kind: 'refund', text: 'Wrong price or quantity invoiced' },
  { code: 'duties-changed', kind: 'role-change', text: 'Duties changed' },
  { code: 'label-unreadable', kind: 'scan-override', text: 'The code cannot be read' },
  { code: 'ordered-twice', kind: 'cancel', text: 'Ordered twice' },
  { code: 'customer-request', kind: 'cancel', text: 'Cancelled at the request of the customer' },
] as const;

/** Wrong passwords before the door stays shut, and for how long: a minute, doubled with every further one up to an hour. */
const FREE_TRIES = 5;
const MINUTE_MS = 60_000;
const LONGEST_MINUTES = 60;

/** Before this instant a name was left alone long enough for its wrong tries to be forgotten. */
export const quietDayBefore = (now: string): string => fromMillis(toMillis(now) - 24 * 60 * MINUTE_MS);

/** Until when nobody may try again after so many wrong passwords in a row; null while tries are free. */
export function lockedUntil(failures: number, now: string): string | null {
  if (failures < FREE_TRIES) return null;
  const minutes = Math.min(2 ** (failures - FREE_TRIES), LONGEST_MINUTES);
  return fromMillis(toMillis(now) + minutes * MINUTE_MS);
}
