import { useCurrency } from '../../../client/connection.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { count, money } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { linkTo, setQuery, usePath, useQuery } from '../../../kit/route.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { againActions, leaveOutActions, writeActions } from './actions.ts';
import { exceptionColumns, itemColumns, lateColumns } from './columns.ts';
import { type Late, SHOWN } from './store.ts';
import { t } from './text.ts';

/** Who is late on a day, what each would get or why nothing, and the letters of today. A customer leads to what they are late with. */
export default function Dunning() {
  const currency = useCurrency();
  const path = usePath();
  const today = useAsk('engine.status', {}).output?.today;
  const [askedOn, partyId] = [useQuery('on'), useQuery('party')];
  const on = askedOn !== undefined && /^\d{4}-\d\d-\d\d$/.test(askedOn) ? askedOn : today;
  const { output, failure, again } = useAsk('receivables.proposeDunning', on === undefined ? undefined : { on, limit: SHOWN });
  const exceptions = useAsk('receivables.listExceptions', { limit: SHOWN });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output || on === undefined) return <Waiting />;
  const late = output.rows.find((l) => l.partyId === partyId);
  return (
    <Page
      actions={on === today ? <Actions actions={writeActions(output.rows, currency)} /> : null}
      beside={
        <>
          <label>
            {t('on')} <input onChange={(e) => setQuery(path, { on: e.currentTarget.value || undefined })} type="date" value={on} />
          </label>
          <span>{t('would', { letters: count(output.letters), total: money(output.total, currency), currency })}</span>
          {output.count > output.rows.length ? (
            <span className="quiet">{t('shown', { shown: count(output.rows.length), count: count(output.count) })}</span>
          ) : null}
          <a href={linkTo('/dunning-letters')}>{t('letters')}</a>
          <a href={linkTo('/dunning-levels')}>{t('levels')}</a>
        </>
      }
      title={t('title')}
    >
      <Table
        columns={lateColumns(currency, on)}
        empty={t('empty')}
        label={t('title')}
        rowId={(l) => l.partyId}
        rows={output.rows}
        strong={(l) => l.partyId === partyId}
      />
      {late ? <Items currency={currency} late={late} /> : null}
      <section>
        <h2>{t('exceptions')}</h2>
        <Rows asked={exceptions} columns={exceptionColumns} empty={t('noException')} label={t('exceptions')} rowId={(e) => e.id} />
        <Actions actions={againActions(exceptions.output?.rows ?? [])} even />
      </section>
    </Page>
  );
}

function Items({ late, currency }: { readonly late: Late; readonly currency: string }) {
  const title = t('itemsOf', { party: late.partyName });
  return (
    <section aria-label={title}>
      <h2>
        <a href={linkTo(`/customers/${late.partyId}?tab=dunning`)}>{title}</a>
      </h2>
      <Table columns={itemColumns(currency)} empty={t('empty')} label={title} rowId={(i) => `${i.itemKey} ${i.dueOn}`} rows={late.items} />
      <Actions actions={leaveOutActions(late, currency)} even />
    </section>
  );
}
