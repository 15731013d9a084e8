import { sql } from 'kysely';
import { accountSums, type CloseItem } from '../item.ts';

export const channelClearing: CloseItem = {
  code: 'channel-clearing',
  area: 'money',
  title: 'Money held by channels',
  says: 'What each clearing account carried at the end of the period: captured by a channel and not paid out.',
  owner: 'accountant',
  due: 4,
  rows: (period) => accountSums(period, sql`ar.role = 'clearing' or ar.role like 'clearing/%'`, sql`b.day <= ${period.to}`),
};
