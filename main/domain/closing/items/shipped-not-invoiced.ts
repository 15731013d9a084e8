import { sql } from 'kysely';
import { type CloseItem, NO_TEXT } from '../item.ts';

export const shippedNotInvoiced: CloseItem = {
  code: 'shipped-not-invoiced',
  area: 'sales',
  title: 'Shipped, not invoiced',
  says: 'Goods that left by the end of the period and stand on no invoice, at the net price of their order.',
  owner: 'ops-manager',
  due: 2,
  rows: ({ to }) => sql`
    select o.id as id, o.ordered_on as on_day, o.number as label, p.name as detail, o.id as record, ${NO_TEXT} as path,
      cast(sum((l.net - l.net_invoiced - l.net_cancelled) * (l.qty_shipped - l.qty_invoiced) / (l.qty - l.qty_invoiced - l.qty_cancelled)) as bigint) as value
    from sales_order as o join sales_order_line as l on l.order_id = o.id join party as p on p.id = o.party_id
    where o.state = 'open' and l.qty_shipped > l.qty_invoiced
      and exists (select 1 from shipment as s where s.order_id = o.id and s.state = 'shipped' and s.shipped_on <= ${to})
    group by o.id, o.ordered_on, o.number, p.name`,
};
