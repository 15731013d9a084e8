import type { Column } from '../../../kit/column.ts';
import { money, words } from '../../../kit/format.ts';
import { withQuery } from '../../../kit/route.ts';
import type { BalanceRow } from './store.ts';

const amount = (id: 'opening' | 'debit' | 'credit' | 'balance', title: string, currency: string): Column<BalanceRow> => ({
  id,
  title,
  width: 140,
  numeric: true,
  text: (row) => money(row[id], currency),
});

/** Debit positive, credit negative, company currency. A credit balance is nothing to worry about here, so no colour. */
export const columns = (currency: string, days: { readonly from: string; readonly to: string }): readonly Column<BalanceRow>[] => [
  {
    id: 'code',
    title: 'Account',
    width: 170,
    text: (r) => r.code,
    link: (r) => (r.code === '' ? undefined : withQuery(`/accounts/${r.accountId}`, days)),
  },
  { id: 'name', title: 'Name', grow: true, text: (r) => r.name },
  { id: 'type', title: 'Type', width: 110, text: (r) => words(r.type) },
  amount('opening', 'Opening', currency),
  amount('debit', 'Debit', currency),
  amount('credit', 'Credit', currency),
  amount('balance', 'Balance', currency),
];
