import type { OutputOf } from '../../../client/operations.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { money, words } from '../../../kit/format.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { recordPath } from '../../../kit/record.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { lineColumns, statementColumns } from './columns.ts';
import { Import } from './Import.tsx';
import { mapColumns } from './mapping.ts';
import { statePayer } from './payer.ts';
import { t } from './text.ts';

type Account = OutputOf<'banking.listBankAccounts'>['rows'][number];
const SHOWN = 100;

/** One bank account: what the bank says, what is open, what the books say, and the way in for its statements. */
export default function BankAccountScreen({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('banking.listBankAccounts', {});
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const account = output.rows.find((b) => b.id === params['id']);
  return account ? <AccountPage account={account} /> : <EmptyNote title={t('missing')} />;
}

function AccountPage({ account: b }: { readonly account: Account }) {
  const path = recordPath(b.accountId);
  const sum = (amount: number) => money(amount, b.currency);
  const company = useAsk('company.getCompany', {}).output;
  const reconciled = b.open === 0 && b.openLines === 0 && b.unseen === 0;
  return (
    <Detail
      actions={[mapColumns(b), ...(company === undefined ? [] : [statePayer(b, company.name)])]}
      amounts={[
        { name: t('says'), value: sum(b.balance), hint: t('saysHint'), path: `/bank-statements?bankAccountId=${b.id}` },
        { name: t('open'), value: sum(b.open), hint: t('openHint'), path: `/bank-lines?bankAccountId=${b.id}` },
        { name: t('unseen'), value: sum(b.unseen), hint: t('unseenHint'), ...(path === undefined ? {} : { path }) },
        { name: t('ledger'), value: sum(b.ledger), ...(path === undefined ? {} : { path }) },
      ]}
      crumb={{ title: t('crumb'), path: '/bank-accounts' }}
      even
      facts={[
        { name: t('number'), value: b.number ?? '' },
        { name: t('account'), value: b.accountCode, ...(path === undefined ? {} : { path }) },
        ...(b.payer === null
          ? []
          : [
              { name: t('pays'), value: words(b.payer.format), path: `/payment-runs?bankAccountId=${b.id}` },
              ...(b.payer.bankCode === null ? [] : [{ name: t('bank'), value: b.payer.bankCode }]),
            ]),
      ]}
      state={reconciled ? { word: t('reconciled'), tone: 'good' } : { word: t('waiting'), tone: 'warn' }}
      tabs={[
        { id: 'file', title: t('import'), body: () => <Import bankAccountId={b.id} currency={b.currency} /> },
        { id: 'lines', title: t('lines'), count: b.openLines, body: () => <Lines account={b} /> },
        { id: 'statements', title: t('statements'), count: b.statements, body: () => <Statements account={b} /> },
      ]}
      title={b.name}
    />
  );
}

function Lines({ account }: { readonly account: Account }) {
  const asked = useAsk('banking.listBankLines', {
    filter: [
      { column: 'bankAccountId', op: 'eq', value: account.id },
      { column: 'open', op: 'ne', value: 0 },
    ],
    limit: SHOWN,
  });
  return (
    <>
      <Rows asked={asked} columns={lineColumns(account.currency)} empty={t('noLine')} label={t('lines')} rowId={(l) => String(l.id)} />
      <a href={`#/bank-lines?bankAccountId=${account.id}`}>{t('allLines')}</a>
    </>
  );
}

function Statements({ account }: { readonly account: Account }) {
  const asked = useAsk('banking.listBankStatements', { filter: [{ column: 'bankAccountId', op: 'eq', value: account.id }], limit: SHOWN });
  return (
    <>
      <Rows
        asked={asked}
        columns={statementColumns(account.currency)}
        empty={t('noStatement')}
        label={t('statements')}
        rowId={(s) => s.id}
      />
      <a href={`#/bank-statements?bankAccountId=${account.id}`}>{t('allStatements')}</a>
    </>
  );
}
