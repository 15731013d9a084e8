import { negative, type Tone } from '../../../kit/column.ts';
import { count, moment, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

const TONES: Readonly<Record<string, Tone>> = { new: 'quiet', imported: 'good', unresolved: 'warn', parked: 'bad', ignored: 'quiet' };

export const columns = (currency: string): readonly ListColumn<'channels.inbox'>[] => [
  {
    id: 'externalId',
    title: t('record'),
    width: 160,
    filter: { by: 'externalId', kind: 'text' },
    text: (r) => r.externalId,
    link: (r) => `/inbox/${r.id}`,
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
  { id: 'channelName', title: t('channel'), width: 130, filter: { by: 'channelId', kind: 'set', named: true }, text: (r) => r.channelName },
  { id: 'kind', title: t('kind'), width: 110, text: (r) => words(r.kind) },
  { id: 'placedAt', title: t('placed'), width: 165, text: (r) => moment(r.placedAt) },
  { id: 'reason', title: t('why'), grow: true, text: (r) => r.reason ?? '' },
  { id: 'runId', title: t('run'), width: 130, aside: true, filter: { by: 'runId', kind: 'text' }, text: (r) => r.runId },
  {
    id: 'orderNumber',
    title: t('order'),
    width: 150,
    text: (r) => r.orderNumber ?? '',
    link: (r) => recordPath(r.orderId ?? ''),
  },
  {
    id: 'amount',
    title: t('amount', { currency }),
    width: 130,
    numeric: true,
    text: (r) => money(r.amount, currency),
    tone: (r) => negative(r.amount),
    link: (r) => `/inbox/${r.id}`,
  },
  { id: 'id', title: t('number'), width: 80, aside: true, numeric: true, sort: 'id', text: (r) => count(r.id) },
];
