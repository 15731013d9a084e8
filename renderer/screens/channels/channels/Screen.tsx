import type { OutputOf } from '../../../client/operations.ts';
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

/** Where orders come from. */
export default function Channels() {
  const asked = useAsk('channels.listChannels', {});
  return (
    <Page title={t('title')}>
      <Rows asked={asked} columns={columns} empty={t('empty')} label={t('title')} rowId={(c) => c.id} />
    </Page>
  );
}
