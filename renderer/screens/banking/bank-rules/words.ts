import type { OutputOf } from '../../../client/operations.ts';
import { money } from '../../../kit/format.ts';
import { t } from './text.ts';

export type Rule = OutputOf<'banking.listBankRules'>['rows'][number];
const PERCENT_PPM = 10_000;

/** When a rule holds, in words. */
export function whenOf({ conditions: c }: Rule, currency: string): string {
  const parts = [
    c.direction === 'either' ? '' : t(c.direction === 'in' ? 'saysIn' : 'saysOut'),
    c.partner === undefined ? '' : t('saysPartner', { words: c.partner }),
    c.contains.length === 0 ? '' : t('saysContains', { words: c.contains.join(' / ') }),
    c.containsNot.length === 0 ? '' : t('saysNot', { words: c.containsNot.join(' / ') }),
    c.atLeast === undefined ? '' : t('saysAtLeast', { amount: money(c.atLeast, currency) }),
    c.atMost === undefined ? '' : t('saysAtMost', { amount: money(c.atMost, currency) }),
    c.pattern === undefined ? '' : t('saysPattern', { pattern: c.pattern }),
  ].filter((part) => part !== '');
  return parts.length === 0 ? t('always') : parts.join(', ');
}

/** What a rule makes of a line, in words. */
export const thenOf = ({ lines }: Rule, currency: string): string =>
  lines
    .map(({ amount: a, accountName: account }) =>
      a.kind === 'fixed'
        ? t('fixed', { amount: money(a.amount, currency), account })
        : a.kind === 'from-text'
          ? t('fromText', { pattern: a.pattern, account })
          : t(a.kind === 'of-line' ? 'ofLine' : 'percent', { percent: String(a.ppm / PERCENT_PPM), account }),
    )
    .join(', ');
