import type { Tone } from '../../../kit/column.ts';
import { count, day, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

const TONES: Readonly<Record<string, Tone>> = { draft: 'warn', approved: 'warn', sent: 'good', cancelled: 'quiet' };

export const columns = (currency: string): readonly ListColumn<'banking.paymentRuns'>[] => [
  { id: 'number', title: t('number'), width: 140, text: (r) => r.number, link: (r) => `/payment-runs/${r.id}` },
  {
    id: 'payOn',
    title: t('payOn'),
    width: 110,
    sort: 'payOn',
    filter: { by: 'payOn', kind: 'day' },
    text: (r) => day(r.payOn),
  },
  {
    id: 'bankAccountName',
    title: t('account'),
    grow: true,
    filter: { by: 'bankAccountId', kind: 'set', named: true },
    text: (r) => r.bankAccountName,
    link: (r) => recordPath(r.bankAccountId),
  },
  { id: 'format', title: t('file'), width: 140, text: (r) => words(r.format) },
  { id: 'makerName', title: t('maker'), width: 120, text: (r) => r.makerName },
  {
    id: 'transfers',
    title: t('transfers'),
    width: 85,
    numeric: true,
    text: (r) => count(r.transfers),
    link: (r) => `/payment-runs/${r.id}`,
  },
  {
    id: 'returned',
    title: t('returned'),
    width: 95,
    numeric: true,
    text: (r) => (r.returned === 0 ? '' : count(r.returned)),
    tone: () => 'bad',
    link: (r) => `/payment-runs/${r.id}`,
  },
  {
    id: 'total',
    title: t('total', { currency }),
    width: 120,
    numeric: true,
    text: (r) => money(r.total, r.currency),
    link: (r) => `/payment-runs/${r.id}?tab=lines`,
  },
  {
    id: 'state',
    title: t('state'),
    width: 105,
    dot: true,
    filter: { by: 'state', kind: 'set' },
    text: (r) => words(r.state),
    tone: (r) => TONES[r.state],
  },
];
