import { z } from 'zod';
import { alreadyExists, notFound } from './engine.ts';
import { list } from './list.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCode, zCount, zRef, zSku, zText } from './values/field.ts';
import { zId } from './values/id.ts';
import { zCurrency, zMicros } from './values/money.ts';

/** Most prices one list holds, and most tiers and customers it is for. */
export const PRICES_MAX = 5000;
export const PRICED_FOR_MAX = 500;
/** Most lines prices are asked for at once: those of one order. */
const ASKED_MAX = 2000;
/** Where a price comes from: a list of the customer, one of their tier, or the item itself. */
export const PRICE_BASES = ['customer', 'tier', 'item'] as const;

const PER_CENT = 10_000;
const zPpm = z.int().min(0).max(1_000_000);

export const noPrice = refusal(
  'sales.noPrice',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} has no price, neither in a price list of the customer nor of its own. State one on the line.`,
);
export const discountAboveLimit = refusal(
  'sales.discountAboveLimit',
  z.object({ sku: z.string(), givenPpm: z.int(), limitPpm: z.int() }),
  (p) =>
    `${p.sku} would go ${p.givenPpm / PER_CENT} % below its price, and your limit is ${p.limitPpm / PER_CENT} %. Lower the discount, or ask for approval.`,
);
export const priceTwice = refusal(
  'sales.priceTwice',
  z.object({ sku: z.string(), minQty: z.int() }),
  (p) => `${p.sku} has two prices from ${p.minQty} on. Keep one of them.`,
);
export const listCurrency = refusal(
  'sales.listCurrency',
  z.object({ currency: z.string(), company: z.string() }),
  (p) => `A price list in ${p.currency} would price no order: orders are taken in ${p.company}.`,
);

const headFields = {
  name: zText,
  /** prices of the list include tax; orders that state theirs the other way pass it over */
  includesTax: z.boolean(),
  validFrom: zDay.nullable(),
  validTo: zDay.nullable(),
  /** off the price of the item, millionths, where the list has no price of its own; null: it prices nothing else */
  offPpm: zPpm.nullable(),
  active: z.boolean(),
};

const zPriceListRow = z.object({
  id: z.string(),
  ...headFields,
  /** 1 or 0, as it is filtered by */
  includesTax: zCount,
  active: zCount,
  currency: z.string(),
  /** items with a price of their own in the list */
  items: zCount,
  /** tiers it is for, in one line */
  tiers: z.string(),
  customers: zCount,
  revision: zCount,
});

/** Price lists by name. */
export const priceListsList = list('sales.priceLists', {
  permission: 'sales.read',
  summary: 'Price lists, by name unless sorted otherwise',
  row: zPriceListRow,
  key: ['id'],
  kinds: {
    includesTax: 'int',
    validFrom: 'day',
    validTo: 'day',
    offPpm: 'int',
    active: 'int',
    items: 'int',
    customers: 'int',
    revision: 'int',
  },
  sortable: ['name'],
  filterable: ['id', 'name', 'active', 'includesTax', 'tier', 'partyId'],
  facets: ['active', 'includesTax'],
  totals: [],
  order: { column: 'name', direction: 'asc' },
  scope: 'company',
});

const zPriceLine = z.strictObject({
  sku: zSku,
  /** from this quantity on, steps of the stock unit */
  minQty: z.int().positive().max(1_000_000_000).default(1),
  priceMicros: zMicros.refine((p) => p >= 0, { error: 'a price is not negative' }),
});

export const priceOperations = {
  setPriceList: command('sales.setPriceList', {
    permission: 'sales.prices',
    summary:
      'Make a price list, or replace everything about one: its days, its prices, whom it is for; orders taken before keep their prices',
    input: z
      .strictObject({
        id: zId('prl'),
        ...headFields,
        currency: zCurrency.optional(),
        validFrom: headFields.validFrom.default(null),
        validTo: headFields.validTo.default(null),
        offPpm: headFields.offPpm.default(null),
        active: headFields.active.default(true),
        lines: z.array(zPriceLine).max(PRICES_MAX).default([]),
        tiers: z.array(zCode).max(PRICED_FOR_MAX).default([]),
        partyIds: z.array(zRef).max(PRICED_FOR_MAX).default([]),
      })
      .refine((l) => l.validFrom === null || l.validTo === null || l.validFrom <= l.validTo, {
        error: 'ends before it begins',
        path: ['validTo'],
      }),
    output: z.object({ id: z.string(), prices: zCount }),
    refusals: [notFound, alreadyExists, priceTwice, listCurrency],
    edits: ({ id }) => [id],
  }),
  listPriceLists: priceListsList.page,
  countPriceLists: priceListsList.count,
  facetPriceLists: priceListsList.facet,
  getPriceList: query('sales.getPriceList', {
    permission: 'sales.read',
    summary: 'One price list with its prices and whom it is for',
    input: z.strictObject({ id: zRef }),
    output: zPriceListRow.extend({
      lines: z.array(
        z.object({
          id: zCount,
          itemId: z.string(),
          sku: z.string(),
          title: z.string(),
          minQty: zCount,
          priceMicros: zCount,
          /** of the item itself */
          basePriceMicros: zCount,
        }),
      ),
      tierCodes: z.array(z.string()),
      parties: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
    refusals: [notFound],
    wholeCompany: true,
  }),
  quotePrices: query('sales.quotePrices', {
    permission: 'sales.read',
    summary: 'What a customer pays for each of these lines on a day, and which price list says so',
    input: z.strictObject({
      partyId: zRef,
      on: zDay.optional(),
      pricesIncludeTax: z.boolean().default(false),
      lines: z.array(z.strictObject({ sku: zSku, pack: zCode.optional(), qty: z.int().positive().max(1_000_000_000) })).max(ASKED_MAX),
    }),
    output: z.object({
      /** line by line; null where the SKU or its pack is unknown, or nothing has a price */
      rows: z.array(
        z
          .object({
            /** per unit, or per pack where the line counts in packs */
            unitPriceMicros: zCount,
            basis: z.enum(PRICE_BASES),
            priceListId: z.string().nullable(),
            priceListName: z.string().nullable(),
          })
          .nullable(),
      ),
    }),
    wholeCompany: true,
  }),
  setDiscountLimit: command('sales.setDiscountLimit', {
    permission: 'sales.prices',
    summary:
      'Say how much of a price people of a role may give away by themselves; null takes the limit off. Who has several roles has the highest of their limits. Expects `discount_limit/<role>` with its revision where it is there',
    input: z.strictObject({ roleId: zRef, limitPpm: zPpm.nullable() }),
    output: z.object({ roleId: z.string() }),
    refusals: [notFound],
    edits: ({ roleId }) => [`discount_limit/${roleId}`],
  }),
  listDiscountLimits: query('sales.listDiscountLimits', {
    permission: 'sales.read',
    summary: 'Roles with the most of a price their people may give away, millionths; null without a limit',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(z.object({ roleId: z.string(), role: z.string(), limitPpm: zCount.nullable(), revision: zCount })),
    }),
  }),
};
