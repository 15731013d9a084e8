import { useState } from 'react';
import { addDays } from '../../../../preload/contract/values/day.ts';
import { newId } from '../../../client/new-id.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import type { Draft } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { DayField } from '../../../kit/form/fields.tsx';
import { useForm } from '../../../kit/form/use-form.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go, linkTo, setQuery, useQuery } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { Proposal } from './Proposal.tsx';
import { t } from './text.ts';

type Account = OutputOf<'banking.listBankAccounts'>['rows'][number];
/** How far ahead what falls due is proposed at first: a week, as runs are made once a week. */
const AHEAD = 7;

/** What is due to suppliers, chosen and made into a payment run after a look at what it does. */
export default function NewPaymentRun() {
  const { output, failure, again } = useAsk('banking.listBankAccounts', {});
  const today = useAsk('engine.status', {}).output?.today;
  const asked = useQuery('bankAccountId');
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output || today === undefined) return <Waiting />;
  const accounts = output.rows.filter((b) => b.active && b.payer !== null);
  const account = accounts.find((b) => b.id === asked) ?? accounts[0];
  if (!account)
    return (
      <Page title={t('title')}>
        <EmptyNote title={t('noPayer')} />
        <a href={linkTo('/bank-accounts')}>{t('toAccounts')}</a>
      </Page>
    );
  const beside =
    accounts.length > 1 ? (
      <Tabs
        choose={(bankAccountId) => setQuery('/payment-runs/new', { bankAccountId })}
        label={t('account')}
        options={accounts.map((b) => ({ value: b.id, text: b.name }))}
        value={account.id}
      />
    ) : (
      <span className="quiet">{account.name}</span>
    );
  return (
    <Page beside={beside} title={t('title')}>
      <RunForm account={account} key={account.id} today={today} />
    </Page>
  );
}

/** The form keeps what is left out; everything else that can be paid is in the run. */
function RunForm({ account, today }: { readonly account: Account; readonly today: string }) {
  const [id] = useState(() => newId('prn'));
  const [days, setDays] = useState({ payOn: today, through: addDays(today, AHEAD) });
  const question = days.payOn === '' || days.through === '' ? undefined : { bankAccountId: account.id, ...days };
  const asked = useAsk('banking.proposePayments', question);
  const rows = asked.output?.rows ?? [];
  const read = ({ fields, lines }: Draft) => {
    const left = new Set(lines.map((l) => l['id']));
    const chosen = rows.filter((p) => p.problem === null && !left.has(p.id));
    const bills = chosen.flatMap((p) => (p.kind === 'bill' ? [p.id] : []));
    if (bills.length === 0) return { wrong: { payOn: t('oneBill') } };
    const credits = chosen.flatMap((p) => (p.kind === 'credit' ? [p.id] : []));
    return { input: { id, bankAccountId: account.id, payOn: fields['payOn'] ?? today, through: days.through, bills, credits } };
  };
  const form = useForm({
    verb: t('verb'),
    operation: 'banking.createPaymentRun',
    start: { fields: days, lines: [] },
    read,
    concerns: { field: { 'banking.payDayPassed': 'payOn' } },
    done: () => go(`/payment-runs/${id}`),
  });
  const { fields, lines } = form.draft;
  const typed = { payOn: fields['payOn'] ?? '', through: fields['through'] ?? '' };
  if (typed.payOn !== days.payOn || typed.through !== days.through) setDays(typed);
  const turn = (billId: string, paid: boolean) =>
    form.setLines(paid ? lines.filter((l) => l['id'] !== billId) : [...lines, { id: billId }]);
  return (
    <Form back="/payment-runs" form={form}>
      <div className="form-fields">
        <DayField first form={form} label={t('payOn')} name="payOn" />
        <DayField form={form} label={t('through')} name="through" />
      </div>
      {asked.failure ? <FailureNote again={asked.again} failure={asked.failure} /> : null}
      {asked.output?.more ? <p className="notice">{t('more')}</p> : null}
      {asked.output && rows.length === 0 ? <EmptyNote title={t('nothing')} /> : null}
      {rows.length > 0 ? (
        <Proposal currency={account.currency} left={new Set(lines.flatMap((l) => l['id'] ?? []))} rows={rows} turn={turn} />
      ) : null}
    </Form>
  );
}
