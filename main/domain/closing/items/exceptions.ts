import { sql } from 'kysely';
import { type CloseItem, NO_TEXT } from '../item.ts';

export const exceptions: CloseItem = {
  code: 'exceptions',
  area: 'sales',
  title: 'Channel exceptions',
  says: 'What came from channels by the end of the period and waits for somebody to decide.',
  mustBeNothing: true,
  owner: 'ops-manager',
  due: 1,
  rows: ({ to }) => sql`
    select cast(x.id as text) as id, substr(x.opened_at, 1, 10) as on_day, x.subject as label, x.detail as detail, ${NO_TEXT} as record,
      '/exceptions' as path, x.amount as value
    from channel_exception as x where x.closed_at is null and substr(x.opened_at, 1, 10) <= ${to}`,
};
