import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { money } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
import { columns } from './columns.ts';
import { presets, usePaymentRunsView } from './store.ts';
import { t } from './text.ts';

/** Suppliers paid together, newest first: what waits for somebody, what was sent, and what the bank gave back. */
export default function PaymentRuns() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page
      actions={
        <Button component="a" href={linkTo('/payment-runs/new')}>
          {t('make')}
        </Button>
      }
      fill
      title={t('title')}
    >
      <List
        columns={columnsHere}
        empty={t('empty')}
        foot={({ total }) => t('foot', { total: money(total, currency), currency })}
        label={t('title')}
        list="banking.paymentRuns"
        open={(r) => `/payment-runs/${r.id}`}
        presets={presets}
        rowId={(r) => r.id}
        view={usePaymentRunsView}
      />
    </Page>
  );
}
