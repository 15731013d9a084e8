import type { Tone } from '../../../kit/column.ts';
import { day, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

const TONES: Readonly<Record<string, Tone>> = { expected: 'quiet', received: 'warn', credited: 'warn', closed: 'good', cancelled: 'quiet' };

export const columns: readonly ListColumn<'returns.returns'>[] = [
  {
    id: 'number',
    title: t('number'),
    width: 150,
    sort: 'number',
    filter: { by: 'number', kind: 'text' },
    text: (r) => r.number,
    link: (r) => `/returns/${r.id}`,
  },
  {
    id: 'state',
    title: t('state'),
    width: 110,
    filter: { by: 'state', kind: 'set' },
    dot: true,
    text: (r) => words(r.state),
    tone: (r) => TONES[r.state],
  },
  {
    id: 'openedOn',
    title: t('opened'),
    width: 110,
    sort: 'openedOn',
    filter: { by: 'openedOn', kind: 'day' },
    text: (r) => day(r.openedOn),
  },
  { id: 'receivedOn', title: t('received'), width: 110, text: (r) => (r.receivedOn === null ? '' : day(r.receivedOn)) },
  { id: 'creditedOn', title: t('credited'), width: 110, text: (r) => (r.creditedOn === null ? '' : day(r.creditedOn)) },
  {
    id: 'orderNumber',
    title: t('order'),
    width: 150,
    filter: { by: 'orderNumber', kind: 'text' },
    text: (r) => r.orderNumber ?? '',
    link: (r) => recordPath(r.orderId ?? ''),
  },
  {
    id: 'partyName',
    title: t('party'),
    grow: true,
    filter: { by: 'partyName', kind: 'text' },
    text: (r) => r.partyName,
    link: (r) => recordPath(r.partyId),
  },
  {
    id: 'warehouseCode',
    title: t('warehouse'),
    width: 100,
    filter: { by: 'warehouseId', kind: 'set', named: true },
    text: (r) => r.warehouseCode,
  },
  {
    id: 'channelName',
    title: t('channel'),
    width: 110,
    aside: true,
    filter: { by: 'channelId', kind: 'set', named: true },
    text: (r) => r.channelName ?? '',
  },
  {
    id: 'reasonCode',
    title: t('reason'),
    width: 110,
    filter: { by: 'reasonCode', kind: 'set', named: true },
    text: (r) => (r.reasonCode === null ? '' : words(r.reasonCode)),
  },
];
