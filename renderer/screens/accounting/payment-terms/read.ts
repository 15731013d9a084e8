import type { InputOf } from '../../../client/operations.ts';
import type { Draft, Wrong } from '../../../kit/form/draft.ts';
import { readShare, readWhole, typedShare } from '../../../kit/form/read.ts';
import type { Terms } from './columns.ts';
import { t } from './text.ts';

type Input = InputOf<'accounting.setPaymentTerms'>;
type Part = Input['parts'][number];
const ROWS = 4;
const MOST = 12;

/** Parts there is room for: one more than there are. */
export const rowsOf = (terms: Terms | undefined): readonly number[] =>
  Array.from({ length: Math.min(MOST, Math.max(ROWS, (terms?.parts.length ?? 0) + 1)) }, (_, i) => i);

export const fieldsOf = (terms: Terms | undefined): Draft['fields'] => ({
  code: terms?.code ?? '',
  name: terms?.name ?? '',
  active: terms?.active === false ? 'no' : 'yes',
  discountShare: terms?.discount ? typedShare(terms.discount.share) : '',
  discountDays: terms?.discount ? String(terms.discount.days) : '',
  ...Object.fromEntries(
    rowsOf(terms).flatMap((i) => {
      const part = terms?.parts[i];
      return [
        [`share${i}`, part?.share ? typedShare(part.share) : ''],
        [`days${i}`, part === undefined ? '' : String(part.days)],
        [`basis${i}`, part?.basis ?? 'invoice'],
      ];
    }),
  ),
});

/** Reads what was typed; a row without per cent and days is no part. What the parts together must be is the engine's to say. */
export function readTerms(rows: readonly number[], { fields }: Draft): { readonly input: Input } | { readonly wrong: Wrong } {
  const wrong: Record<string, string> = {};
  const said = (name: string) => (fields[name] ?? '').trim();
  const days = (name: string): number => {
    const value = readWhole(said(name));
    if (value === undefined || value < 0) wrong[name] = t('needDays');
    return value ?? 0;
  };
  const share = (name: string): number => {
    const value = readShare(said(name));
    if (value === undefined || value === 0) wrong[name] = t('needShare');
    return value ?? 0;
  };
  const used = rows.filter((i) => said(`share${i}`) !== '' || said(`days${i}`) !== '');
  const last = used.at(-1);
  if (last === undefined) wrong['days0'] = t('needPart');
  else if (said(`share${last}`) !== '') wrong[`share${last}`] = t('needLast');
  const parts = used.map(
    (i): Part => ({
      share: i === last ? null : share(`share${i}`),
      days: days(`days${i}`),
      basis: said(`basis${i}`) === 'month-end' ? 'month-end' : 'invoice',
    }),
  );
  const early = said('discountShare') !== '' || said('discountDays') !== '';
  const discount = early ? { share: share('discountShare'), days: days('discountDays') } : null;
  if (said('code') === '') wrong['code'] = t('codeHint');
  const input: Input = { code: said('code'), name: said('name'), parts, discount, active: said('active') !== 'no' };
  return Object.keys(wrong).length > 0 ? { wrong } : { input };
}
