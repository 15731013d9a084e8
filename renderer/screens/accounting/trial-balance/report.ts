import type { InputOf } from '../../../client/operations.ts';
import { day } from '../../../kit/format.ts';
import { t } from './text.ts';

/** The trial balance in view as it is exported. */
export const reportOf = (
  view: { readonly from: string; readonly compare: string },
  on: string,
  comparedOn: string | null,
): Omit<InputOf<'engine.exportReport'>, 'format'> => ({
  report: 'accounting.trialBalance',
  question: { on, ...(view.from ? { from: view.from } : {}), ...(view.compare ? { compare: view.compare } : {}) },
  name: t('title'),
  columns: [
    { field: 'code', title: t('account') },
    { field: 'name', title: t('name') },
    { field: 'opening', title: t('opening') },
    { field: 'debit', title: t('debit') },
    { field: 'credit', title: t('credit') },
    { field: 'balance', title: t('balance') },
    ...(comparedOn === null ? [] : [{ field: 'compared', title: day(comparedOn) }]),
  ],
  conditions: [...(view.from ? [`${t('from')} ${day(view.from)}`] : []), `${t('through')} ${day(on)}`],
});
