import { sql } from 'kysely';
import { accountSums, type CloseItem } from '../item.ts';

export const tax: CloseItem = {
  code: 'tax',
  area: 'tax',
  title: 'Tax of the period',
  says: 'What was posted to the tax accounts in the period: compare it with the return.',
  owner: 'accountant',
  due: 5,
  rows: (period) =>
    accountSums(period, sql`ar.role in ('output-tax', 'input-tax')`, sql`b.day >= ${period.from} and b.day <= ${period.to}`),
};
