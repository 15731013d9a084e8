import { sql } from 'kysely';
import { type CloseItem, NO_TEXT } from '../item.ts';

export const locks: CloseItem = {
  code: 'locks',
  area: 'books',
  title: 'Areas not locked',
  says: 'Areas of the books that still take postings into the period.',
  mustBeNothing: true,
  owner: 'accountant',
  due: 6,
  rows: ({ to }) => sql`
    select k.kind as id, k.through as on_day, k.kind as label, '' as detail, ${NO_TEXT} as record, '/periods' as path, 0 as value
    from posting_lock as k where k.kind in ('sales', 'purchases', 'stock', 'bank', 'tax') and k.through < ${to}
      and not exists (select 1 from posting_lock as w where w.kind in ('all', 'hard') and w.through >= ${to})`,
};
