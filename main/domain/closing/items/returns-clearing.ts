import { sql } from 'kysely';
import { type CloseItem, ofRole, openItems } from '../item.ts';

export const returnsClearing: CloseItem = {
  code: 'returns-clearing',
  area: 'sales',
  title: 'Returns between goods and credit',
  says: 'Returns of the period or before whose goods or whose credit is missing.',
  owner: 'warehouse',
  due: 3,
  rows: ({ to }) => openItems(sql`${ofRole('returns-clearing')} and i.opened_on <= ${to}`),
};
