import { sql } from 'kysely';
import { OUTGOING_ROLE } from '../../accounting/index.ts';
import { type CloseItem, ofRole, openItems } from '../item.ts';

export const paymentsOnWay: CloseItem = {
  code: 'payments-on-way',
  area: 'money',
  title: 'Payments on their way',
  says: 'Payments sent to suppliers in the period or before that no line of the bank has shown, and those the bank gave back after it had.',
  owner: 'accountant',
  due: 4,
  rows: ({ to }) => openItems(sql`${ofRole(OUTGOING_ROLE)} and i.opened_on <= ${to}`),
};
