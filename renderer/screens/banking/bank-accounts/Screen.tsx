import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { amountOf, askAmount } from '../../../kit/action/typed.ts';
import { money } from '../../../kit/format.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columnsIn } from './columns.ts';
import { t } from './text.ts';

/** What the banks say beside what the books say, account by account. */
export default function BankAccounts() {
  const currency = useCurrency();
  const asked = useAsk('banking.listBankAccounts', {});
  const chart = useAsk('accounting.listAccounts', { limit: 500 }).output;
  const columns = useMemo(() => columnsIn(currency), [currency]);
  const actions = useMemo(() => {
    const taken = new Set(asked.output?.rows.map((b) => b.accountId));
    const free = (chart?.rows ?? []).filter(
      (a) => a.type === 'asset' && !a.openItems && a.managedBy === null && a.active && !taken.has(a.id),
    );
    return [
      action({
        verb: t('add'),
        operation: 'banking.openBankAccount',
        asks: [
          { name: 'name', label: t('name'), kind: 'text' },
          { name: 'number', label: t('number'), kind: 'text', hint: t('numberHint'), optional: true },
          {
            name: 'accountId',
            label: t('account'),
            kind: 'choice',
            start: free.find((a) => a.roles.includes('bank'))?.id ?? '',
            options: [{ value: '', text: t('ownAccount') }, ...free.map((a) => ({ value: a.id, text: `${a.code} ${a.name}` }))],
            optional: true,
          },
          askAmount({ name: 'startBalance', label: t('start', { currency }), start: money(0, currency), hint: t('startHint') }, currency),
        ],
        input: ({ name = '', number, accountId, startBalance }) => ({
          name,
          currency,
          startBalance: amountOf(startBalance, currency),
          ...(number === undefined ? {} : { number }),
          ...(accountId === undefined ? {} : { accountId }),
        }),
      }),
    ];
  }, [asked.output, chart, currency]);
  return (
    <Page actions={<Actions actions={actions} />} title={t('title')}>
      <Rows asked={asked} columns={columns} empty={t('empty')} label={t('title')} rowId={(b) => b.id} />
    </Page>
  );
}
