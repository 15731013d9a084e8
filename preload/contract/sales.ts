import { z } from 'zod';
import { itemTooSmall, periodLocked } from './accounting.ts';
import { unknownPack } from './catalog.ts';
import { alreadyExists, notFound, outOfScope } from './engine.ts';
import { onHold } from './inventory.ts';
import { command } from './operation.ts';
import { saysWhy, WHY_MISSING, whyFields, whyRefusals } from './reason.ts';
import { refusal } from './refusal.ts';
import { discountAboveLimit, noPrice } from './sales-prices.ts';
import { AVS_RESULTS } from './sales-rules.ts';
import { zDay } from './values/day.ts';
import { zCode, zCount, zCountry, zRef, zText } from './values/field.ts';
import { zId } from './values/id.ts';
import { zInstant } from './values/instant.ts';
import { formatMinor, zCurrency, zMicros, zMinor } from './values/money.ts';

/** Most lines one order takes, and most orders and lines one bulk command takes. */
export const ORDER_LINES_MAX = 2000;
export const BULK_ORDERS_MAX = 1000;

export const ORDER_STATES = ['open', 'completed', 'cancelled'] as const;
export type OrderState = (typeof ORDER_STATES)[number];
export const PAYMENT_MODES = ['before-shipment', 'at-shipment', 'on-account'] as const;
export type PaymentMode = (typeof PAYMENT_MODES)[number];
export const CREDIT_KINDS = ['price', 'quantity', 'goods'] as const;
export type CreditKind = (typeof CREDIT_KINDS)[number];

const zRole = z
  .string()
  .max(80)
  .regex(/^[a-z][a-z0-9-]*(\/[A-Za-z0-9_-]{1,60})?$/, 'an account role such as `shipping-revenue`');
const zQty = z.int().positive().max(1_000_000_000);
const zLineId = z.int().positive();

export const orderClosed = refusal(
  'sales.orderClosed',
  z.object({ orderId: z.string(), state: z.enum(ORDER_STATES) }),
  (p) => `Order ${p.orderId} is ${p.state}; nothing more can happen to it. Take a new order, or credit its invoice.`,
);
export const unknownLine = refusal(
  'sales.unknownLine',
  z.object({ orderId: z.string(), orderLineId: z.number().int() }),
  (p) => `Order ${p.orderId} has no such line. Reload the order and choose one of its lines.`,
);
export const foreignCurrency = refusal(
  'sales.foreignCurrency',
  z.object({ currency: z.string(), company: z.string() }),
  (p) => `This order is in ${p.currency}; orders are taken in ${p.company}, the currency of the company.`,
);
export const shipTooLarge = refusal(
  'sales.shipTooLarge',
  z.object({ orderLineId: z.number().int(), sku: z.string(), asked: z.number().int(), left: z.number().int() }),
  (p) => `${p.sku}: ${p.asked} to ship, but ${p.left} of what was ordered is neither shipped nor cancelled.`,
);
export const invoiceTooLarge = refusal(
  'sales.invoiceTooLarge',
  z.object({ orderLineId: z.number().int(), sku: z.string(), asked: z.number().int(), left: z.number().int() }),
  (p) => `${p.sku}: ${p.asked} to invoice, but ${p.left} of what was ordered is neither invoiced nor cancelled.`,
);
export const nothingToInvoice = refusal(
  'sales.nothingToInvoice',
  z.object({ orderId: z.string() }),
  (p) => `Everything of order ${p.orderId} is invoiced or cancelled already.`,
);
export const cancelTooLarge = refusal(
  'sales.cancelTooLarge',
  z.object({ orderLineId: z.number().int(), sku: z.string(), asked: z.number().int(), left: z.number().int() }),
  (p) =>
    `${p.sku}: ${p.asked} to cancel, but only ${p.left} is neither shipped nor invoiced. Return shipped goods; credit what was invoiced before.`,
);
export const nothingToCancel = refusal(
  'sales.nothingToCancel',
  z.object({ orderId: z.string() }),
  (p) => `Nothing of order ${p.orderId} can be cancelled any more: it is shipped, invoiced or cancelled.`,
);
export const creditTooLarge = refusal(
  'sales.creditTooLarge',
  z.object({
    of: z.string(),
    what: z.enum(['quantity', 'net', 'tax', 'total']),
    asked: z.number().int(),
    left: z.number().int(),
    currency: z.string(),
  }),
  (p) =>
    p.what === 'quantity'
      ? `${p.of}: ${p.asked} to credit, but only ${p.left} is invoiced and not credited yet.`
      : `${p.of}: ${formatMinor(p.asked, p.currency)} ${p.currency} ${p.what} to credit, but only ${formatMinor(p.left, p.currency)} is invoiced and not credited yet.`,
);
export const returnTooLarge = refusal(
  'sales.returnTooLarge',
  z.object({ orderLineId: z.number().int(), sku: z.string(), asked: z.number().int(), left: z.number().int() }),
  (p) => `${p.sku}: ${p.asked} came back, but only ${p.left} was shipped and has not come back yet.`,
);
export const lineSettled = refusal(
  'sales.lineSettled',
  z.object({ orderLineId: z.number().int(), sku: z.string() }),
  (p) => `${p.sku} is shipped, invoiced or cancelled in part, so its price and quantity stand. Cancel what is left, or credit the invoice.`,
);
export const setInParts = refusal(
  'sales.setInParts',
  z.object({ orderNumber: z.string(), sku: z.string(), parts: z.string() }),
  (p) => `${p.sku} on ${p.orderNumber} is sold as one and goes whole: state each of its lines in whole sets of ${p.parts}.`,
);
export const lineOfSet = refusal(
  'sales.lineOfSet',
  z.object({ sku: z.string(), set: z.string() }),
  (p) => `${p.sku} is a part of ${p.set}, which is sold as one: change the quantity or the price of ${p.set}.`,
);
export const notAnInvoice = refusal(
  'sales.notAnInvoice',
  z.object({ invoiceId: z.string() }),
  (p) => `${p.invoiceId} is itself a credit note. Name the invoice it should correct.`,
);

/** Amounts of a line as the channel states them, minor units; kept to the cent and never computed again. */
const zAmounts = z
  .strictObject({ net: zMinor, tax: zMinor, total: zMinor })
  .refine((a) => a.net + a.tax === a.total, { error: 'net + tax is not total' });

const orderLine = z.strictObject({
  kind: z.enum(['item', 'charge']).default('item'),
  itemId: zRef.optional(),
  sku: z.string().trim().min(1).max(80),
  title: z.string().trim().max(500).optional(),
  /** code of a pack of the item: quantity and price are then of packs */
  pack: zCode.optional(),
  /** steps of the stock unit; a number of packs or kits where the line is ordered by them */
  qty: zQty,
  /** per unit (pack, kit), micros; negative on a charge that gives something back */
  unitPriceMicros: zMicros,
  /** off the whole line, minor units, before tax */
  discount: z.int().min(0).default(0),
  /** off the price, millionths: 4 % is 40000 */
  discountPpm: z.int().min(0).max(1_000_000).default(0),
  taxCode: zCode.optional(),
  /** account role a charge posts to; an item posts to the role of its category unless one is named */
  revenueRole: zRole.optional(),
  amounts: zAmounts.optional(),
});
type LineKind = Pick<z.output<typeof orderLine>, 'kind' | 'itemId' | 'pack' | 'revenueRole'>;
const postsSomewhere = (l: LineKind) => l.kind === 'item' || l.revenueRole !== undefined;
const POSTS_SOMEWHERE = { error: 'a charge names the account role it posts to' };
const countsGoods = (l: LineKind) => l.kind === 'item' || (l.itemId === undefined && l.pack === undefined);
const COUNTS_GOODS = { error: 'a charge has no item and no pack' };

export const zOrderLineDraft = orderLine.refine(postsSomewhere, POSTS_SOMEWHERE).refine(countsGoods, COUNTS_GOODS);

/** A line whose price may be left out: it is then that of the price list that fits best, or of the item. */
const zLineToPrice = orderLine
  .extend({ unitPriceMicros: zMicros.optional() })
  .refine(postsSomewhere, POSTS_SOMEWHERE)
  .refine(countsGoods, COUNTS_GOODS)
  .refine((l) => l.kind === 'item' || l.unitPriceMicros !== undefined, { error: 'a charge names its price' });

/** A line of a quote: its amounts are computed here and never stated. */
export const zQuotedLine = orderLine
  .omit({ amounts: true })
  .extend({ unitPriceMicros: zMicros.optional() })
  .refine(postsSomewhere, POSTS_SOMEWHERE)
  .refine(countsGoods, COUNTS_GOODS)
  .refine((l) => l.kind === 'item' || l.unitPriceMicros !== undefined, { error: 'a charge names its price' });

export const zHoldDraft = z.strictObject({ code: zCode, severity: z.enum(['block', 'warn']), detail: zText });

const zLine = z.string().trim().min(1).max(200);
export const zShipTo = z.strictObject({
  line1: zLine.optional(),
  line2: zLine.optional(),
  postcode: z.string().trim().min(1).max(30).optional(),
  city: z.string().trim().min(1).max(100).optional(),
});

export const zOrderDraft = z.strictObject({
  id: zId('so').optional(),
  channelId: zRef.optional(),
  externalId: z.string().min(1).max(120).optional(),
  partyId: zRef,
  orderedAt: zInstant,
  orderedOn: zDay,
  promisedOn: zDay.optional(),
  currency: zCurrency,
  /** where it goes, ISO 3166-1; ZZ when the channel did not say */
  country: zCountry,
  payment: z.enum(PAYMENT_MODES).default('on-account'),
  pricesIncludeTax: z.boolean().default(false),
  /** what the channel says the order comes to; a difference to the lines is a blocking hold */
  channelTotal: zMinor.optional(),
  lines: z.array(zOrderLineDraft).min(1).max(ORDER_LINES_MAX),
  holds: z.array(zHoldDraft).max(20).default([]),
  /** money the channel has already taken for it: becomes a customer deposit */
  captured: z.strictObject({ on: zDay, amount: z.int().positive(), externalId: z.string().min(1).max(120).optional() }).optional(),
  /** the address it goes to, in `country` */
  shipTo: zShipTo.optional(),
  /** what the channel or the payment provider thinks of it: a score from 0, the higher the worse, and how the address of the card compares */
  risk: z.strictObject({ score: z.int().min(0).max(1000).optional(), avs: z.enum(AVS_RESULTS).optional() }).optional(),
});

/** An order taken by hand. */
export const zOrderToPrice = zOrderDraft.extend({ lines: z.array(zLineToPrice).min(1).max(ORDER_LINES_MAX) });

const zLineQty = z.strictObject({ orderLineId: zLineId, qty: zQty });
const zInvoiced = z.object({ invoiceId: z.string(), number: z.string(), total: zCount, settled: zCount });
const acceptRefusals = [notFound, unknownPack, alreadyExists, foreignCurrency, outOfScope, periodLocked] as const;
const zAccepted = z.object({
  orderId: z.string(),
  number: z.string(),
  total: zCount,
  lines: zCount,
  holds: z.array(z.string()).max(50),
});
const editRefusals = [notFound, orderClosed, unknownLine, outOfScope] as const;

export const salesOperations = {
  acceptOrder: command('sales.acceptOrder', {
    permission: 'sales.write',
    summary:
      'Accept one order: prices taken from price lists where none is named, amounts frozen, rules tested, holds placed, number taken. Discounts are within the limit of who takes it',
    input: zOrderToPrice,
    output: zAccepted,
    refusals: [...acceptRefusals, noPrice, discountAboveLimit],
  }),
  acceptOrderAboveLimit: command('sales.acceptOrderAboveLimit', {
    permission: 'sales.write',
    summary: 'Accept one order with discounts above the limit of who takes it; waits until somebody who may give them approves',
    input: zOrderToPrice,
    output: zAccepted,
    refusals: [...acceptRefusals, noPrice],
    twoPeople: true,
  }),
  acceptOrders: command('sales.acceptOrders', {
    permission: 'sales.write',
    summary: 'Accept up to 1,000 orders in one commit, all or none',
    input: z.strictObject({ orders: z.array(zOrderDraft).min(1).max(BULK_ORDERS_MAX) }),
    output: z.object({ orders: zCount, lines: zCount, total: zCount, held: zCount }),
    refusals: acceptRefusals,
    internal: true,
  }),
  editOrder: command('sales.editOrder', {
    permission: 'sales.write',
    summary: 'Change price, discount or quantity of lines nothing has happened to yet, or the promised day',
    input: z
      .strictObject({
        orderId: zRef,
        promisedOn: zDay.nullable().optional(),
        lines: z
          .array(
            z.strictObject({
              orderLineId: zLineId,
              qty: zQty.optional(),
              unitPriceMicros: zMicros.optional(),
              discount: z.int().min(0).optional(),
              discountPpm: z.int().min(0).max(1_000_000).optional(),
            }),
          )
          .max(ORDER_LINES_MAX)
          .default([]),
      })
      .refine((i) => i.lines.length > 0 || i.promisedOn !== undefined, { error: 'say what to change' }),
    output: z.object({ orderId: z.string(), total: zCount, holds: zCount }),
    refusals: [...editRefusals, lineSettled, lineOfSet, discountAboveLimit],
    edits: ({ orderId }) => [orderId],
  }),
  cancelOrder: command('sales.cancelOrder', {
    permission: 'sales.write',
    summary: 'Cancel what is not shipped: promises are released, the deposit goes back',
    input: z.strictObject({ orderId: zRef, ...whyFields, on: zDay.optional() }).refine(saysWhy, WHY_MISSING),
    output: z.object({ orderId: z.string(), state: z.enum(ORDER_STATES), cancelled: zCount, refunded: zCount }),
    refusals: [...editRefusals, nothingToCancel, periodLocked, itemTooSmall, ...whyRefusals],
    edits: ({ orderId }) => [orderId],
  }),
  cancelLines: command('sales.cancelLines', {
    permission: 'sales.write',
    summary: 'Cancel quantities of single lines before shipment',
    input: z
      .strictObject({ orderId: zRef, ...whyFields, on: zDay.optional(), lines: z.array(zLineQty).min(1).max(ORDER_LINES_MAX) })
      .refine(saysWhy, WHY_MISSING),
    output: z.object({ orderId: z.string(), state: z.enum(ORDER_STATES), cancelled: zCount, refunded: zCount }),
    refusals: [...editRefusals, cancelTooLarge, setInParts, periodLocked, itemTooSmall, ...whyRefusals],
    edits: ({ orderId }) => [orderId],
  }),
  issueInvoice: command('sales.issueInvoice', {
    permission: 'sales.invoice',
    summary: 'Invoice before shipment: revenue waits as deferred until the goods leave',
    input: z.strictObject({
      orderId: zRef,
      invoiceId: zId('inv').optional(),
      on: zDay.optional(),
      lines: z.array(zLineQty).min(1).max(ORDER_LINES_MAX).optional(),
    }),
    output: zInvoiced,
    refusals: [...editRefusals, invoiceTooLarge, setInParts, nothingToInvoice, onHold, periodLocked, alreadyExists],
    edits: ({ orderId }) => [orderId],
  }),
  creditNote: command('sales.creditNote', {
    permission: 'sales.credit',
    summary:
      'Credit an invoice: `price` gives an amount back, `quantity` gives units back that do not return. Goods are credited from their return',
    input: z
      .strictObject({
        id: zId('cn').optional(),
        kind: z.enum(['price', 'quantity']),
        invoiceId: zRef,
        on: zDay.optional(),
        ...whyFields,
        lines: z
          .array(
            z.strictObject({
              orderLineId: zLineId,
              qty: z.int().min(0).default(0),
              net: z.int().min(0).optional(),
              tax: z.int().min(0).optional(),
            }),
          )
          .min(1)
          .max(ORDER_LINES_MAX),
      })
      .refine(saysWhy, WHY_MISSING),
    output: z.object({ creditNoteId: z.string(), number: z.string(), total: zCount }),
    refusals: [notFound, notAnInvoice, unknownLine, creditTooLarge, outOfScope, periodLocked, alreadyExists, ...whyRefusals],
  }),
};
