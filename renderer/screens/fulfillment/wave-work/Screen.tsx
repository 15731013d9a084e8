import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { askQuantity, quantityOf } from '../../../kit/action/typed.ts';
import type { Column } from '../../../kit/column.ts';
import { count, moment } from '../../../kit/format.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type PutBack = OutputOf<'fulfillment.listPutBacks'>['rows'][number];
type Missing = OutputOf<'fulfillment.listMissing'>['rows'][number];

const putBackColumns: readonly Column<PutBack>[] = [
  { id: 'sku', title: t('sku'), width: 160, text: (p) => p.sku, link: (p) => `/items/${p.itemId}` },
  { id: 'qty', title: t('qty'), width: 90, numeric: true, text: (p) => count(p.qty) },
  { id: 'from', title: t('from'), width: 150, text: (p) => p.from },
  { id: 'to', title: t('to'), grow: true, text: (p) => p.to },
  { id: 'order', title: t('order'), width: 150, text: (p) => p.orderNumber, link: (p) => `/orders/${p.orderId}` },
  { id: 'warehouse', title: t('warehouse'), width: 100, text: (p) => p.warehouseCode },
  { id: 'since', title: t('since'), width: 170, text: (p) => moment(p.madeAt) },
];
const missingColumns: readonly Column<Missing>[] = [
  { id: 'sku', title: t('sku'), width: 160, text: (m) => m.sku, link: (m) => `/items/${m.itemId}` },
  { id: 'qty', title: t('qty'), width: 90, numeric: true, text: (m) => count(m.qty) },
  { id: 'place', title: t('place'), grow: true, text: (m) => m.place },
  {
    id: 'count',
    title: t('count'),
    width: 150,
    text: (m) => m.countNumber ?? '',
    link: (m) => (m.countTaskId === null ? undefined : `/count-tasks/${m.countTaskId}`),
  },
  { id: 'wave', title: t('wave'), width: 150, text: (m) => m.waveNumber, link: (m) => `/waves/${m.waveId}` },
  { id: 'warehouse', title: t('warehouse'), width: 100, text: (m) => m.warehouseCode },
  { id: 'since', title: t('since'), width: 170, text: (m) => moment(m.noticedAt) },
];

const putBackAction = ({ putBackId, sku, to }: PutBack) =>
  action({
    verb: t('putBack', { sku }),
    operation: 'fulfillment.confirmPutBack',
    asks: [{ name: 'code', label: t('code'), kind: 'text', hint: t('codeHint', { place: to }) }],
    input: ({ code = '' }) => ({ putBackId, code }),
  });
const closeAction = ({ missingId, sku, qty }: Missing) =>
  action({
    verb: t('close', { sku }),
    operation: 'fulfillment.closeMissing',
    asks: [askQuantity({ name: 'found', label: t('found'), start: '0', hint: t('foundHint', { count: qty }) })],
    input: ({ found }) => ({ missingId, found: quantityOf(found) }),
    grave: true,
  });

/** What picking left behind: goods to be carried back to a shelf, and goods nobody found. The oldest of each is next. */
export default function WaveWork() {
  const putBacks = useAsk('fulfillment.listPutBacks', {});
  const missing = useAsk('fulfillment.listMissing', {});
  const actions = [
    ...(putBacks.output?.rows ?? []).slice(0, 1).map(putBackAction),
    ...(missing.output?.rows ?? []).slice(0, 1).map(closeAction),
  ];
  return (
    <Page actions={<Actions actions={actions} />} title={t('title')}>
      <h2>{t('putBacks')}</h2>
      <Rows asked={putBacks} columns={putBackColumns} empty={t('noPutBack')} label={t('putBacks')} rowId={(p) => String(p.putBackId)} />
      <h2>{t('missing')}</h2>
      <Rows asked={missing} columns={missingColumns} empty={t('noMissing')} label={t('missing')} rowId={(m) => String(m.missingId)} />
    </Page>
  );
}
