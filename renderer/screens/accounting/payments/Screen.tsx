import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { money } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, usePaymentsView } from './store.ts';
import { t } from './text.ts';

/** Money that moved, newest first: captures of channels, receipts in the bank, refunds. Each leads to its entry. */
export default function Payments() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page fill title={t('title')}>
      <List
        columns={columnsHere}
        empty={t('empty')}
        foot={({ flow }) => t('foot', { sum: money(flow, currency), currency })}
        label={t('title')}
        list="accounting.payments"
        open={(p) => `/journal-entries/${p.entryId}`}
        presets={presets}
        rowId={(p) => p.id}
        view={usePaymentsView}
      />
    </Page>
  );
}
