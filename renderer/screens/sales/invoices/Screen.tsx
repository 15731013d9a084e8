import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { money } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { offers } from './offers.ts';
import { presets, useInvoicesView } from './store.ts';
import { t } from './text.ts';

const idOf = (i: { readonly id: string }) => i.id;

/** Invoices and credit notes, newest first; rows, count and totals come from the engine under the same filter. */
export default function Invoices() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page fill title={t('title')}>
      <List
        columns={columnsHere}
        empty={t('empty')}
        foot={({ net, tax, total }) =>
          t('foot', { net: money(net, currency), tax: money(tax, currency), total: money(total, currency), currency })
        }
        label={t('title')}
        list="sales.invoices"
        offers={offers}
        open={(i) => `/invoices/${i.id}`}
        presets={presets}
        rowId={idOf}
        view={useInvoicesView}
      />
    </Page>
  );
}
