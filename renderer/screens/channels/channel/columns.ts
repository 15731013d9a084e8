import type { OutputOf } from '../../../client/operations.ts';
import { type Column, negative, type Tone } from '../../../kit/column.ts';
import { count, moment, money, words } from '../../../kit/format.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

type Run = OutputOf<'channels.listRuns'>['rows'][number];
type InboxRow = OutputOf<'channels.listInbox'>['rows'][number];
type Push = OutputOf<'channels.listPushes'>['rows'][number];

/** One figure of the money proof. */
export interface ProofRow {
  readonly what: string;
  readonly amount: number;
}

const RUN_TONES: Readonly<Record<string, Tone>> = { running: 'warn', done: 'good', failed: 'bad', rejected: 'bad' };
const number = (id: 'records' | 'imported' | 'unchanged' | 'parked'): Column<Run> => ({
  id,
  title: t(id),
  width: 95,
  numeric: true,
  text: (r) => count(r[id]),
});

export const runColumns: readonly Column<Run>[] = [
  { id: 'state', title: t('state'), width: 100, dot: true, text: (r) => words(r.state), tone: (r) => RUN_TONES[r.state] },
  { id: 'source', title: t('source'), width: 230, text: (r) => r.source },
  { id: 'started', title: t('started'), width: 165, text: (r) => moment(r.startedAt) },
  number('records'),
  number('imported'),
  number('unchanged'),
  number('parked'),
  { id: 'message', title: t('message'), grow: true, text: (r) => r.message ?? '' },
];

export const inboxColumns = (currency: string): readonly Column<InboxRow>[] => [
  { id: 'record', title: t('record'), width: 160, text: (r) => r.externalId, link: (r) => `/inbox/${r.id}` },
  { id: 'kind', title: t('kind'), width: 120, text: (r) => words(r.kind) },
  { id: 'placed', title: t('placed'), width: 165, text: (r) => moment(r.placedAt) },
  { id: 'why', title: t('why'), grow: true, text: (r) => r.reason ?? '' },
  { id: 'order', title: t('order'), width: 150, text: (r) => r.orderNumber ?? '', link: (r) => recordPath(r.orderId ?? '') },
  {
    id: 'amount',
    title: t('amount', { currency }),
    width: 130,
    numeric: true,
    text: (r) => money(r.amount, currency),
    tone: (r) => negative(r.amount),
  },
];

export const pushColumns: readonly Column<Push>[] = [
  { id: 'sku', title: t('sku'), grow: true, text: (p) => p.sku },
  { id: 'told', title: t('told'), width: 120, numeric: true, text: (p) => count(p.told) },
  { id: 'sellable', title: t('sellable'), width: 120, numeric: true, text: (p) => count(p.sellable) },
  { id: 'at', title: t('at'), width: 165, text: (p) => moment(p.toldAt) },
];

export const proofColumns = (currency: string): readonly Column<ProofRow>[] => [
  { id: 'what', title: t('what'), grow: true, text: (r) => words(r.what) },
  {
    id: 'amount',
    title: t('amount', { currency }),
    width: 160,
    numeric: true,
    text: (r) => money(r.amount, currency),
    tone: (r) => negative(r.amount),
  },
];
