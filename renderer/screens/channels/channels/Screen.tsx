import { useMemo } from 'react';
import { useConnection, useCurrency } from '../../../client/connection.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { words } from '../../../kit/format.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Channel = OutputOf<'channels.listChannels'>['rows'][number];

const columns: readonly Column<Channel>[] = [
  { id: 'code', title: t('code'), width: 140, text: (c) => c.code, link: (c) => `/channels/${c.id}` },
  { id: 'name', title: t('name'), grow: true, text: (c) => c.name, link: (c) => `/channels/${c.id}` },
  { id: 'connector', title: t('connector'), width: 160, text: (c) => c.connector },
  { id: 'currency', title: t('currency'), width: 100, text: (c) => c.currency },
  { id: 'payment', title: t('payment'), width: 160, text: (c) => words(c.payment) },
];

type Payment = 'before-shipment' | 'at-shipment' | 'on-account';
const PAYMENTS: readonly Payment[] = ['before-shipment', 'at-shipment', 'on-account'];

/** Where orders come from. */
export default function Channels() {
  const asked = useAsk('channels.listChannels', {});
  const currency = useCurrency();
  const zone = useConnection((c) => c.company?.zone ?? '');
  const actions = useMemo(
    () => [
      action({
        verb: t('connect'),
        operation: 'channels.createChannel',
        asks: [
          { name: 'code', label: t('code'), kind: 'text', hint: t('codeHint') },
          { name: 'name', label: t('name'), kind: 'text' },
          { name: 'connector', label: t('connector'), kind: 'choice', options: [{ value: 'csv', text: t('csv') }] },
          { name: 'currency', label: t('currency'), kind: 'text', start: currency },
          { name: 'zone', label: t('zone'), kind: 'text', start: zone, hint: t('zoneHint') },
          { name: 'payment', label: t('payment'), kind: 'choice', options: PAYMENTS.map((p) => ({ value: p, text: words(p) })) },
        ],
        input: ({ code = '', name = '', connector = '', currency: in_ = '', zone: at = '', payment }) => ({
          code,
          name,
          connector,
          currency: in_,
          zone: at,
          payment: PAYMENTS.find((p) => p === payment) ?? 'before-shipment',
        }),
      }),
    ],
    [currency, zone],
  );
  return (
    <Page actions={<Actions actions={actions} />} title={t('title')}>
      <Rows asked={asked} columns={columns} empty={t('empty')} label={t('title')} rowId={(c) => c.id} />
    </Page>
  );
}
