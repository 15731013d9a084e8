import { negative } from '../../../kit/column.ts';
import { count, day, moment, money } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

export const columns = (currency: string): readonly ListColumn<'banking.bankStatements'>[] => [
  { id: 'reference', title: t('reference'), grow: true, text: (s) => s.reference, link: (s) => `/bank-lines?statementId=${s.id}` },
  {
    id: 'bankAccountName',
    title: t('account'),
    width: 180,
    filter: { by: 'bankAccountId', kind: 'set', named: true },
    text: (s) => s.bankAccountName,
    link: (s) => `/bank-accounts/${s.bankAccountId}`,
  },
  { id: 'format', title: t('format'), width: 100, text: (s) => s.format.toUpperCase() },
  { id: 'fromOn', title: t('from'), width: 110, text: (s) => day(s.fromOn) },
  { id: 'toOn', title: t('to'), width: 110, sort: 'toOn', filter: { by: 'toOn', kind: 'day' }, text: (s) => day(s.toOn) },
  {
    id: 'opening',
    title: t('opening', { currency }),
    width: 140,
    numeric: true,
    text: (s) => money(s.opening, s.currency),
    tone: (s) => negative(s.opening),
  },
  { id: 'lines', title: t('lines'), width: 80, numeric: true, text: (s) => count(s.lines), link: (s) => `/bank-lines?statementId=${s.id}` },
  {
    id: 'closing',
    title: t('closing', { currency }),
    width: 140,
    numeric: true,
    text: (s) => money(s.closing, s.currency),
    tone: (s) => negative(s.closing),
  },
  { id: 'importedAt', title: t('imported'), width: 160, text: (s) => moment(s.importedAt) },
];
