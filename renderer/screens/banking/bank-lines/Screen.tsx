import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { money } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, useBankLinesView } from './store.ts';
import { t } from './text.ts';

/** Lines of bank statements, newest first: what is open of them waits to be matched. */
export default function BankLines() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page fill title={t('title')}>
      <List
        columns={columnsHere}
        empty={t('empty')}
        foot={({ amount, open }) => t('foot', { amount: money(amount, currency), open: money(open, currency), currency })}
        label={t('title')}
        list="banking.bankLines"
        open={(l) => `/bank-lines/${l.id}`}
        presets={presets}
        rowId={(l) => String(l.id)}
        view={useBankLinesView}
      />
    </Page>
  );
}
