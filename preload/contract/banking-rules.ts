import { z } from 'zod';
import { accountManaged, itemKeyMissing } from './accounting.ts';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zCount, zRef, zText } from './values/field.ts';
import { zId } from './values/id.ts';

/** Longest pattern that is taken; the text of a line it is looked for in is bounded, too. */
export const PATTERN_MAX = 120;
const zPattern = z.string().min(1).max(PATTERN_MAX);
const zWords = z.string().trim().min(1).max(100);
const zPpm = z.int().min(1).max(1_000_000);
const zPositive = z.int().positive();

export const badPattern = refusal(
  'banking.badPattern',
  z.object({ pattern: z.string(), at: z.number().int(), detail: z.string() }),
  (p) => `The pattern ${p.pattern} cannot be used: ${p.detail} (at character ${p.at}).`,
);

/** What a line must be like: everything given must hold. Amounts are compared without their sign. */
export const zRuleConditions = z.strictObject({
  direction: z.enum(['in', 'out', 'either']).default('either'),
  atLeast: zPositive.optional(),
  atMost: zPositive.optional(),
  /** the name of the other side contains these words */
  partner: zWords.optional(),
  /** the words of the line contain one of these */
  contains: z.array(zWords).max(10).default([]),
  /** and none of these */
  containsNot: z.array(zWords).max(10).default([]),
  /** and this is found in them: letters, `.`, `[a-z]`, `\d`, `\w`, `\s`, `? * + {2,4}`, `( | )`, `^`, `$`; case does not matter */
  pattern: zPattern.optional(),
});
export type RuleConditions = z.output<typeof zRuleConditions>;

/** How much of a line goes to an account. Percentages are millionths: of the whole line, or of what the counterparts before have left. */
export const zRuleAmount = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), amount: zPositive }),
  z.strictObject({ kind: z.literal('of-balance'), ppm: zPpm }),
  z.strictObject({ kind: z.literal('of-line'), ppm: zPpm }),
  /** the number in the first brackets of the pattern, as `FEE ([0-9.,]+)` */
  z.strictObject({ kind: z.literal('from-text'), pattern: zPattern }),
]);
export const zRuleLine = z.strictObject({ accountId: zRef, amount: zRuleAmount, memo: zText.optional(), channelId: zRef.optional() });
export type RuleLine = z.output<typeof zRuleLine>;

export const bankRuleOperations = {
  setBankRule: command('banking.setBankRule', {
    permission: 'accounting.bank',
    summary: 'Say how lines of a bank that look alike are posted; of the rules that fit, the first in sequence wins',
    input: z.strictObject({
      ruleId: zId('bkr').optional(),
      name: zText,
      position: z.int().min(1).max(9999),
      bankAccountId: zRef.optional(),
      conditions: zRuleConditions,
      lines: z.array(zRuleLine).min(1).max(10),
      active: z.boolean().default(true),
    }),
    output: z.object({ ruleId: z.string() }),
    refusals: [notFound, badPattern, accountManaged, itemKeyMissing],
    edits: ({ ruleId }) => (ruleId === undefined ? [] : [ruleId]),
  }),
  listBankRules: query('banking.listBankRules', {
    permission: 'accounting.read',
    summary: 'Rules for lines of banks, in sequence',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          position: zCount,
          bankAccountId: z.string().nullable(),
          bankAccountName: z.string().nullable(),
          conditions: zRuleConditions,
          lines: z.array(zRuleLine.extend({ accountName: z.string() })),
          active: z.boolean(),
          revision: zCount,
        }),
      ),
    }),
    wholeCompany: true,
  }),
};
