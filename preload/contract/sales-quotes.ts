import { z } from 'zod';
import { periodLocked } from './accounting.ts';
import { unknownPack } from './catalog.ts';
import { alreadyExists, notFound, outOfScope } from './engine.ts';
import { list } from './list.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { PAYMENT_MODES, zQuotedLine } from './sales.ts';
import { discountAboveLimit, noPrice, PRICE_BASES } from './sales-prices.ts';
import { zDay } from './values/day.ts';
import { zCount, zCountry, zRef, zText } from './values/field.ts';
import { zId } from './values/id.ts';

export const QUOTE_STATES = ['draft', 'sent', 'accepted', 'declined'] as const;
export type QuoteState = (typeof QUOTE_STATES)[number];
/** Most lines a quote has. */
export const QUOTE_LINES_MAX = 500;

export const quoteDecided = refusal(
  'sales.quoteDecided',
  z.object({ number: z.string(), state: z.enum(QUOTE_STATES), orderNumber: z.string().nullable() }),
  (p) =>
    p.orderNumber === null
      ? `${p.number} is ${p.state}, so it stands as it is. Make a new quote.`
      : `${p.number} is accepted already: it is order ${p.orderNumber}.`,
);
export const quoteNotSent = refusal('sales.quoteNotSent', z.object({ number: z.string(), state: z.enum(QUOTE_STATES) }), (p) =>
  p.state === 'sent'
    ? `${p.number} is sent already. Revise it where it changes, then send it again.`
    : `${p.number} was not sent as it stands now. Send it, then take the answer.`,
);
export const quoteOver = refusal(
  'sales.quoteOver',
  z.object({ number: z.string(), validUntil: z.string() }),
  (p) => `${p.number} was valid until ${p.validUntil}. Revise it with a later day and send it again.`,
);
export const quoteDayPast = refusal(
  'sales.quoteDayPast',
  z.object({ validUntil: z.string(), today: z.string() }),
  (p) => `A quote that ended on ${p.validUntil} could never be accepted. Name a day from ${p.today} on.`,
);

const terms = {
  /** the last day it can be accepted */
  validUntil: zDay,
  /** where the goods go, ISO 3166-1 */
  country: zCountry,
  pricesIncludeTax: z.boolean().default(false),
  memo: z.string().trim().max(2000).default(''),
  lines: z.array(zQuotedLine).min(1).max(QUOTE_LINES_MAX),
};

const zQuoteRow = z.object({
  id: z.string(),
  number: z.string(),
  partyId: z.string(),
  partyName: z.string(),
  state: z.enum(QUOTE_STATES),
  version: zCount,
  quotedOn: z.string(),
  validUntil: z.string(),
  currency: z.string(),
  net: z.int(),
  tax: z.int(),
  total: z.int(),
  orderId: z.string().nullable(),
  orderNumber: z.string().nullable(),
  revision: zCount,
});

/** Quotes by day, latest first. */
export const quotesList = list('sales.quotes', {
  permission: 'sales.read',
  summary: 'Quotes, latest first unless sorted otherwise',
  row: zQuoteRow,
  key: ['id'],
  kinds: { quotedOn: 'day', validUntil: 'day', version: 'int', net: 'int', tax: 'int', total: 'int', revision: 'int' },
  sortable: ['quotedOn', 'number', 'validUntil', 'total'],
  filterable: ['id', 'number', 'state', 'partyId', 'partyName', 'quotedOn', 'validUntil', 'total'],
  facets: ['state'],
  totals: ['net', 'tax', 'total'],
  order: { column: 'quotedOn', direction: 'desc' },
  scope: 'company',
});

const zMade = z.object({ quoteId: z.string(), number: z.string(), version: zCount, total: z.int() });
const priceRefusals = [notFound, unknownPack, noPrice, discountAboveLimit, quoteDayPast] as const;

export const quoteOperations = {
  makeQuote: command('sales.makeQuote', {
    permission: 'sales.write',
    summary: 'Offer prices to a customer until a day: by price list where none is named, within the discount limit of who offers them',
    input: z.strictObject({ quoteId: zId('quo').optional(), partyId: zRef, ...terms }),
    output: zMade,
    refusals: [...priceRefusals, alreadyExists],
  }),
  reviseQuote: command('sales.reviseQuote', {
    permission: 'sales.write',
    summary: 'Replace a quote that is not decided on by a new version of it, to be sent again; earlier versions can still be read',
    input: z.strictObject({ quoteId: zRef, ...terms }),
    output: zMade,
    refusals: [...priceRefusals, quoteDecided],
    edits: ({ quoteId }) => [quoteId],
  }),
  sendQuote: command('sales.sendQuote', {
    permission: 'sales.write',
    summary: 'Say that a quote was sent as it stands: from now on it can be accepted, until its last day',
    input: z.strictObject({ quoteId: zRef }),
    output: zMade,
    refusals: [notFound, quoteDecided, quoteNotSent, quoteOver],
    edits: ({ quoteId }) => [quoteId],
  }),
  acceptQuote: command('sales.acceptQuote', {
    permission: 'sales.write',
    summary: 'Make a quote an order at exactly its prices; the rules of orders, credit limit and holds are those of the moment',
    input: z.strictObject({
      quoteId: zRef,
      orderId: zId('so').optional(),
      promisedOn: zDay.optional(),
      payment: z.enum(PAYMENT_MODES).default('on-account'),
    }),
    output: z.object({
      quoteId: z.string(),
      orderId: z.string(),
      number: z.string(),
      total: z.int(),
      holds: z.array(z.string()).max(50),
    }),
    refusals: [notFound, alreadyExists, unknownPack, outOfScope, periodLocked, quoteDecided, quoteNotSent, quoteOver],
    edits: ({ quoteId }) => [quoteId],
  }),
  declineQuote: command('sales.declineQuote', {
    permission: 'sales.write',
    summary: 'Say that the customer does not want a quote, and why',
    input: z.strictObject({ quoteId: zRef, reason: zText }),
    output: z.object({ quoteId: z.string(), number: z.string() }),
    refusals: [notFound, quoteDecided],
    edits: ({ quoteId }) => [quoteId],
  }),
  listQuotes: quotesList.page,
  countQuotes: quotesList.count,
  facetQuotes: quotesList.facet,
  getQuote: query('sales.getQuote', {
    permission: 'sales.read',
    wholeCompany: true,
    summary: 'One quote with the lines of its version, or of an earlier one',
    input: z.strictObject({ quoteId: zRef, version: z.int().positive().optional() }),
    output: zQuoteRow.extend({
      /** its last day is over and nobody decided: it can be revised, not accepted */
      over: z.boolean(),
      country: z.string(),
      pricesIncludeTax: z.boolean(),
      memo: z.string(),
      sentOn: z.string().nullable(),
      decidedOn: z.string().nullable(),
      declineReason: z.string().nullable(),
      versions: z.array(z.object({ version: zCount, net: z.int(), tax: z.int(), total: z.int(), lines: zCount })),
      /** the version the lines are of */
      shown: zCount,
      lines: z.array(
        z.object({
          id: zCount,
          version: zCount,
          lineNo: zCount,
          kind: z.enum(['item', 'charge']),
          itemId: z.string().nullable(),
          sku: z.string(),
          title: z.string(),
          pack: z.string().nullable(),
          qty: zCount,
          unitPriceMicros: z.int(),
          discount: z.int(),
          discountPpm: zCount,
          net: z.int(),
          tax: z.int(),
          total: z.int(),
          taxCode: z.string().nullable(),
          taxRatePpm: zCount,
          revenueRole: z.string().nullable(),
          priceBasis: z.enum(PRICE_BASES).nullable(),
          priceListId: z.string().nullable(),
          priceListName: z.string().nullable(),
        }),
      ),
    }),
    refusals: [notFound],
  }),
};
