import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { amountOf, askAmount } from '../../../kit/action/typed.ts';
import { money } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { accountIn, presets, useOpenItemsView } from './store.ts';
import { t } from './text.ts';

const OFFERED = 200;

/** What is open, oldest first, and the way to match a payment on account with what it pays, once one account is in view. */
export default function OpenItems() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  const { filter } = useOpenItemsView();
  const accounts = useAsk('accounting.listAccounts', { limit: 500 }).output?.rows ?? [];
  const accountId = accountIn(filter, accounts);
  return (
    <Page actions={accountId === undefined ? null : <Match accountId={accountId} key={accountId} />} fill title={t('title')}>
      <List
        columns={columnsHere}
        empty={t('empty')}
        foot={({ residual }) => t('foot', { sum: money(residual, currency), currency })}
        label={t('title')}
        list="accounting.openItems"
        presets={presets}
        rowId={(i) => `${i.accountId} ${i.itemKey}`}
        view={useOpenItemsView}
      />
    </Page>
  );
}

function Match({ accountId }: { readonly accountId: string }) {
  const currency = useCurrency();
  const today = useAsk('engine.status', {}).output?.today ?? '';
  const rows =
    useAsk('accounting.listOpenItems', {
      filter: [{ column: 'accountId', op: 'eq', value: accountId }],
      limit: OFFERED,
    }).output?.rows ?? [];
  const choices = (sign: 1 | -1) =>
    rows
      .filter((i) => i.residual * sign > 0)
      .map((i) => ({
        value: i.itemKey,
        text: [t('choice', { item: i.itemName ?? i.itemKey, amount: money(i.residual * sign, currency) }), i.partyName]
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
