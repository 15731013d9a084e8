import { z } from 'zod';
import { notFound } from './engine.ts';
import { list } from './list.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCount, zRef } from './values/field.ts';
import { zCurrency } from './values/money.ts';
import { zRate } from './values/rate.ts';

/** Most rates one file may hold: a day of every currency for more than a year. */
export const RATES_MAX = 20_000;
export const RATE_SOURCES = ['manual', 'file'] as const;
export const LOOK_AT_RATES = 'accounting.previewRates';
export const IMPORT_RATES = 'accounting.importRates';

export const ownCurrency = refusal(
  'accounting.ownCurrency',
  z.object({ currency: z.string() }),
  (p) => `${p.currency} is the currency of the company, so it has no rate. Choose another currency.`,
);
export const noRate = refusal(
  'accounting.noRate',
  z.object({ currency: z.string(), on: z.string() }),
  (p) => `There is no rate of ${p.currency} on ${p.on} or before. Enter one under Exchange rates, or import a file of rates.`,
);
export const staleRate = refusal(
  'accounting.staleRate',
  z.object({ currency: z.string(), on: z.string(), rateOn: z.string(), age: z.int(), most: z.int() }),
  (p) =>
    `The last rate of ${p.currency} is of ${p.rateOn}, ${p.age} days before ${p.on}; a rate holds for ${p.most}. Enter or import a newer one, or let the policy on rates allow more days.`,
);

const zRateRow = z.object({
  id: z.string(),
  currency: z.string(),
  rateOn: z.string(),
  /** so much of the currency, in billionths of the major unit, is worth `company` of the company's */
  foreign: zCount,
  company: zCount,
  source: z.enum(RATE_SOURCES),
  setAt: z.string(),
  revision: zCount,
});

/** What other currencies were worth, by day. */
export const ratesList = list('accounting.rates', {
  permission: 'accounting.read',
  summary: 'Exchange rates, newest first unless sorted otherwise',
  row: zRateRow,
  key: ['id'],
  kinds: { rateOn: 'day', foreign: 'int', company: 'int', setAt: 'instant', revision: 'int' },
  sortable: ['rateOn'],
  filterable: ['id', 'currency', 'rateOn', 'source'],
  facets: ['currency', 'source'],
  totals: [],
  order: { column: 'rateOn', direction: 'desc' },
  scope: 'company',
});

const zDayRate = z.strictObject({ currency: zCurrency, on: zDay, rate: zRate });
export type DayRate = z.output<typeof zDayRate>;
/** What taking rates in brings: `differing` are there already with another value. */
const zTaken = z.object({
  fresh: zCount,
  known: zCount,
  differing: zCount,
  currencies: z.array(z.string()),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export const zRatesLook = zTaken.extend({ name: z.string() });
export type RatesLook = z.output<typeof zRatesLook>;
const zRates = z.array(zDayRate).min(1).max(RATES_MAX);

export const zRatesJob = z.strictObject({ fileId: zRef, replace: z.boolean().default(false) });
const readsFile = {
  permission: 'accounting.rates' as const,
  input: zRatesJob,
  output: z.object({ jobId: z.string() }),
  refusals: [notFound],
};

export const rateOperations = {
  setRate: command('accounting.setRate', {
    permission: 'accounting.rates',
    summary: 'Enter what a currency is worth on a day, or correct it; what was posted by a rate stays as it is',
    input: zDayRate,
    output: z.object({ rateId: z.string() }),
    refusals: [ownCurrency],
    edits: ({ currency, on }) => [`exchange_rate/${currency}.${on}`],
  }),
  takeRates: command('accounting.takeRates', {
    permission: 'accounting.rates',
    summary: 'Take many rates in; one that is there with another value stays, unless it is to be replaced',
    input: z.strictObject({ rates: zRates, replace: z.boolean().default(false) }),
    output: zTaken,
    refusals: [ownCurrency],
  }),
  checkRates: query('accounting.checkRates', {
    permission: 'accounting.rates',
    wholeCompany: true,
    summary: 'What taking rates in would bring, without doing it',
    input: z.strictObject({ rates: zRates }),
    output: zTaken,
    refusals: [ownCurrency],
  }),
  previewRates: command(LOOK_AT_RATES, { ...readsFile, summary: 'Read an uploaded file of exchange rates and say what it would bring' }),
  importRates: command(IMPORT_RATES, { ...readsFile, summary: 'Take the exchange rates of an uploaded file in' }),
  listRates: ratesList.page,
  countRates: ratesList.count,
  facetRates: ratesList.facet,
};
