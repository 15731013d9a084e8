/**
 * A list of orders spread over a year: of every ten one is open, one cancelled and eight are completed. They have no lines.
 * @param orders how many
 * @param customers parties of the company that buy in turn
 */
export const ordersOfAYear = (orders: number, customers: number): string => `
  drop trigger sales_order_inserted;
  begin immediate;
  insert into sales_order (id, number, party_id, state, payment, ordered_at, ordered_on, currency, country, price_includes_tax, tax_rounding, amounts, net, tax, total, revision)
  with recursive n (i) as (select 1 union all select i + 1 from n where i < ${orders}),
       party_of (i, id) as (select row_number() over (order by id) - 1, id from party where kind = 'customer')
  select 'so_' || printf('%026d', n.i), printf('SO-2026-%07d', n.i), p.id, case n.i % 10 when 0 then 'open' when 1 then 'cancelled' else 'completed' end, 'on-account',
         strftime('%Y-%m-%dT%H:%M:%S.000Z', 1735689600 + (n.i * 48271 % ${orders}) * 31, 'unixepoch'), date(1735689600 + (n.i * 48271 % ${orders}) * 31, 'unixepoch'),
         'GBP', 'GB', 0, 'line', 'computed', n.i * 7919 % 99991, 0, n.i * 7919 % 99991, 1
  from n join party_of p on p.i = n.i % ${customers};
  commit;
  pragma wal_checkpoint(TRUNCATE);`;
