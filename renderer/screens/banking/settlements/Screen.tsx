import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { money } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
import { columns } from './columns.ts';
import { presets, useSettlementsView } from './store.ts';
import { t } from './text.ts';

/** What marketplaces and payment providers settled, newest first, each with the figures of its proof. */
export default function Settlements() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page
      actions={
        <Button component="a" href={linkTo('/settlements/new')}>
          {t('import')}
        </Button>
      }
      fill
      title={t('title')}
    >
      <List
        columns={columnsHere}
        empty={t('empty')}
        foot={({ payout }) => t('foot', { payout: money(payout, currency), currency })}
        label={t('title')}
        list="banking.settlements"
        open={(s) => `/settlements/${s.id}`}
        presets={presets}
        rowId={(s) => s.id}
        view={useSettlementsView}
      />
    </Page>
  );
}
