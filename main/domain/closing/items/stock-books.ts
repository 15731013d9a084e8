import { sql } from 'kysely';
import { type CloseItem, NO_TEXT } from '../item.ts';

export const stockBooks: CloseItem = {
  code: 'stock-books',
  area: 'stock',
  title: 'Stock equals the books',
  says: 'Inventory accounts that differ from the cost of the goods in them.',
  mustBeNothing: true,
  owner: 'accountant',
  due: 1,
  rows: () => sql`
    select g.id as id, ${NO_TEXT} as on_day, g.code as label, g.name as detail, g.id as record, ${NO_TEXT} as path, g.value as value
    from (select a.id, a.code, a.name,
        cast(coalesce((select sum(p.value) from cost_pool_balance as p join valuation_area as v on v.id = p.area_id where v.account_id = a.id), 0)
          - coalesce((select sum(b.amount) from account_balance as b where b.account_id = a.id), 0) as bigint) as value
      from account as a where a.id in (select v.account_id from valuation_area as v)) as g
    where g.value <> 0`,
};
