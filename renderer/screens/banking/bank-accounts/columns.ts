import type { OutputOf } from '../../../client/operations.ts';
import { type Column, negative } from '../../../kit/column.ts';
import { count, day, money } from '../../../kit/format.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

type Account = OutputOf<'banking.listBankAccounts'>['rows'][number];

/** What the bank says, less what is open there, and with what it has not seen, is what stands in the books. */
export const columnsIn = (currency: string): readonly Column<Account>[] => [
  { id: 'name', title: t('name'), grow: true, text: (b) => b.name, link: (b) => `/bank-accounts/${b.id}` },
  { id: 'number', title: t('number'), width: 200, text: (b) => b.number ?? '' },
  { id: 'accountCode', title: t('account'), width: 90, text: (b) => b.accountCode, link: (b) => recordPath(b.accountId) },
  { id: 'balanceOn', title: t('asOf'), width: 100, text: (b) => (b.balanceOn === null ? '' : day(b.balanceOn)) },
  {
    id: 'balance',
    title: t('says', { currency }),
    width: 130,
    numeric: true,
    text: (b) => money(b.balance, currency),
    tone: (b) => negative(b.balance),
    link: (b) => `/bank-statements?bankAccountId=${b.id}`,
  },
  {
    id: 'openLines',
    title: t('openLines'),
    width: 90,
    numeric: true,
    text: (b) => count(b.openLines),
    link: (b) => `/bank-lines?bankAccountId=${b.id}`,
  },
  {
    id: 'open',
    title: t('open', { currency }),
    width: 120,
    numeric: true,
    text: (b) => money(b.open, currency),
    tone: (b) => negative(b.open),
    link: (b) => `/bank-lines?bankAccountId=${b.id}`,
  },
  {
    id: 'unseen',
    title: t('unseen', { currency }),
    width: 150,
    numeric: true,
    text: (b) => money(b.unseen, currency),
    tone: (b) => negative(b.unseen),
    link: (b) => recordPath(b.accountId),
  },
  {
    id: 'ledger',
    title: t('ledger', { currency }),
    width: 140,
    numeric: true,
    text: (b) => money(b.ledger, currency),
    tone: (b) => negative(b.ledger),
    link: (b) => recordPath(b.accountId),
  },
];
