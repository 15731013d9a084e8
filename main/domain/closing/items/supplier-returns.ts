import { sql } from 'kysely';
import { type CloseItem, ofRole, openItems } from '../item.ts';

export const supplierReturns: CloseItem = {
  code: 'supplier-returns',
  area: 'purchases',
  title: 'Returned to suppliers, not credited',
  says: 'Goods given back by the end of the period for which no credit came.',
  owner: 'purchasing',
  due: 3,
  rows: ({ to }) => openItems(sql`${ofRole('grni-returns')} and i.opened_on <= ${to}`),
};
