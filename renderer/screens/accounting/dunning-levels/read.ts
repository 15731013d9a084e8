import type { InputOf, OutputOf } from '../../../client/operations.ts';
import type { Draft, Wrong } from '../../../kit/form/draft.ts';
import { readMoney, readQuantity } from '../../../kit/form/read.ts';
import { money } from '../../../kit/format.ts';
import { t } from './text.ts';

export type Terms = OutputOf<'receivables.getDunningTerms'>;
type Input = InputOf<'receivables.setDunningTerms'>;
const ROWS = 5;
const EXAMPLE = 500;

/** Levels there is room for: one more than there are, and five at least. */
export const rowsOf = (terms: Terms): readonly number[] =>
  Array.from({ length: Math.min(9, Math.max(ROWS, terms.levels.length + 1)) }, (_, i) => i);

export const fieldsOf = (terms: Terms, currency: string): Draft['fields'] => ({
  ...Object.fromEntries(
    rowsOf(terms).flatMap((i) => {
      const level = terms.levels[i];
      return [
        [`name${i}`, level?.name ?? ''],
        [`afterDays${i}`, level === undefined ? '' : String(level.afterDays)],
        [`fee${i}`, level === undefined || level.fee === 0 ? '' : money(level.fee, currency)],
        [`words${i}`, level?.words ?? ''],
      ];
    }),
  ),
  daysBetween: String(terms.daysBetween),
  payWithin: String(terms.payWithin),
  leastOpen: money(terms.leastOpen, currency),
  holdFrom: terms.holdFrom === null ? '' : String(terms.holdFrom),
});

/** Reads what was typed; a row in which nothing stands is no level. */
export function readLevels(
  rows: readonly number[],
  currency: string,
  { fields }: Draft,
): { readonly input: Input } | { readonly wrong: Wrong } {
  const wrong: Record<string, string> = {};
  const said = (name: string) => (fields[name] ?? '').trim();
  const amount = (name: string): number => {
    const value = said(name) === '' ? 0 : readMoney(said(name), currency);
    if (value === undefined || value < 0) wrong[name] = t('needAmount', { example: money(EXAMPLE, currency) });
    return value ?? 0;
  };
  const days = (name: string, sentence: string): number => {
    const value = said(name) === '0' ? 0 : readQuantity(said(name));
    if (value === undefined) wrong[name] = sentence;
    return value ?? 0;
  };
  const levels = rows.flatMap((i) => {
    if (['name', 'afterDays', 'fee', 'words'].every((column) => said(`${column}${i}`) === '')) return [];
    if (said(`name${i}`) === '') wrong[`name${i}`] = t('needName');
    return [{ name: said(`name${i}`), afterDays: days(`afterDays${i}`, t('needDays')), fee: amount(`fee${i}`), words: said(`words${i}`) }];
  });
  const hold = said('holdFrom');
  const input: Input = {
    levels,
    daysBetween: days('daysBetween', t('needCount')),
    payWithin: days('payWithin', t('needCount')),
    leastOpen: amount('leastOpen'),
    holdFrom: hold === '' ? null : Number(hold),
  };
  return Object.keys(wrong).length > 0 ? { wrong } : { input };
}
