import type { Column, Tone } from '../../../kit/column.ts';
import { day, words } from '../../../kit/format.ts';
import { recordPath } from '../../../kit/record.ts';
import type { ReturnRow } from './store.ts';
import { t } from './text.ts';

const TONES: Readonly<Record<string, Tone>> = { expected: 'quiet', received: 'warn', credited: 'warn', closed: 'good', cancelled: 'quiet' };

export const columns: readonly Column<ReturnRow>[] = [
  { id: 'number', title: t('number'), width: 150, text: (r) => r.number, link: (r) => `/returns/${r.id}` },
  { id: 'state', title: t('state'), width: 110, dot: true, text: (r) => words(r.state), tone: (r) => TONES[r.state] },
  { id: 'openedOn', title: t('opened'), width: 110, text: (r) => day(r.openedOn) },
  { id: 'receivedOn', title: t('received'), width: 110, text: (r) => (r.receivedOn === null ? '' : day(r.receivedOn)) },
  { id: 'creditedOn', title: t('credited'), width: 110, text: (r) => (r.creditedOn === null ? '' : day(r.creditedOn)) },
  { id: 'order', title: t('order'), width: 150, text: (r) => r.order, link: (r) => recordPath(r.orderId ?? '') },
  { id: 'party', title: t('party'), grow: true, text: (r) => r.party, link: (r) => recordPath(r.partyId) },
  { id: 'warehouse', title: t('warehouse'), width: 100, text: (r) => r.warehouse },
  { id: 'reason', title: t('reason'), width: 110, text: (r) => r.reasonCode ?? '' },
];
