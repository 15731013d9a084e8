import { useCallback, useMemo } from 'react';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { Page } from '../../../kit/Page.tsx';
import { namesOf, sourceWords } from '../../../kit/record.ts';
import { columns } from './columns.ts';
import { type EntryRow, type JournalFilter, useEntriesView } from './store.ts';

const JOURNALS: readonly { value: JournalFilter; text: string }[] = [
  { value: 'all', text: 'All' },
  { value: 'SAL', text: 'Sales' },
  { value: 'PUR', text: 'Purchases' },
  { value: 'STK', text: 'Stock' },
  { value: 'BNK', text: 'Bank' },
  { value: 'GEN', text: 'General' },
];

/** Entries by day, newest first. Posted entries never change; a correction is a reversal. */
export default function JournalEntries() {
  const view = useEntriesView();
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  const load = useCallback<Load<EntryRow>>(
    async (offset, limit) => {
      const { output } = await ask('accounting.listEntries', { offset, limit, ...(view.filter === 'all' ? {} : { journal: view.filter }) });
      const names = await namesOf(output.rows.map((e) => e.sourceId));
      return { rows: output.rows.map((e) => ({ ...e, sourceName: sourceWords(e, names) })) };
    },
    [view.filter],
  );
  return (
    <Page
      beside={<Tabs choose={useEntriesView.setFilter} label="Journal" options={JOURNALS} value={view.filter} />}
      fill
      title="Journal entries"
    >
      <Grid
        columns={columnsHere}
        empty={view.filter === 'all' ? 'Entries appear here as documents are posted.' : 'This journal has no entry yet.'}
        keep={useEntriesView.setState}
        label="Journal entries"
        load={load}
        open={(e) => `/journal-entries/${e.id}`}
        rowId={(e) => String(e.id)}
        view={view}
      />
    </Page>
  );
}
