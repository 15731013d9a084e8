import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { ActionDialog } from '../../../kit/action/ActionDialog.tsx';
import { Actions } from '../../../kit/action/Actions.tsx';
import type { Action } from '../../../kit/action/action.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { useKeys } from '../../../kit/keys.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { linkTo, setQuery, useQuery } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { accept, acceptAll, type Line, onAccount, sureOf, toAccount } from './answers.ts';
import { OpenLines } from './OpenLines.tsx';
import { t } from './text.ts';

/** Lines looked at together; a command matches as many at once. */
const SHOWN = 100;

/** Open lines of a bank account, oldest first, each with what it is likely for. Everything is done by keys, and after a look at what it posts. */
export default function Reconcile() {
  const { output, failure, again } = useAsk('banking.listBankAccounts', {});
  const asked = useQuery('bankAccountId');
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const accounts = output.rows.filter((b) => b.active);
  const account = accounts.find((b) => b.id === asked) ?? accounts.find((b) => b.openLines > 0) ?? accounts[0];
  if (!account)
    return (
      <Page title={t('title')}>
        <EmptyNote title={t('noAccount')} />
        <a href={linkTo('/bank-accounts')}>{t('toAccounts')}</a>
      </Page>
    );
  const choice =
    accounts.length > 1 ? (
      <Tabs
        choose={(id) => setQuery('/reconcile', { bankAccountId: id })}
        label={t('account')}
        options={accounts.map((b) => ({ value: b.id, text: b.name }))}
        value={account.id}
      />
    ) : (
      <span className="quiet">{account.name}</span>
    );
  return <Bench bankAccountId={account.id} beside={choice} key={account.id} />;
}

/** Where somebody stands among the lines. A line that was matched leaves, and the next one takes its place. */
function Bench({ bankAccountId, beside }: { readonly bankAccountId: string; readonly beside: ReactNode }) {
  const currency = useCurrency();
  const { output, failure, again } = useAsk('banking.suggestMatches', { bankAccountId, limit: SHOWN });
  const chart = useAsk('accounting.listAccounts', { limit: 500 }).output;
  const parties = useAsk('parties.listParties', { limit: 200 }).output;
  const [at, setAt] = useState(0);
  const [opened, setOpened] = useState<Action>();
  const lines = useMemo(() => output?.rows ?? [], [output]);
  const here = Math.min(at, Math.max(lines.length - 1, 0));
  const line = lines[here];
  const sure = sureOf(lines).length;
  const open = (nth: number) => {
    const chosen = line?.suggestions[nth];
    if (line && chosen) setOpened(accept(bankAccountId, line, chosen));
  };
  const go = (to: number) => setAt(Math.max(0, Math.min(to, lines.length - 1)));
  useKeys([
    { key: 'j', says: t('next'), run: () => go(here + 1) },
    { key: 'k', says: t('previous'), run: () => go(here - 1) },
    { key: 'ArrowDown', says: t('next'), run: () => go(here + 1) },
    { key: 'ArrowUp', says: t('previous'), run: () => go(here - 1) },
    { key: 'Enter', says: t('acceptKey'), run: () => open(0) },
    { key: 'a', says: t('acceptAllKey'), run: () => sure > 0 && setOpened(acceptAll(bankAccountId, lines)) },
  ]);
  useEffect(() => {
    document.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' });
  });
  const ofLine = (l: Line): readonly Action[] => [
    ...l.suggestions.map((s) => accept(bankAccountId, l, s)),
    toAccount(
      bankAccountId,
      l,
      currency,
      (chart?.rows ?? [])
        .filter((a) => !a.openItems && a.managedBy === null && a.active)
        .map((a) => ({ value: a.id, text: `${a.code} ${a.name}` })),
    ),
    onAccount(
      bankAccountId,
      l,
      currency,
      (parties?.rows ?? []).map((p) => ({ value: p.id, text: p.name })),
    ),
  ];
  return (
    <Page actions={sure > 0 ? <Actions actions={[acceptAll(bankAccountId, lines)]} /> : null} beside={beside} title={t('title')}>
      {failure && !output ? (
        <FailureNote again={again} failure={failure} />
      ) : !output ? (
        <Waiting />
      ) : lines.length === 0 ? (
        <EmptyNote title={t('empty')} />
      ) : (
        <>
          <OpenLines actions={ofLine} at={here} choose={setAt} currency={currency} lines={lines} />
          {output.more ? <p className="quiet">{t('more', { count: SHOWN })}</p> : null}
        </>
      )}
      {opened ? <ActionDialog action={opened} close={() => setOpened(undefined)} /> : null}
    </Page>
  );
}
