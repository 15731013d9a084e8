import type { Tone } from '../../../kit/column.ts';
import { day, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

const TONES: Readonly<Record<string, Tone>> = { draft: 'quiet', confirmed: 'warn', done: 'good', cancelled: 'quiet' };

export const columns: readonly ListColumn<'purchasing.orders'>[] = [
  {
    id: 'number',
    title: t('number'),
    width: 150,
    sort: 'number',
    filter: { by: 'number', kind: 'text' },
    text: (r) => r.number,
    link: (r) => `/purchase-orders/${r.id}`,
  },
  {
    id: 'state',
    title: t('state'),
    width: 120,
    filter: { by: 'state', kind: 'set' },
    dot: true,
    text: (r) => words(r.state),
    tone: (r) => TONES[r.state],
  },
  {
    id: 'orderedOn',
    title: t('ordered'),
    width: 120,
    sort: 'orderedOn',
    filter: { by: 'orderedOn', kind: 'day' },
    text: (r) => day(r.orderedOn),
  },
  { id: 'expectedOn', title: t('expected'), width: 120, text: (r) => (r.expectedOn === null ? '' : day(r.expectedOn)) },
  {
    id: 'partyName',
    title: t('supplier'),
    grow: true,
    filter: { by: 'partyName', kind: 'text' },
    text: (r) => r.partyName,
    link: (r) => recordPath(r.partyId),
  },
  {
    id: 'warehouseCode',
    title: t('warehouse'),
    width: 110,
    filter: { by: 'warehouseId', kind: 'set', named: true },
    text: (r) => r.warehouseCode,
  },
  { id: 'memo', title: t('memo'), width: 200, aside: true, text: (r) => r.memo },
];
