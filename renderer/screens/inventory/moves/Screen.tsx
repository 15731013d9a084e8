import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, useMovesView } from './store.ts';
import { t } from './text.ts';

/** Everything that moved, newest first. Each value leads to why it cost that. */
export default function Moves() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page fill title={t('title')}>
      <List
        columns={columnsHere}
        empty={t('empty')}
        label={t('title')}
        list="inventory.moves"
        open={(m) => `/items/${m.itemId}?tab=why&move=${m.moveId}`}
        presets={presets}
        rowId={(m) => String(m.moveId)}
        view={useMovesView}
      />
    </Page>
  );
}
