import { useCallback, useMemo } from 'react';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import type { InputOf } from '../../../client/operations.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { money } from '../../../kit/format.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { Page } from '../../../kit/Page.tsx';
import { namesOf, worded } from '../../../kit/record.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { type InvoiceRow, type KindFilter, useInvoicesView } from './store.ts';
import { t } from './text.ts';

type ListInput = InputOf<'sales.listInvoices'>;

const KINDS: readonly { value: KindFilter; text: string }[] = [
  { value: 'all', text: t('all') },
  { value: 'invoice', text: t('invoices') },
  { value: 'credit-note', text: t('notes') },
];

/** Invoices and credit notes, newest first; rows, count and totals come from the engine under the same filter. */
export default function Invoices() {
  const view = useInvoicesView();
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  const filter = useMemo<NonNullable<ListInput['filter']>>(
    () => (view.filter === 'all' ? [] : [{ column: 'kind', op: 'eq', value: view.filter }]),
    [view.filter],
  );
  const load = useCallback<Load<InvoiceRow>>(
    async (offset, limit, sort) => {
      const { output } = await ask('sales.listInvoices', { offset, limit, filter, sort: sort as NonNullable<ListInput['sort']> });
      const names = await namesOf(output.rows.flatMap((i) => [i.orderId, i.partyId]));
      return { rows: output.rows.map((i) => ({ ...i, order: worded(i.orderId, names), party: names.get(i.partyId) ?? '' })) };
    },
    [filter],
  );
  const totals = useAsk('sales.countInvoices', { filter }).output;
  return (
    <Page
      beside={<Tabs choose={useInvoicesView.setFilter} label={t('kind')} options={KINDS} value={view.filter} />}
      fill
      title={t('title')}
    >
      <Grid
        columns={columnsHere}
        empty={view.filter === 'all' ? t('empty') : t('none')}
        foot={
          totals &&
          t('foot', {
            net: money(totals.net, currency),
            tax: money(totals.tax, currency),
            total: money(totals.total, currency),
            currency,
          })
        }
        keep={useInvoicesView.setState}
        label={t('title')}
        load={load}
        open={(i) => `/invoices/${i.id}`}
        rowId={(i) => i.id}
        total={totals?.count}
        view={view}
      />
    </Page>
  );
}
