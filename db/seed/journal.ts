/**
 * Orders of a year as entries of five lines, each in one of eight sets of dimensions; nine of ten are paid two weeks later, through a channel
 * or, every twentieth, into the bank. Balances and open items are added up from the lines. The temporary table `posted` stays for `tradeOfJournal`.
 * @param orders how many; ten of them leave 68 lines
 */
export const journalOfAYear = (orders: number): string => `
  drop trigger journal_line_sealed;
  begin immediate;
  pragma defer_foreign_keys = on;
  create temp table role_of as select r.role, r.account_id from account_role r;
  insert into dimension_set (id, channel_id, warehouse_id, key)
    with recursive n (i) as (select 1 union all select i + 1 from n where i < 8)
    select 1000 + i, 'chn_' || (i % 4), 'wh_' || ((i - 1) / 4), 'chn_' || (i % 4) || '|wh_' || ((i - 1) / 4) from n;
  create temp table posted as
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${orders})
    select n.*, min(date(on_day, '+14 days'), '2025-12-31') as paid_on from (select i, date(1735689600 + (i * 48271 % ${orders}) * 31536000 / ${orders}, 'unixepoch') as on_day, i * 7919 % 9973 + 100 as net from n) as n;
  insert into journal_entry (id, seq, row_hash, journal_code, number, posted_on, document_on, source_kind, source_id, memo)
    select 1000000 + i, 1, 0, 'SAL', printf('SAL-2025-%07d', i), on_day, on_day, 'invoice', 'inv_' || i, 'Invoice' from posted
    union all
    select 9000000 + i, 1, 0, 'BNK', printf('BNK-2025-%07d', i), paid_on, paid_on, 'payment', 'pay_' || i, 'Receipt' from posted where i % 10 <> 0;
  insert into journal_line (id, seq, row_hash, entry_id, line_no, account_id, posted_on, amount, doc_currency, doc_amount, item_key, dimension_id)
    select row_number() over () + 1000000, 1, 0, p.entry, l.no, r.account_id, p.on_day, l.sign * p.net / l.part, 'GBP', l.sign * p.net / l.part,
           case when r.role = 'receivable' then 'inv_' || p.i end, 1001 + p.i % 8
    from (select i, 1000000 + i as entry, on_day, net * 60 as net, 0 as kind from posted
          union all select i, 9000000 + i, paid_on, net * 60, case when i % 20 = 5 then 1 else 2 end from posted where i % 10 <> 0) p
    join (select 0 as kind, 1 as no, 'receivable' as role, 6 as sign, 5 as part union all select 0, 2, 'revenue', -1, 1 union all select 0, 3, 'output-tax', -1, 5
          union all select 0, 4, 'cogs', 1, 2 union all select 0, 5, 'inventory-transit', -1, 2
          union all select 1, 1, 'bank', 6, 5 union all select 1, 2, 'receivable', -6, 5
          union all select 2, 1, 'clearing', 6, 5 union all select 2, 2, 'receivable', -6, 5) l on l.kind = p.kind
    join role_of r on r.role = l.role;
  insert into journal_seal (id, seq, row_hash, line_count, debit)
    select entry_id, 1, 0, count(*), sum(max(amount, 0)) from journal_line where entry_id >= 1000000 group by entry_id;
  insert into account_balance (account_id, day, dimension_id, amount, debit, lines)
    select account_id, posted_on, dimension_id, sum(amount), sum(max(amount, 0)), count(*) from journal_line where entry_id >= 1000000 group by 1, 2, 3;
  insert into open_item (account_id, item_key, party_id, currency, opened_on, due_on, residual, doc_residual)
    select account_id, item_key, null, 'GBP', min(posted_on), date(min(posted_on), '+30 days'), sum(amount), sum(amount)
    from journal_line where item_key like 'inv_%' group by 1, 2;
  commit;
  pragma wal_checkpoint(TRUNCATE);`;

/**
 * Orders and invoices of the entries `journalOfAYear` wrote on the same connection; every hundredth order is open, half of those are invoiced and not shipped.
 * @param partyId customer of all of them
 */
export const tradeOfJournal = (partyId: string): string => `
  drop trigger sales_order_inserted; drop trigger sales_order_line_inserted; drop trigger invoice_inserted;
  begin immediate;
  insert into sales_order (id, number, party_id, state, payment, ordered_at, ordered_on, currency, country, tax_rounding, amounts, net, tax, total)
    select 'so_' || i, printf('SO-2025-%07d', i), '${partyId}', case when i % 100 = 0 then 'open' else 'completed' end, 'on-account',
           on_day || 'T09:00:00.000Z', on_day, 'GBP', 'GB', 'document', 'received', net * 60, net * 12, net * 72 from posted;
  insert into sales_order_line (id, order_id, line_no, kind, sku, title, qty, unit_price_micros, net, tax, total, revenue_role, qty_invoiced, net_invoiced, tax_invoiced, qty_deferred, net_deferred)
    select 1000000 + i, 'so_' || i, 1, 'charge', 'CHARGE', 'Charge', 1, net * 600000, net * 60, net * 12, net * 72, 'revenue',
           i / 100 % 2, net * 60 * (i / 100 % 2), net * 12 * (i / 100 % 2), i / 100 % 2, net * 60 * (i / 100 % 2) from posted where i % 100 = 0;
  insert into invoice (id, number, kind, order_id, party_id, issued_on, currency, net, tax, total, entry_id)
    select 'inv_' || i, printf('INV-2025-%07d', i), 'invoice', 'so_' || i, '${partyId}', on_day, 'GBP', net * 60, net * 12, net * 72, 1000000 + i from posted;
  commit;
  pragma wal_checkpoint(TRUNCATE);`;
