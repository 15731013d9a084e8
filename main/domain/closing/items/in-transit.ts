import { sql } from 'kysely';
import { type CloseItem, NO_TEXT } from '../item.ts';

export const inTransit: CloseItem = {
  code: 'in-transit',
  area: 'stock',
  title: 'Goods under way',
  says: 'Transfers sent by the end of the period that have not arrived.',
  owner: 'warehouse',
  due: 2,
  rows: ({ to }) => sql`
    select d.id as id, d.happened_on as on_day, d.number as label, d.memo as detail, d.id as record, ${NO_TEXT} as path,
      cast(coalesce((select sum(l.amount) from journal_line as l where l.entry_id = d.entry_id and l.amount > 0), 0) as bigint) as value
    from stock_document as d where d.state = 'shipped' and d.kind = 'transfer' and d.happened_on <= ${to}`,
};
