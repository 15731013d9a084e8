import { useCallback, useMemo, useState } from 'react';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { day, money, words } from '../../../kit/format.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import type { GridView } from '../../../kit/grid-view.ts';
import { Page } from '../../../kit/Page.tsx';
import { namesOf, recordPath, worded } from '../../../kit/record.ts';
import { setQuery, usePath, useQuery } from '../../../kit/route.ts';
import { t } from './text.ts';

type PaymentRow = OutputOf<'accounting.listPayments'>['rows'][number] & { readonly order: string };

const columns = (currency: string): readonly Column<PaymentRow>[] => [
  { id: 'number', title: t('number'), width: 150, text: (p) => p.number, link: (p) => `/journal-entries/${p.entryId}` },
  { id: 'paidOn', title: t('paid'), width: 110, text: (p) => day(p.paidOn) },
  { id: 'kind', title: t('kind'), width: 120, text: (p) => words(p.kind) },
  { id: 'party', title: t('party'), grow: true, text: (p) => p.partyName ?? '', link: (p) => recordPath(p.partyId ?? '') },
  { id: 'order', title: t('order'), width: 150, text: (p) => p.order, link: (p) => recordPath(p.orderId ?? '') },
  { id: 'reference', title: t('reference'), width: 160, text: (p) => p.externalId ?? '' },
  { id: 'amount', title: t('amount', { currency }), width: 140, numeric: true, text: (p) => money(p.amount, p.currency) },
];

/** Money that moved, newest first: captures of channels, receipts in the bank, refunds. Each leads to its entry. */
export default function Payments() {
  const path = usePath();
  const currency = useCurrency();
  const from = useQuery('from') ?? '';
  const to = useQuery('to') ?? '';
  const [view, setView] = useState<GridView<null>>({ filter: null, sort: [], top: 0 });
  const columnsHere = useMemo(() => columns(currency), [currency]);
  const load = useCallback<Load<PaymentRow>>(
    async (offset, limit) => {
      const { output } = await ask('accounting.listPayments', { offset, limit, ...(from ? { from } : {}), ...(to ? { to } : {}) });
      const names = await namesOf(output.rows.map((p) => p.orderId));
      return { rows: output.rows.map((p) => ({ ...p, order: worded(p.orderId, names) })) };
    },
    [from, to],
  );
  return (
    <Page
      beside={
        <>
          <label>
            {t('from')} <input onChange={(e) => setQuery(path, { from: e.currentTarget.value || undefined })} type="date" value={from} />
          </label>
          <label>
            {t('through')} <input onChange={(e) => setQuery(path, { to: e.currentTarget.value || undefined })} type="date" value={to} />
          </label>
        </>
      }
      fill
      title={t('title')}
    >
      <Grid
        columns={columnsHere}
        empty={t('empty')}
        keep={(change) => setView((known) => ({ ...known, ...change }))}
        label={t('title')}
        load={load}
        open={(p) => `/journal-entries/${p.entryId}`}
        rowId={(p) => p.id}
        view={view}
      />
    </Page>
  );
}
