import type { RuleConditions, RuleLine } from '../../../preload/contract/banking-rules.ts';
import { mulDiv, sumSafe } from '../../../preload/contract/values/int.ts';
import { type Minor, parseMinor } from '../../../preload/contract/values/money.ts';
import { find, type Pattern, readPattern } from './pattern.ts';

/** A line as rules look at it. */
export interface RuledLine {
  readonly amount: Minor;
  readonly open: Minor;
  readonly name: string | null;
  readonly label: string;
  readonly reference: string | null;
}
/** A rule with its patterns read. */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly bankAccountId: string | null;
  readonly conditions: RuleConditions;
  readonly pattern: Pattern | null;
  readonly lines: readonly { readonly line: RuleLine; readonly pattern: Pattern | null }[];
}
export interface RulePart {
  readonly accountId: string;
  readonly amount: Minor;
  readonly memo?: string;
  readonly channelId?: string;
}

const PPM = 1_000_000;

/** A rule ready to be held against lines. Refuses a pattern that cannot be read. */
export const ruleOf = (row: Omit<Rule, 'pattern' | 'lines'> & { readonly lines: readonly RuleLine[] }): Rule => ({
  ...row,
  pattern: row.conditions.pattern === undefined ? null : readPattern(row.conditions.pattern),
  lines: row.lines.map((line) => ({ line, pattern: line.amount.kind === 'from-text' ? readPattern(line.amount.pattern) : null })),
});

const has = (text: string | null, words: string): boolean => (text ?? '').toLowerCase().includes(words.toLowerCase());

/** Whether every condition of a rule holds for a line of a bank account. */
export function fits(rule: Rule, bankAccountId: string, line: RuledLine): boolean {
  const { conditions: c } = rule;
  const size = Math.abs(line.amount);
  if (rule.bankAccountId !== null && rule.bankAccountId !== bankAccountId) return false;
  if (c.direction !== 'either' && (c.direction === 'in') !== line.amount > 0) return false;
  if (size < (c.atLeast ?? 0) || size > (c.atMost ?? size)) return false;
  if (c.partner !== undefined && !has(line.name, c.partner)) return false;
  const text = wordsOf(line);
  if (c.contains.length > 0 && !c.contains.some((words) => has(text, words))) return false;
  if (c.containsNot.some((words) => has(text, words))) return false;
  return rule.pattern === null || find(rule.pattern, text) !== undefined;
}

/** All words of a line, as people read them. */
export const wordsOf = (line: RuledLine): string => [line.label, line.reference, line.name].filter((t) => t !== null).join(' ');

/**
 * The counterparts a rule makes of what is open of a line, in its direction. Never more than is open: a counterpart that would be takes what is
 * left, and what no counterpart takes stays open. A number that is not in the text makes no counterpart.
 */
export function partsOf(rule: Rule, line: RuledLine, currency: string): RulePart[] {
  const sign = line.open < 0 ? -1 : 1;
  const parts: RulePart[] = [];
  for (const { line: counterpart, pattern } of rule.lines) {
    const taken = sumSafe(parts.map((p) => p.amount));
    const left = Math.abs(line.open) - Math.abs(taken);
    const { amount } = counterpart;
    const wanted =
      amount.kind === 'fixed'
        ? amount.amount
        : amount.kind === 'of-line'
          ? mulDiv(Math.abs(line.amount), amount.ppm, PPM)
          : amount.kind === 'of-balance'
            ? mulDiv(left, amount.ppm, PPM)
            : numberIn(pattern && find(pattern, wordsOf(line))?.group, currency);
    const value = Math.min(wanted, left);
    if (value <= 0) continue;
    parts.push({
      accountId: counterpart.accountId,
      amount: sign * value,
      ...(counterpart.memo === undefined ? {} : { memo: counterpart.memo }),
      ...(counterpart.channelId === undefined ? {} : { channelId: counterpart.channelId }),
    });
  }
  return parts;
}

/** A number as banks write it in words: the last point or comma before one or two digits is the decimal mark. */
function numberIn(text: string | null | undefined, currency: string): Minor {
  const [, whole = '', decimals = ''] = /^([\d.,' ]*?)(?:[.,](\d{1,2}))?$/.exec((text ?? '').trim()) ?? [];
  const digits = whole.replaceAll(/\D/g, '');
  return digits === '' && decimals === '' ? 0 : (parseMinor(`${digits || '0'}${decimals === '' ? '' : `.${decimals}`}`, currency) ?? 0);
}

/** The first rule in sequence that fits and makes something of the line. */
export function firstRule(rules: readonly Rule[], bankAccountId: string, line: RuledLine, currency: string) {
  for (const rule of rules) {
    if (!fits(rule, bankAccountId, line)) continue;
    const parts = partsOf(rule, line, currency);
    return parts.length > 0 ? { rule, parts } : undefined;
  }
  return undefined;
}
