import type { Column } from '../../../kit/column.ts';
import { day, money, words } from '../../../kit/format.ts';
import { withQuery } from '../../../kit/route.ts';
import type { BalanceRow } from './store.ts';
import { t } from './text.ts';

const amount = (id: 'opening' | 'debit' | 'credit' | 'balance', currency: string): Column<BalanceRow> => ({
  id,
  title: t(id),
  width: 140,
  numeric: true,
  text: (row) => money(row[id], currency),
});

/** Debit positive, credit negative, company currency. A credit balance is nothing to worry about here, so no colour. */
export const columns = (
  currency: string,
  days: { readonly from: string; readonly to: string },
  comparedOn: string | null | undefined,
): readonly Column<BalanceRow>[] => [
  {
    id: 'code',
    title: t('account'),
    width: 170,
    text: (r) => r.code,
    link: (r) => (r.code === '' ? undefined : withQuery(`/accounts/${r.accountId}`, days)),
  },
  { id: 'name', title: t('name'), grow: true, text: (r) => r.name },
  { id: 'type', title: t('type'), width: 110, text: (r) => words(r.type) },
  amount('opening', currency),
  amount('debit', currency),
  amount('credit', currency),
  amount('balance', currency),
  ...(comparedOn
    ? [
        {
          id: 'compared',
          title: day(comparedOn),
          width: 140,
          numeric: true,
          text: (row: BalanceRow) => money(row.compared ?? 0, currency),
          link: (row: BalanceRow) => (row.code === '' ? undefined : withQuery(`/accounts/${row.accountId}`, { to: comparedOn })),
        },
      ]
    : []),
];
