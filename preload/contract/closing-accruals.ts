import { z } from 'zod';
import { periodLocked, unknownRole } from './accounting.ts';
import { zStatementRow } from './accounting-statements.ts';
import { zPeriod } from './closing.ts';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCount, zRef, zText } from './values/field.ts';
import { zId } from './values/id.ts';

/** A financial year by its code: `2026`, `2026-27`. */
const zYear = z.string().regex(/^\d{4}(-\d{2})?$/, 'a financial year such as 2026 or 2026-27');

/** `revenue` earned and not invoiced, `returns` expected, a `service` received and not billed, an expense `prepaid`. */
export const ACCRUAL_KINDS = ['revenue', 'returns', 'service', 'prepaid'] as const;
export const RULE_KINDS = ['service', 'prepaid'] as const;

export const wrongRule = refusal(
  'closing.wrongRule',
  z.object({ reason: z.string() }),
  (p) => `Nothing can be accrued like that: ${p.reason}.`,
);
export const accruedAlready = refusal(
  'closing.accruedAlready',
  z.object({ period: z.string() }),
  (p) => `The accruals of ${p.period} are posted. Take them back first, then post them anew.`,
);
export const nothingToAccrue = refusal(
  'closing.nothingToAccrue',
  z.object({ period: z.string() }),
  (p) => `There is nothing to accrue for ${p.period}. Sign the item of the checklist with a note instead.`,
);
export const noAccruals = refusal(
  'closing.noAccruals',
  z.object({ period: z.string() }),
  (p) => `No accruals of ${p.period} are posted, so there are none to take back.`,
);
export const resultCarried = refusal(
  'closing.resultCarried',
  z.object({ year: z.string() }),
  (p) => `The result of ${p.year} is carried to equity. Take it back first.`,
);
export const resultNotCarried = refusal(
  'closing.resultNotCarried',
  z.object({ year: z.string() }),
  (p) => `The result of ${p.year} is not carried to equity, so there is nothing to take back.`,
);
export const noResult = refusal(
  'closing.noResult',
  z.object({ year: z.string() }),
  (p) => `Income and expense of ${p.year} come to nothing, so there is nothing to carry to equity.`,
);
export const earlierFirst = refusal(
  'closing.earlierFirst',
  z.object({ year: z.string(), earlier: z.string() }),
  (p) => `The result of ${p.earlier} comes before that of ${p.year}. Carry it to equity first.`,
);

const zLine = z.object({ accountId: z.string(), code: z.string(), name: z.string(), amount: zCount });
const zPosted = z.object({
  kind: z.enum(ACCRUAL_KINDS),
  title: z.string(),
  amount: zCount,
  entryId: zCount,
  number: z.string(),
  reversalId: zCount,
  reversal: z.string(),
  reversedOn: z.string(),
});

export const accrualOperations = {
  setAccrualRule: command('closing.setAccrualRule', {
    permission: 'accounting.close',
    summary: 'Say what closes accrue by hand: a service received that no bill came for, or an expense paid ahead for some days',
    input: z
      .strictObject({
        id: zId('acr').optional(),
        kind: z.enum(RULE_KINDS),
        title: zText,
        /** expense account the bill goes or went to */
        accountId: zRef,
        /** net, minor units */
        amount: z.int().positive(),
        from: zDay,
        to: zDay,
      })
      .refine((v) => v.from <= v.to, { error: 'the first day comes before the last', path: ['to'] }),
    output: z.object({ ruleId: z.string() }),
    refusals: [notFound, wrongRule],
  }),
  endAccrualRule: command('closing.endAccrualRule', {
    permission: 'accounting.close',
    summary: 'The bill came, or the thing ended: from this day on nothing is accrued for it',
    input: z.strictObject({ ruleId: zId('acr'), on: zDay }),
    output: z.object({ ruleId: z.string() }),
    refusals: [notFound, wrongRule],
    edits: ({ ruleId }) => [ruleId],
  }),
  postAccruals: command('closing.postAccruals', {
    permission: 'accounting.close',
    summary: 'Post what is proposed for a period on its last day, and its reversal on the first day after, in one commit',
    input: z.strictObject({ period: zPeriod }),
    output: z.object({ period: z.string(), accruals: zCount, amount: zCount }),
    refusals: [notFound, accruedAlready, nothingToAccrue, periodLocked, unknownRole],
  }),
  undoAccruals: command('closing.undoAccruals', {
    permission: 'accounting.close',
    summary: 'Take the accruals of a period back with their reversals, as far as the locks allow',
    input: z.strictObject({ period: zPeriod }),
    output: z.object({ period: z.string(), accruals: zCount }),
    refusals: [notFound, noAccruals, periodLocked],
  }),
  closeYear: command('closing.closeYear', {
    permission: 'accounting.close',
    summary: 'Carry the result of a financial year to retained earnings on its last day',
    input: z.strictObject({ year: zYear }),
    output: z.object({ year: z.string(), result: zCount, number: z.string() }),
    refusals: [notFound, resultCarried, noResult, earlierFirst, periodLocked, unknownRole],
    edits: ({ year }) => [`year_transfer/${year}`],
  }),
  reopenYear: command('closing.reopenYear', {
    permission: 'accounting.close',
    summary: 'Take the result of a financial year back from retained earnings by a reversal, as far as the locks allow',
    input: z.strictObject({ year: zYear }),
    output: z.object({ year: z.string(), number: z.string() }),
    refusals: [notFound, resultNotCarried, periodLocked],
    edits: ({ year }) => [`year_transfer/${year}`],
  }),
  listAccrualRules: query('closing.listAccrualRules', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'What closes accrue by hand, those that hold first',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(RULE_KINDS),
          title: z.string(),
          accountId: z.string(),
          account: z.string(),
          amount: zCount,
          from: z.string(),
          to: z.string(),
          endedOn: z.string().nullable(),
          revision: zCount,
        }),
      ),
    }),
  }),
  proposeAccruals: query('closing.proposeAccruals', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary:
      'What a period would accrue with the lines, beside what is posted; its profit and loss account and balance sheet with and without it',
    input: z.strictObject({ period: zPeriod }),
    output: z.object({
      reversedOn: z.string(),
      proposals: z.array(
        z.object({ kind: z.enum(ACCRUAL_KINDS), title: z.string(), how: z.string(), amount: zCount, lines: z.array(zLine) }),
      ),
      posted: z.array(zPosted),
      /** `amount` with the proposals, `compared` as posted */
      result: z.array(zStatementRow),
      position: z.array(zStatementRow),
    }),
    refusals: [notFound, unknownRole],
  }),
};
