import { sql } from 'kysely';
import { type CloseItem, NO_TEXT } from '../item.ts';

export const invoicedNotShipped: CloseItem = {
  code: 'invoiced-not-shipped',
  area: 'sales',
  title: 'Invoiced, not shipped',
  says: 'What was invoiced by the end of the period and waits for its goods: revenue that is deferred.',
  owner: 'ops-manager',
  due: 2,
  // Not `kind = 'invoice'`: without statistics that would have SQLite walk all invoices of the period for every open order.
  rows: ({ to }) => sql`
    select o.id as id, o.ordered_on as on_day, o.number as label, p.name as detail, o.id as record, ${NO_TEXT} as path,
      cast(-sum(l.net_deferred) as bigint) as value
    from sales_order as o join sales_order_line as l on l.order_id = o.id join party as p on p.id = o.party_id
    where o.state = 'open' and l.net_deferred <> 0
      and exists (select 1 from invoice as n where n.order_id = o.id and n.kind <> 'credit-note' and n.issued_on <= ${to})
    group by o.id, o.ordered_on, o.number, p.name`,
};
