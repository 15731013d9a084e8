import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
import { columns } from './columns.ts';
import { presets, useQuotesView } from './store.ts';
import { t } from './text.ts';

/** Prices offered to customers, the latest first. */
export default function Quotes() {
  const currency = useCurrency();
  const shown = useMemo(() => columns(currency), [currency]);
  return (
    <Page
      actions={
        <Button component="a" href={linkTo('/quotes/new')}>
          {t('add')}
        </Button>
      }
      fill
      title={t('title')}
    >
      <List
        columns={shown}
        empty={t('empty')}
        label={t('title')}
        list="sales.quotes"
        open={(q) => `/quotes/${q.id}`}
        presets={presets}
        rowId={(q) => q.id}
        view={useQuotesView}
      />
    </Page>
  );
}
