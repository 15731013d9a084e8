import { sql } from 'kysely';
import { type CloseItem, ofRole, openItems } from '../item.ts';

export const receivablesOverdue: CloseItem = {
  code: 'receivables-overdue',
  area: 'sales',
  title: 'Receivables past due',
  says: 'What customers owe and should have paid by the end of the period.',
  owner: 'accountant',
  due: 4,
  rows: ({ to }) => {
    // Of an invoice in instalments what falls due after the period is not late.
    const late = sql`(i.residual - coalesce((select min(n.later) from item_instalment as n
      where n.account_id = i.account_id and n.item_key = i.item_key and n.due_on <= ${to}), 0))`;
    return openItems(sql`${ofRole('receivable')} and i.residual > 0 and coalesce(i.due_on, i.opened_on) <= ${to} and ${late} > 0`, late);
  },
};
