import { Button } from '@mantine/core';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
import { columns } from './columns.ts';
import { presets, usePriceListsView } from './store.ts';
import { t } from './text.ts';

/** Prices agreed with customers and tiers of them, by name. */
export default function PriceLists() {
  return (
    <Page
      actions={
        <Button component="a" href={linkTo('/price-lists/new')}>
          {t('add')}
        </Button>
      }
      fill
      title={t('title')}
    >
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="sales.priceLists"
        open={(l) => `/price-lists/${l.id}`}
        presets={presets}
        rowId={(l) => l.id}
        view={usePriceListsView}
      />
    </Page>
  );
}
