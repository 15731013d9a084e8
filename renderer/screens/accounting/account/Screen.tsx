import { useCallback, useMemo, useState } from 'react';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { money, words } from '../../../kit/format.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import type { GridView } from '../../../kit/grid-view.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Figure, Page } from '../../../kit/Page.tsx';
import { namesOf, sourceWords, worded } from '../../../kit/record.ts';
import { linkTo, setQuery, usePath, useQuery, withQuery } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { actionsOf } from './actions.ts';
import { columns } from './columns.ts';
import type { Account, LineRow } from './store.ts';
import { t } from './text.ts';

const asDay = (text: string | undefined) => (text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? text : '');

/** The ledger of one account: what it opened with, every line of the days asked for, and what that comes to. */
export default function AccountScreen({ params }: ScreenProps) {
  const accountId = params['id'] ?? '';
  const currency = useCurrency();
  const path = usePath();
  const from = asDay(useQuery('from'));
  const to = asDay(useQuery('to'));
  const cash = useQuery('through') === 'cash';
  const days = useMemo(() => ({ accountId, ...(from ? { from } : {}), ...(to ? { to } : {}) }), [accountId, from, to]);
  const filter = useMemo(() => ({ ...days, ...(cash ? { throughCash: true } : {}) }), [days, cash]);
  const { output: account, failure, again } = useAsk('accounting.getAccount', days);
  const headings = useAsk('accounting.listGroups', {}).output?.rows ?? [];
  if (failure && !account) return <FailureNote again={again} failure={failure} />;
  if (!account) return <Waiting />;
  return (
    <Page
      actions={<Actions actions={actionsOf(account, headings)} even />}
      beside={
        <>
          <label>
            {t('from')} <input onChange={(e) => setQuery(path, { from: e.currentTarget.value || undefined })} type="date" value={from} />
          </label>
          <label>
            {t('through')} <input onChange={(e) => setQuery(path, { to: e.currentTarget.value || undefined })} type="date" value={to} />
          </label>
          {cash ? (
            <label>
              <input checked onChange={() => setQuery(path, { through: undefined })} type="checkbox" /> {t('throughCash')}
            </label>
          ) : null}
          {account.active ? null : <span className="tone-warn">{t('closed')}</span>}
        </>
      }
      fill
      title={
        <>
          <a className="crumb" href={linkTo('/trial-balance')}>
            {t('trialBalance')}
          </a>{' '}
          / {account.code} {account.name}
        </>
      }
    >
      <dl className="figures">
        <Figure name={t('opening', { currency })} value={money(account.opening, currency)} />
        <Figure name={t('debit', { currency })} value={money(account.debit, currency)} />
        <Figure name={t('credit', { currency })} value={money(account.credit, currency)} />
        <Figure name={t('balance', { currency })} value={money(account.balance, currency)} />
        <Figure name={t('type')} value={words(account.type)} />
        <Figure href={linkTo('/chart')} name={t('heading')} value={account.groupName ?? words(account.stage)} />
        {account.managedBy === null ? null : <Figure hint={t('keptByHint')} name={t('keptBy')} value={words(account.managedBy)} />}
        {account.openItems ? (
          <Figure href={linkTo(withQuery('/open-items', { accountId: account.id }))} name={t('openItems')} value={account.code} />
        ) : null}
      </dl>
      <Lines account={account} filter={filter} />
    </Page>
  );
}

interface Filter {
  readonly accountId: string;
  readonly from?: string;
  readonly to?: string;
  readonly throughCash?: boolean;
}

/** The lines prove the balance above: the footer is their own sum, never the kept one. */
function Lines({ account, filter }: { readonly account: Account; readonly filter: Filter }) {
  const currency = useCurrency();
  const [view, setView] = useState<GridView<null>>({ filter: null, sort: [], top: 0 });
  const columnsHere = useMemo(() => columns(currency, account.openItems), [currency, account.openItems]);
  const whole = useAsk('accounting.listLines', { ...filter, limit: 1 }).output;
  const load = useCallback<Load<LineRow>>(
    async (offset, limit) => {
      const { output } = await ask('accounting.listLines', { ...filter, offset, limit, newestFirst: true });
      const names = await namesOf(output.rows.flatMap((l) => [l.sourceId, l.itemKey]));
      return {
        rows: output.rows.map((l) => ({
          ...l,
          sourceName: sourceWords(l, names),
          itemName: worded(l.itemKey, names),
        })),
        last: output.count,
      };
    },
    [filter],
  );
  return (
    <Grid
      columns={columnsHere}
      empty={t('empty')}
      foot={whole && t('sum', { sum: money(whole.sum, currency), currency })}
      keep={(change) => setView((known) => ({ ...known, ...change }))}
      label={t('lines')}
      load={load}
      open={(l) => `/journal-entries/${l.entryId}`}
      rowId={(l) => String(l.id)}
      total={whole?.count}
      view={view}
    />
  );
}
