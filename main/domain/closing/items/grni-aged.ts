import { sql } from 'kysely';
import { addDays } from '../../../../preload/contract/values/day.ts';
import { type CloseItem, ofRole, openItems } from '../item.ts';

const AGED_DAYS = 60;

export const grniAged: CloseItem = {
  code: 'grni-aged',
  area: 'purchases',
  title: 'Received long ago, not invoiced',
  says: 'Goods received 60 days or more before the end of the period whose bill has not come.',
  owner: 'purchasing',
  due: 3,
  rows: ({ to }) => openItems(sql`${ofRole('grni')} and i.residual < 0 and i.opened_on <= ${addDays(to, -AGED_DAYS)}`),
};
