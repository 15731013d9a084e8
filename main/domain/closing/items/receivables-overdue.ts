import { sql } from 'kysely';
import { type CloseItem, ofRole, openItems } from '../item.ts';

export const receivablesOverdue: CloseItem = {
  code: 'receivables-overdue',
  area: 'sales',
  title: 'Receivables past due',
  says: 'What customers owe and should have paid by the end of the period.',
  owner: 'accountant',
  due: 4,
  rows: ({ to }) => openItems(sql`${ofRole('receivable')} and i.residual > 0 and coalesce(i.due_on, i.opened_on) <= ${to}`),
};
