import { useCallback, useMemo } from 'react';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { Page } from '../../../kit/Page.tsx';
import { namesOf, sourceWords } from '../../../kit/record.ts';
import { useQuery } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { type MoveRow, useMovesView } from './store.ts';
import { t } from './text.ts';

/** Everything that moved, newest first; `?item=` narrows it to one SKU. Each value leads to why it cost that. */
export default function Moves() {
  const view = useMovesView();
  const currency = useCurrency();
  const itemId = useQuery('item');
  const columnsHere = useMemo(() => columns(currency), [currency]);
  const load = useCallback<Load<MoveRow>>(
    async (offset, limit) => {
      const { output } = await ask('inventory.listMoves', { offset, limit, ...(itemId === undefined ? {} : { itemId }) });
      const names = await namesOf(output.rows.map((m) => m.sourceId));
      return { rows: output.rows.map((m) => ({ ...m, source: sourceWords(m, names) })) };
    },
    [itemId],
  );
  const sku = useAsk('catalog.getItem', itemId === undefined ? undefined : { itemId }).output?.sku;
  const narrowed = (
    <>
      <span className="quiet">{t('only', { sku: sku ?? '' })}</span>
      <a href="#/moves">{t('all')}</a>
    </>
  );
  return (
    <Page beside={itemId === undefined ? null : narrowed} fill title={t('title')}>
      <Grid
        columns={columnsHere}
        empty={t('empty')}
        keep={useMovesView.setState}
        label={t('title')}
        load={load}
        open={(m) => `/items/${m.itemId}?tab=why&move=${m.moveId}`}
        rowId={(m) => String(m.moveId)}
        view={view}
      />
    </Page>
  );
}
