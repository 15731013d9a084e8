import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { money } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, useInboxView } from './store.ts';
import { t } from './text.ts';

/** What channels delivered, record by record, latest first: what waits, and why. */
export default function Inbox() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page fill title={t('title')}>
      <List
        columns={columnsHere}
        empty={t('empty')}
        foot={({ amount }) => t('foot', { sum: money(amount, currency), currency })}
        label={t('title')}
        list="channels.inbox"
        open={(r) => `/inbox/${r.id}`}
        presets={presets}
        rowId={(r) => String(r.id)}
        view={useInboxView}
      />
    </Page>
  );
}
