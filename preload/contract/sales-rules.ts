import { z } from 'zod';
import { notFound, notPermitted, outOfScope } from './engine.ts';
import { holdReleased } from './inventory.ts';
import { command, type Permission, query } from './operation.ts';
import { termsClosed } from './payment-terms.ts';
import { saysWhy, WHY_MISSING, whyFields, whyRefusals } from './reason.ts';
import { refusal } from './refusal.ts';
import { zCode, zCount, zCountry, zRef, zText } from './values/field.ts';
import { zId } from './values/id.ts';

/** Orders a trial of a rule looks at: the last ones taken in. */
export const TRIAL_ORDERS = 1000;
/** Held orders a trial names. */
export const TRIAL_NAMED = 50;
const LISTED_MAX = 200;

/** What a payment provider or channel said of the address of the card. */
export const AVS_RESULTS = ['match', 'partial', 'mismatch', 'unavailable'] as const;

const zAbove = z.int().min(0).max(1_000_000_000_000);
const zPpm = z.int().min(0).max(1_000_000);

/** What a rule looks for, with its limits by kind: amounts in minor units, shares in millionths, quantities in steps. */
export const zRuleTest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('total-mismatch') }),
  z.strictObject({ kind: z.literal('negative-total') }),
  z.strictObject({ kind: z.literal('negative-line') }),
  z.strictObject({ kind: z.literal('zero-price') }),
  z.strictObject({ kind: z.literal('deep-discount'), abovePpm: zPpm }),
  z.strictObject({ kind: z.literal('margin-floor'), belowPpm: zPpm }),
  z.strictObject({ kind: z.literal('huge-quantity'), above: zAbove }),
  z.strictObject({ kind: z.literal('high-value'), above: zAbove }),
  z.strictObject({ kind: z.literal('fraud-score'), from: z.int().min(0).max(1000) }),
  z.strictObject({ kind: z.literal('velocity'), orders: z.int().min(2).max(1000), hours: z.int().min(1).max(720) }),
  /** first order to an address; below the amount nobody minds */
  z.strictObject({ kind: z.literal('new-address'), above: zAbove }),
  z.strictObject({ kind: z.literal('address-mismatch'), results: z.array(z.enum(AVS_RESULTS)).min(1).max(AVS_RESULTS.length) }),
  z.strictObject({ kind: z.literal('address-incomplete'), needs: z.enum(['country', 'street']) }),
  z.strictObject({ kind: z.literal('payment') }),
  z.strictObject({ kind: z.literal('customer-hold') }),
  z.strictObject({ kind: z.literal('credit-limit') }),
  z
    .strictObject({
      kind: z.literal('restricted-goods'),
      countries: z.array(zCountry).min(1).max(LISTED_MAX),
      categoryIds: z.array(zRef).max(LISTED_MAX).default([]),
      skus: z.array(z.string().trim().min(1).max(80)).max(LISTED_MAX).default([]),
    })
    .refine((t) => t.categoryIds.length + t.skus.length > 0, { error: 'name a category or a SKU', path: ['skus'] }),
  /** in one warehouse, or in all of them together */
  z.strictObject({ kind: z.literal('stock'), warehouseId: zRef.nullable().default(null) }),
  /** further from the price list of the customer than this, either way */
  z.strictObject({ kind: z.literal('price-list'), abovePpm: zPpm }),
]);
export type RuleTest = z.output<typeof zRuleTest>;
export type RuleKind = RuleTest['kind'];
export const RULE_KINDS = zRuleTest.options.map((o) => o.shape.kind.value) as readonly RuleKind[];

/** Rights to lift what rules hold, besides `sales.hold`, which lifts what concerns data and goods of an order. */
const RISK = 'sales.hold-risk' satisfies Permission;
const CREDIT = 'sales.hold-credit' satisfies Permission;
const PRICE = 'sales.hold-price' satisfies Permission;
export const RELEASE_RIGHTS = [RISK, CREDIT, PRICE] as const;

/** The right it takes to lift a hold of a rule of a kind; `sales.hold` alone for all others. */
export const RIGHT_OF_KIND: Readonly<Partial<Record<RuleKind, (typeof RELEASE_RIGHTS)[number]>>> = {
  'high-value': RISK,
  'fraud-score': RISK,
  velocity: RISK,
  'new-address': RISK,
  'address-mismatch': RISK,
  payment: CREDIT,
  'customer-hold': CREDIT,
  'credit-limit': CREDIT,
  'total-mismatch': PRICE,
  'negative-total': PRICE,
  'negative-line': PRICE,
  'zero-price': PRICE,
  'deep-discount': PRICE,
  'margin-floor': PRICE,
  'price-list': PRICE,
};

/** Which orders a rule looks at; an empty list means all. */
export const zRuleScope = z.strictObject({
  channelIds: z.array(zRef).max(LISTED_MAX).default([]),
  countries: z.array(zCountry).max(LISTED_MAX).default([]),
  tiers: z.array(zCode).max(LISTED_MAX).default([]),
});
export type RuleScope = z.output<typeof zRuleScope>;

const zOwner = z.strictObject({ kind: z.enum(['role', 'user']), id: zRef });

export const ruleKindStands = refusal(
  'sales.ruleKindStands',
  z.object({ code: z.string(), kind: z.string() }),
  (p) => `Rule ${p.code} tests for ${p.kind} and orders are held by it; make another rule for another test.`,
);
export const notYourHold = refusal(
  'sales.notYourHold',
  z.object({ number: z.string(), rule: z.string(), permission: z.string() }),
  (p) => `Lifting "${p.rule}" on order ${p.number} needs the permission ${p.permission}. Ask whoever looks after the rule.`,
);
export const orderNotHeld = refusal(
  'sales.orderNotHeld',
  z.object({ number: z.string() }),
  (p) => `Order ${p.number} has no hold that could be lifted.`,
);

const ruleFields = {
  code: zCode,
  name: zText,
  severity: z.enum(['block', 'warn']),
  owner: zOwner,
  slaHours: z.int().min(1).max(8760).nullable(),
  active: z.boolean(),
};

const zRuleRow = z.object({
  ...ruleFields,
  test: zRuleTest,
  scope: zRuleScope,
  ownerName: z.string(),
  /** open holds it placed */
  open: zCount,
  revision: zCount,
});

export const holdRuleOperations = {
  setOrderRule: command('sales.setOrderRule', {
    permission: 'sales.rules',
    summary:
      'Make or change a rule orders are tested by: what it looks for, in which orders, what it does and who looks after it; expects `order_rule/<code>` with its revision where it is there',
    input: z.strictObject({
      ...ruleFields,
      test: zRuleTest,
      scope: zRuleScope.default({ channelIds: [], countries: [], tiers: [] }),
      slaHours: ruleFields.slaHours.default(null),
      active: ruleFields.active.default(true),
    }),
    output: z.object({ code: z.string() }),
    refusals: [notFound, ruleKindStands],
    edits: ({ code }) => [`order_rule/${code}`],
  }),
  listOrderRules: query('sales.listOrderRules', {
    permission: 'sales.read',
    summary: 'The rules orders are tested by: what each looks for and does, who looks after it, how many orders it holds',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(zRuleRow) }),
  }),
  tryOrderRule: query('sales.tryOrderRule', {
    permission: 'sales.rules',
    summary: 'How many of the last orders a rule would have held, by what is known of customers and goods today',
    input: z.strictObject({ test: zRuleTest, scope: zRuleScope.default({ channelIds: [], countries: [], tiers: [] }) }),
    output: z.object({
      looked: zCount,
      held: zCount,
      /** the newest of those held, with why */
      rows: z.array(z.object({ orderId: z.string(), number: z.string(), orderedOn: z.string(), total: zCount, detail: z.string() })),
    }),
    wholeCompany: true,
  }),
  listRuleOwners: query('sales.listRuleOwners', {
    permission: 'sales.read',
    summary: 'Roles and people who can look after rules and holds',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(z.object({ kind: z.enum(['role', 'user']), id: z.string(), name: z.string() })) }),
  }),
  releaseHold: command('sales.releaseHold', {
    permission: 'sales.hold',
    further: RELEASE_RIGHTS,
    summary: 'Lift a hold of an order, saying why; expects the hold with its revision',
    input: z.strictObject({ holdId: zId('hld'), ...whyFields }).refine(saysWhy, WHY_MISSING),
    output: z.object({ orderId: z.string(), stillBlocked: z.boolean() }),
    refusals: [notFound, holdReleased, outOfScope, notYourHold, ...whyRefusals],
    edits: ({ holdId }) => [holdId],
  }),
  releaseHolds: command('sales.releaseHolds', {
    permission: 'sales.hold',
    further: RELEASE_RIGHTS,
    summary: 'Lift every hold of an order, saying why',
    input: z.strictObject({ orderId: zRef, ...whyFields }).refine(saysWhy, WHY_MISSING),
    output: z.object({ orderId: z.string(), lifted: zCount }),
    refusals: [notFound, orderNotHeld, outOfScope, notYourHold, ...whyRefusals],
    edits: ({ orderId }) => [orderId],
  }),
  assignHold: command('sales.assignHold', {
    permission: 'sales.hold',
    summary: 'Give a hold to somebody to look into, or to nobody; expects the hold with its revision',
    input: z.strictObject({ holdId: zId('hld'), assigneeId: zRef.nullable() }),
    output: z.object({ holdId: z.string() }),
    refusals: [notFound, holdReleased, outOfScope, notPermitted],
    edits: ({ holdId }) => [holdId],
  }),
  setCustomerTerms: command('sales.setCustomerTerms', {
    permission: 'sales.terms',
    summary:
      'Say what a customer may owe, to which tier they belong and whether their orders wait; expects `customer_terms/<party id>` with its revision where it is there',
    input: z.strictObject({
      partyId: zRef,
      tier: zCode.nullable(),
      /** minor units; null for no limit */
      creditLimit: zAbove.nullable(),
      paymentHold: z.boolean(),
      /** Code of the terms invoices on account are paid by; null for the days of the policy `paymentDays`. */
      paymentTerms: zCode.nullable().default(null),
      note: z.string().trim().max(200).default(''),
    }),
    output: z.object({ partyId: z.string() }),
    refusals: [notFound, outOfScope, termsClosed],
    edits: ({ partyId }) => [`customer_terms/${partyId}`],
  }),
  getCustomerTerms: query('sales.getCustomerTerms', {
    permission: 'sales.read',
    summary: 'What a customer may owe and what of it is used: open items, and open orders that are not invoiced',
    input: z.strictObject({ partyId: zRef }),
    output: z.object({
      partyId: z.string(),
      tier: z.string().nullable(),
      creditLimit: zCount.nullable(),
      paymentHold: z.boolean(),
      note: z.string(),
      paymentTerms: z.string().nullable(),
      /** open invoices less open credit notes and deposits, minor units */
      receivable: zCount,
      /** open orders, what of them is neither invoiced nor cancelled, minor units */
      uninvoiced: zCount,
      used: zCount,
      revision: zCount,
    }),
    refusals: [notFound],
    wholeCompany: true,
  }),
};
