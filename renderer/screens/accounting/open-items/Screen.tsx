import { useCallback, useMemo, useState } from 'react';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { amountOf, askAmount } from '../../../kit/action/typed.ts';
import { money } from '../../../kit/format.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import type { GridView } from '../../../kit/grid-view.ts';
import { Page } from '../../../kit/Page.tsx';
import { namesOf, useNames, worded } from '../../../kit/record.ts';
import { setQuery, usePath, useQuery } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import type { ItemRow } from './store.ts';
import { t } from './text.ts';

const OFFERED = 200;

/** What is open on an account, oldest first, and the way to match a payment on account with what it pays. */
export default function OpenItems() {
  const path = usePath();
  const accounts = useAsk('accounting.listAccounts', { limit: 500 }).output?.rows.filter((a) => a.openItems) ?? [];
  const wanted = useQuery('account');
  const accountId = wanted ?? accounts.find((a) => a.roles.includes('receivable'))?.id;
  return (
    <Page
      beside={
        <>
          <label>
            {t('account')}{' '}
            <select onChange={(e) => setQuery(path, { account: e.currentTarget.value })} value={accountId ?? ''}>
              {accounts.map((a) => (
                <option key={a.id} value={a.id}>
                  {a.code} {a.name}
                </option>
              ))}
            </select>
          </label>
          <span className="push" />
          {accountId === undefined ? null : <Match accountId={accountId} />}
        </>
      }
      fill
      title={t('title')}
    >
      {accountId === undefined ? null : <Items accountId={accountId} key={accountId} />}
    </Page>
  );
}

function Items({ accountId }: { readonly accountId: string }) {
  const currency = useCurrency();
  const [view, setView] = useState<GridView<null>>({ filter: null, sort: [], top: 0 });
  const columnsHere = useMemo(() => columns(currency), [currency]);
  const whole = useAsk('accounting.openItems', { accountId, limit: 1 }).output;
  const load = useCallback<Load<ItemRow>>(
    async (offset, limit) => {
      const { output } = await ask('accounting.openItems', { accountId, offset, limit });
      const names = await namesOf(output.rows.map((i) => i.itemKey));
      return { rows: output.rows.map((i) => ({ ...i, item: worded(i.itemKey, names) })), last: output.count };
    },
    [accountId],
  );
  return (
    <Grid
      columns={columnsHere}
      empty={t('empty')}
      foot={whole && t('foot', { sum: money(whole.sum, currency), currency })}
      keep={(change) => setView((known) => ({ ...known, ...change }))}
      label={t('title')}
      load={load}
      rowId={(i) => i.itemKey}
      total={whole?.count}
      view={view}
    />
  );
}

function Match({ accountId }: { readonly accountId: string }) {
  const currency = useCurrency();
  const today = useAsk('engine.status', {}).output?.today ?? '';
  const rows = useAsk('accounting.openItems', { accountId, limit: OFFERED }).output?.rows ?? [];
  const names = useNames(rows.map((i) => i.itemKey));
  const choices = (sign: 1 | -1) =>
    rows
      .filter((i) => i.residual * sign > 0)
      .map((i) => ({
        value: i.itemKey,
        text: [t('choice', { item: worded(i.itemKey, names), amount: money(i.residual * sign, currency) }), i.partyName]
          .filter(Boolean)
          .join(', '),
      }));
  const [debits, credits] = [choices(1), choices(-1)];
  const [first] = rows.filter((i) => i.residual < 0);
  if (debits.length === 0 || credits.length === 0 || !first) return null;
  const match = action({
    verb: t('match'),
    operation: 'accounting.matchItems',
    asks: [
      { name: 'debitKey', label: t('debit'), kind: 'choice', options: debits },
      { name: 'creditKey', label: t('credit'), kind: 'choice', options: credits },
      askAmount({ name: 'amount', label: t('amount', { currency }), start: money(-first.residual, currency) }, currency),
      { name: 'on', label: t('on'), kind: 'day', start: today },
    ],
    input: ({ debitKey = '', creditKey = '', amount, on = today }) => ({
      accountId,
      debitKey,
      creditKey,
      amount: amountOf(amount, currency),
      on,
    }),
  });
  return <Actions actions={[match]} />;
}
