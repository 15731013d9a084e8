import { z } from 'zod';
import { periodLocked, unknownRole } from './accounting.ts';
import { noRate, staleRate } from './accounting-rates.ts';
import { zPeriod } from './closing.ts';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zCount } from './values/field.ts';
import { zRate } from './values/rate.ts';

/** Most items a proposal names; its sums are of all. */
export const REVALUED_ITEMS_MAX = 500;

export const revaluedAlready = refusal(
  'closing.revaluedAlready',
  z.object({ period: z.string() }),
  (p) => `Other currencies are revalued for ${p.period}. Take it back first, then do it anew.`,
);
export const nothingToRevalue = refusal(
  'closing.nothingToRevalue',
  z.object({ period: z.string() }),
  (p) => `Nothing was open in another currency at the end of ${p.period}, so there is nothing to revalue.`,
);
export const noRevaluation = refusal(
  'closing.noRevaluation',
  z.object({ period: z.string() }),
  (p) => `No revaluation of ${p.period} is posted, so there is none to take back.`,
);

/** What is open in a currency: debit positive, `booked` and `worth` in the company's currency, `difference` a gain above zero. */
const zCurrencyRow = z.object({
  currency: z.string(),
  items: zCount,
  doc: zCount,
  booked: zCount,
  /** null where there is no rate that holds on the last day */
  rate: zRate.nullable(),
  rateOn: z.string().nullable(),
  worth: zCount.nullable(),
  difference: zCount.nullable(),
});

export const revaluationOperations = {
  postRevaluation: command('closing.postRevaluation', {
    permission: 'accounting.close',
    summary:
      'Bring what is open in other currencies to the rate of the last day of a period, with its reversal on the first day after, in one commit',
    input: z.strictObject({ period: zPeriod }),
    output: z.object({ period: z.string(), currencies: zCount, difference: zCount }),
    refusals: [notFound, noRate, staleRate, revaluedAlready, nothingToRevalue, periodLocked, unknownRole],
  }),
  undoRevaluation: command('closing.undoRevaluation', {
    permission: 'accounting.close',
    summary: 'Take the revaluation of a period back with its reversal, as far as the locks allow',
    input: z.strictObject({ period: zPeriod }),
    output: z.object({ period: z.string(), currencies: zCount }),
    refusals: [notFound, noRevaluation, periodLocked],
  }),
  proposeRevaluation: query('closing.proposeRevaluation', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'What is open in other currencies at the end of a period and what it is worth by the rate of that day, beside what is posted',
    input: z.strictObject({ period: zPeriod }),
    output: z.object({
      on: z.string(),
      reversedOn: z.string(),
      currencies: z.array(zCurrencyRow),
      items: z
        .array(
          z.object({
            accountId: z.string(),
            accountCode: z.string(),
            itemKey: z.string(),
            itemName: z.string().nullable(),
            currency: z.string(),
            doc: zCount,
            booked: zCount,
            worth: zCount.nullable(),
            difference: zCount.nullable(),
          }),
        )
        .max(REVALUED_ITEMS_MAX),
      posted: z.array(
        zCurrencyRow.extend({
          entryId: zCount.nullable(),
          number: z.string().nullable(),
          reversalId: zCount.nullable(),
          reversal: z.string().nullable(),
        }),
      ),
    }),
    refusals: [notFound],
  }),
};
