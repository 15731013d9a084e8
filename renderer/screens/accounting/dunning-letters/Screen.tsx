import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { money } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
import { columns } from './columns.ts';
import { presets, useLettersView } from './store.ts';
import { t } from './text.ts';

/** Every letter that was written to a customer who was late, newest first. */
export default function DunningLetters() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page
      actions={
        <Button component="a" href={linkTo('/dunning')} variant="default">
          {t('dunning')}
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
        list="receivables.letters"
        open={(l) => `/dunning-letters/${l.id}`}
        presets={presets}
        rowId={(l) => l.id}
        view={useLettersView}
      />
    </Page>
  );
}
