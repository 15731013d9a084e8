import { MARGIN_STEPS } from '../../../../preload/contract/insight-margins.ts';
import type { InputOf } from '../../../client/operations.ts';
import { day } from '../../../kit/format.ts';
import type { Asked } from './store.ts';
import { t } from './text.ts';

/** Every row of the question, also those that are not in view. */
export const reportOf = (asked: Asked, currency: string, part: string | null): Omit<InputOf<'engine.exportReport'>, 'format'> => ({
  report: 'insight.margins',
  question: Object.fromEntries(Object.entries(asked).filter((a): a is [string, string] => a[1] !== undefined)),
  name: t('title'),
  columns: [
    { field: 'name', title: t(asked.by) },
    { field: 'detail', title: t('detail') },
    { field: 'units', title: t('units') },
    ...MARGIN_STEPS.map((field) => ({ field, title: t(field, { currency }) })),
    { field: 'margin', title: t('margin', { currency }) },
  ],
  conditions: [t('days', { from: day(asked.from), to: day(asked.to) }), ...(part === null ? [] : [t('only', { part })])],
});
