import { useCallback, useMemo } from 'react';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { type ExceptionRow, type OpenFilter, useExceptionsView } from './store.ts';

const OPEN: readonly { value: OpenFilter; text: string }[] = [
  { value: 'open', text: 'Open' },
  { value: 'closed', text: 'Closed' },
];

/** What a person must look at, because a channel delivered something no rule decides. */
export default function Exceptions() {
  const view = useExceptionsView();
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  const load = useCallback<Load<ExceptionRow>>(
    async (offset, limit) => (await ask('channels.listExceptions', { offset, limit, open: view.filter === 'open' })).output,
    [view.filter],
  );
  return (
    <Page beside={<Tabs choose={useExceptionsView.setFilter} label="State" options={OPEN} value={view.filter} />} fill title="Exceptions">
      <Grid
        columns={columnsHere}
        empty={view.filter === 'open' ? 'Nothing waits for a person.' : 'No exception has been closed yet.'}
        keep={useExceptionsView.setState}
        label="Exceptions"
        load={load}
        rowId={(e) => String(e.id)}
        view={view}
      />
    </Page>
  );
}
