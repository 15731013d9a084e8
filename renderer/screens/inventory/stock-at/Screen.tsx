import { TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { instantOfLocal } from '../../../../preload/contract/values/day.ts';
import { useConnection } from '../../../client/connection.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { stockColumns, stockViews } from '../../../kit/stock/stock.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { useAsked, useStockAtView } from './store.ts';
import { t } from './text.ts';

/** On hand per item and place as it was at any time: what an auditor or an insurer asks for. */
export default function StockAt() {
  const today = useAsk('engine.status', {}).output?.today;
  const zone = useConnection((c) => c.company?.zone ?? 'UTC');
  const typed = useAsked((s) => s.local);
  const local = typed ?? (today === undefined ? undefined : `${today}T00:00`);
  const at = local === undefined ? undefined : instantOfLocal(local, zone)?.instant;
  const given = useMemo(() => (at === undefined ? undefined : { at }), [at]);
  return (
    <Page
      actions={
        <>
          <span className="quiet">{t('zone', { zone })}</span>
          <TextInput
            aria-label={t('at')}
            onChange={(event) => useAsked.setState({ local: event.currentTarget.value })}
            size="xs"
            type="datetime-local"
            value={local ?? ''}
          />
        </>
      }
      fill
      title={t('title')}
    >
      {given ? (
        <List
          columns={stockColumns}
          empty={t('empty')}
          given={given}
          label={t('title')}
          list="inventory.stockAt"
          open={(s) => `/items/${s.itemId}`}
          presets={stockViews}
          rowId={(s) => `${s.itemId} ${s.locationId}`}
          view={useStockAtView}
        />
      ) : (
        <Waiting />
      )}
    </Page>
  );
}
