import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { money } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
import { columns } from './columns.ts';
import { offers } from './offers.ts';
import { presets, useOrdersView } from './store.ts';
import { t } from './text.ts';

const idOf = (o: { readonly id: string }) => o.id;

/** Every order, newest first; rows, count and totals come from the engine under the same filter. */
export default function Orders() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page
      actions={
        <Button component="a" href={linkTo('/orders/new')}>
          {t('take')}
        </Button>
      }
      fill
      title={t('title')}
    >
      <List
        columns={columnsHere}
        empty={t('empty')}
        foot={({ net, tax, total }) =>
          t('totals', { net: money(net, currency), tax: money(tax, currency), total: money(total, currency), currency })
        }
        label={t('title')}
        list="sales.orders"
        offers={offers}
        open={(o) => `/orders/${o.id}`}
        presets={presets}
        rowId={idOf}
        view={useOrdersView}
      />
    </Page>
  );
}
