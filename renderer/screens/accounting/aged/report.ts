import type { InputOf } from '../../../client/operations.ts';
import { day } from '../../../kit/format.ts';
import type { Role } from './store.ts';
import { t } from './text.ts';

/** Every party of the day, also those that are not in view. */
export const reportOf = (role: Role, on: string, currency: string): Omit<InputOf<'engine.exportReport'>, 'format'> => ({
  report: 'accounting.agedParties',
  question: { role, on },
  name: t(role),
  columns: [
    { field: 'partyName', title: t('party') },
    { field: 'items', title: t('items') },
    { field: 'notDue', title: t('notDue') },
    { field: 'to30', title: t('to30') },
    { field: 'to60', title: t('to60') },
    { field: 'to90', title: t('to90') },
    { field: 'over90', title: t('over90') },
    { field: 'total', title: t('total', { currency }) },
  ],
  conditions: [`${t('on')} ${day(on)}`],
});
