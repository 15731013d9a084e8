import type { OutputOf } from '../../../client/operations.ts';
import { type Action, type Ask, action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { moment, words } from '../../../kit/format.ts';
import { Rows } from '../../../kit/Rows.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import type { Party } from './store.ts';
import { t } from './text.ts';

export type PaidTo = OutputOf<'parties.listBankAccounts'>['rows'];

const columns: readonly Column<PaidTo[number]>[] = [
  { id: 'holder', title: t('holder'), grow: true, text: (a) => a.holder },
  { id: 'number', title: t('accountNumber'), width: 260, text: (a) => a.number },
  { id: 'bank', title: t('bank'), width: 140, text: (a) => a.bankCode ?? '' },
  { id: 'kind', title: t('kind'), width: 120, text: (a) => words(a.accountKind ?? a.kind) },
  { id: 'since', title: t('since'), width: 165, text: (a) => moment(a.since) },
  {
    id: 'state',
    title: t('state'),
    width: 200,
    dot: true,
    text: (a) => (a.ended === null ? t('current') : t('ended', { at: moment(a.ended) })),
    tone: (a) => (a.ended === null ? 'good' : 'quiet'),
  },
];

/** Accounts a supplier is and was paid to. */
export function Accounts({ partyId }: { readonly partyId: string }) {
  const asked = useAsk('parties.listBankAccounts', { partyId });
  return <Rows asked={asked} columns={columns} empty={t('noAccount')} label={t('accounts')} rowId={(a) => a.id} />;
}

const IBAN_ASKS: readonly Ask[] = [
  { name: 'iban', label: t('iban'), kind: 'text' },
  { name: 'bic', label: t('bic'), kind: 'text', optional: true },
];
const US_ASKS: readonly Ask[] = [
  { name: 'routing', label: t('routing'), kind: 'text' },
  { name: 'number', label: t('accountNumber'), kind: 'text' },
  {
    name: 'account',
    label: t('kind'),
    kind: 'choice',
    start: 'checking',
    options: (['checking', 'savings'] as const).map((value) => ({ value, text: words(value) })),
  },
];

/** Naming the first account, changing it (a second person approves), and stopping it; in the form of the country the company pays from. */
export function accountActions(party: Party, accounts: PaidTo | undefined, home: string): readonly Action[] {
  if (accounts === undefined || (party.kind !== 'supplier' && party.kind !== 'both')) return [];
  const expect = [{ id: party.id, revision: party.revision }];
  const us = home === 'USD';
  const first = accounts.length === 0;
  const holder: Ask = { name: 'holder', label: t('holder'), kind: 'text', optional: true, hint: t('holderHint', { name: party.name }) };
  const named = {
    asks: [...(us ? US_ASKS : IBAN_ASKS), holder],
    input: ({ iban = '', bic, routing = '', number = '', account, holder: owner }: Readonly<Record<string, string>>) => {
      const whose = owner === undefined ? {} : { holder: owner };
      const kind = account === 'savings' ? ('savings' as const) : ('checking' as const);
      const to = us
        ? { kind: 'aba' as const, routing, number, account: kind, ...whose }
        : { kind: 'iban' as const, iban, ...(bic === undefined ? {} : { bic }), ...whose };
      return { partyId: party.id, to };
    },
    expect,
  };
  return [
    first
      ? action({ verb: t('addAccount'), operation: 'parties.addBankAccount', ...named })
      : action({ verb: t('changeAccount'), operation: 'parties.changeBankAccount', ...named, grave: true }),
    ...(accounts.some((a) => a.ended === null)
      ? [
          action({
            verb: t('stopAccount'),
            operation: 'parties.stopBankAccount',
            input: () => ({ partyId: party.id }),
            expect,
            grave: true,
          }),
        ]
      : []),
  ];
}
