import { sql } from 'kysely';
import { type CloseItem, NO_TEXT } from '../item.ts';

export const ordersNotImported: CloseItem = {
  code: 'orders-not-imported',
  area: 'sales',
  title: 'Channel records not taken in',
  says: 'Records channels delivered by the end of the period that became no order: orders per day equal what was imported once there are none.',
  mustBeNothing: true,
  owner: 'ops-manager',
  due: 1,
  rows: ({ to }) => sql`
    select cast(x.id as text) as id, substr(x.placed_at, 1, 10) as on_day, x.external_id as label, c.name as detail, ${NO_TEXT} as record,
      '/inbox/' || cast(x.id as text) as path, x.amount as value
    from inbox as x join channel as c on c.id = x.channel_id
    where x.state in ('new', 'unresolved', 'parked') and substr(x.placed_at, 1, 10) <= ${to}`,
};
