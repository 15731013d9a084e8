import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { enterRate } from './actions.ts';
import { columnsIn } from './columns.ts';
import { presets, useRatesView } from './store.ts';
import { t } from './text.ts';

/** What other currencies are worth in the company's, newest first. */
export default function ExchangeRates() {
  const currency = useCurrency();
  const today = useAsk('engine.status', {}).output?.today;
  const columns = useMemo(() => columnsIn(currency), [currency]);
  return (
    <Page
      actions={
        <>
          <Button component="a" href={linkTo('/exchange-rates/import')} variant="default">
            {t('import')}
          </Button>
          <Actions actions={today === undefined ? [] : [enterRate(currency, today)]} />
        </>
      }
      fill
      title={t('title')}
    >
      <List
        columns={columns}
        empty={t('empty', { currency })}
        label={t('title')}
        list="accounting.rates"
        open={(r) => `/exchange-rates/${r.id}`}
        presets={presets}
        rowId={(r) => r.id}
        view={useRatesView}
      />
    </Page>
  );
}
