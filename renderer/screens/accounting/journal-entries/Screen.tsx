import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { PlainText } from './PlainText.tsx';
import { presets, useEntriesView } from './store.ts';
import { t } from './text.ts';

/** Entries by day, newest first. Posted entries never change; a correction is a reversal. */
export default function JournalEntries() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page actions={<PlainText />} fill title={t('title')}>
      <List
        columns={columnsHere}
        empty={t('empty')}
        label={t('title')}
        list="accounting.entries"
        open={(e) => `/journal-entries/${e.id}`}
        presets={presets}
        rowId={(e) => String(e.id)}
        view={useEntriesView}
      />
    </Page>
  );
}
