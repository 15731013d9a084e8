import { day, money } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

export const columns = (currency: string): readonly ListColumn<'receivables.letters'>[] => [
  {
    id: 'number',
    title: t('number'),
    width: 150,
    sort: 'number',
    filter: { by: 'number', kind: 'text' },
    text: (l) => l.number,
    link: (l) => `/dunning-letters/${l.id}`,
  },
  { id: 'dunnedOn', title: t('on'), width: 110, sort: 'dunnedOn', filter: { by: 'dunnedOn', kind: 'day' }, text: (l) => day(l.dunnedOn) },
  {
    id: 'partyName',
    title: t('customer'),
    grow: true,
    filter: { by: 'partyName', kind: 'text' },
    text: (l) => l.partyName,
    link: (l) => `/customers/${l.partyId}?tab=dunning`,
  },
  {
    id: 'level',
    title: t('level'),
    width: 90,
    filter: { by: 'level', kind: 'set', words: (level) => t('levelOf', { level }) },
    text: (l) => t('levelOf', { level: l.level }),
  },
  { id: 'levelName', title: t('name'), width: 190, text: (l) => l.levelName },
  { id: 'payBy', title: t('payBy'), width: 110, text: (l) => day(l.payBy) },
  { id: 'fee', title: t('fee', { currency }), width: 110, numeric: true, text: (l) => (l.fee === 0 ? '' : money(l.fee, l.currency)) },
  {
    id: 'total',
    title: t('total', { currency }),
    width: 130,
    numeric: true,
    text: (l) => money(l.total, l.currency),
    link: (l) => `/dunning-letters/${l.id}`,
  },
];
