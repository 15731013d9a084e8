import { sql } from 'kysely';
import { type CloseItem, NO_TEXT } from '../item.ts';

export const zeroCost: CloseItem = {
  code: 'zero-cost',
  area: 'stock',
  title: 'Stock without a cost',
  says: 'Goods on hand that cost nothing according to the books.',
  mustBeNothing: true,
  owner: 'warehouse',
  due: 3,
  rows: () => sql`
    select p.item_id || '/' || p.area_id as id, ${NO_TEXT} as on_day, i.sku as label, a.name as detail, i.id as record, ${NO_TEXT} as path, 0 as value
    from cost_pool_balance as p join item as i on i.id = p.item_id join valuation_area as a on a.id = p.area_id
    where p.qty > 0 and p.value = 0`,
};
