import { useMemo, useState } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { setQuery, usePath, useQuery } from '../../../kit/route.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columnsOf, type View } from './columns.ts';
import { t } from './text.ts';

const VIEWS = [
  { value: 'for-me', text: t('forMe') },
  { value: 'mine', text: t('mine') },
  { value: 'done', text: t('done') },
] as const;
const EMPTY: Readonly<Record<View, string>> = { 'for-me': t('noneForMe'), mine: t('noneMine'), done: t('noneDone') };

/** Commands that wait for somebody: for me, of mine, and what became of them. */
export default function Approvals() {
  const path = usePath();
  const asked = useQuery('view');
  const view = VIEWS.find((v) => v.value === asked)?.value ?? 'for-me';
  return (
    <Page
      beside={<Tabs choose={(chosen) => setQuery(path, { view: chosen })} label={t('show')} options={VIEWS} value={view} />}
      title={t('title')}
    >
      <Requests key={view} view={view} />
    </Page>
  );
}

function Requests({ view }: { readonly view: View }) {
  const currency = useCurrency();
  const [before, setBefore] = useState<string>();
  const { output, failure, again } = useAsk('company.listApprovals', { view, ...(before === undefined ? {} : { before }) });
  const columns = useMemo(() => columnsOf(view, currency), [view, currency]);
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <>
      <Table columns={columns} empty={EMPTY[view]} label={t('title')} rowId={(r) => r.id} rows={output.rows} />
      {output.next === null ? null : (
        <button className="plain" onClick={() => setBefore(output.next ?? undefined)} type="button">
          {t('older')}
        </button>
      )}
      {before === undefined ? null : (
        <button className="plain" onClick={() => setBefore(undefined)} type="button">
          {t('newest')}
        </button>
      )}
    </>
  );
}
