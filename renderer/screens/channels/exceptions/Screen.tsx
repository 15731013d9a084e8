import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { money } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, useExceptionsView } from './store.ts';
import { t } from './text.ts';

/** What a person must look at, because a channel delivered something no rule decides. */
export default function Exceptions() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page fill title={t('title')}>
      <List
        columns={columnsHere}
        empty={t('empty')}
        foot={({ amount }) => t('foot', { sum: money(amount, currency), currency })}
        label={t('title')}
        list="channels.exceptions"
        presets={presets}
        rowId={(e) => String(e.id)}
        view={useExceptionsView}
      />
    </Page>
  );
}
