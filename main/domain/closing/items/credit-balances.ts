import { sql } from 'kysely';
import { type CloseItem, ofRole, openItems } from '../item.ts';

export const creditBalances: CloseItem = {
  code: 'credit-balances',
  area: 'sales',
  title: 'Customers in credit, suppliers in debit',
  says: 'What is owed to customers, and what suppliers owe: refund it, match it, or leave it with a reason.',
  owner: 'accountant',
  due: 4,
  rows: ({ to }) =>
    openItems(sql`i.opened_on <= ${to}
      and ((${ofRole('receivable')} and i.residual < 0) or (${ofRole('payable')} and i.residual > 0))`),
};
