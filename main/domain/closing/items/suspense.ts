import { sql } from 'kysely';
import { accountSums, type CloseItem } from '../item.ts';

export const suspense: CloseItem = {
  code: 'suspense',
  area: 'money',
  title: 'Suspense',
  says: 'Accounts that only pass amounts on and have to come back to nothing.',
  mustBeNothing: true,
  owner: 'accountant',
  due: 4,
  rows: (period) => accountSums(period, sql`ar.role in ('suspense', 'currency-exchange')`, sql`b.day <= ${period.to}`),
};
