import { useCurrency } from '../../../client/connection.ts';
import { ExportReport } from '../../../kit/export/ExportReport.tsx';
import { Tabs } from '../../../kit/Filter.tsx';
import { count, money } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { setQuery, usePath, useQuery } from '../../../kit/route.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { itemColumns, partyColumns } from './columns.ts';
import { reportOf } from './report.ts';
import { ROLES, type Role } from './store.ts';
import { t } from './text.ts';

const SHOWN = 200;

/** What was open with customers or suppliers on a day, by how long it had been due, proved against the account; a party leads to its items. */
export default function Aged() {
  const currency = useCurrency();
  const path = usePath();
  const today = useAsk('engine.status', {}).output?.today;
  const [askedRole, askedOn, partyId] = [useQuery('role'), useQuery('on'), useQuery('party')];
  const role = ROLES.find((r) => r === askedRole) ?? 'receivable';
  const on = askedOn !== undefined && /^\d{4}-\d\d-\d\d$/.test(askedOn) ? askedOn : today;
  const { output, failure, again } = useAsk('accounting.agedParties', on === undefined ? undefined : { role, on, limit: SHOWN });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output || on === undefined) return <Waiting />;
  const gap = output.total.total - output.books;
  return (
    <Page
      beside={
        <>
          <label>
            {t('on')} <input onChange={(e) => setQuery(path, { on: e.currentTarget.value || undefined })} type="date" value={on} />
          </label>
          <span className="quiet">{t('books', { amount: money(output.books, currency), currency })}</span>
          {gap === 0 ? null : <span className="tone-bad">{t('gap', { amount: money(gap, currency), currency })}</span>}
          {output.count > output.rows.length ? (
            <span className="quiet">{t('shown', { shown: count(output.rows.length), count: count(output.count) })}</span>
          ) : null}
        </>
      }
      actions={<ExportReport question={reportOf(role, on, currency)} />}
      title={t('title')}
    >
      <Tabs
        choose={(value) => setQuery(path, { role: value, party: undefined })}
        label={t('title')}
        options={ROLES.map((value) => ({ value, text: t(value) }))}
        value={role}
      />
      <Table
        columns={partyColumns(currency, role, on)}
        empty={t('empty')}
        label={t(role)}
        rowId={(p) => p.partyId ?? ''}
        rows={output.rows}
        total={{ partyId: null, partyName: t('sum'), items: output.rows.reduce((sum, p) => sum + p.items, 0), ...output.total }}
      />
      {partyId === undefined ? null : (
        <Items name={output.rows.find((p) => p.partyId === partyId)?.partyName ?? ''} on={on} partyId={partyId} role={role} />
      )}
    </Page>
  );
}

function Items(props: { readonly role: Role; readonly on: string; readonly partyId: string; readonly name: string }) {
  const currency = useCurrency();
  const { role, on, partyId, name } = props;
  const asked = useAsk('accounting.agedItems', { role, on, partyId, limit: SHOWN });
  const title = t('itemsOf', { party: name });
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <Rows asked={asked} columns={itemColumns(currency)} empty={t('noItems')} label={title} rowId={(i) => `${i.itemKey} ${i.dueOn}`} />
    </section>
  );
}
