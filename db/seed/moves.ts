/** The second (Unix time) before the first seeded move. */
export const SEEDED_FROM = 1_767_600_000;
/** Seconds from one seeded move to the next: a million of them fill two years. */
export const SEEDED_STEP = 63;

/**
 * Moves of years: two units in, one unit out, over all articles of the first warehouse. Balances follow; costs do not.
 * @param moves how many
 * @param articles items of the company
 */
export const movesOfYears = (moves: number, articles: number): string => `
  begin immediate;
  create temp table place as select (select id from location where kind = 'supplier') as supplier, (select id from location where kind = 'customer') as customer,
    (select id from location where type = 'main' and status = 'sellable' order by code limit 1) as stock;
  create temp table article as select row_number() over (order by sku) - 1 as n, id from item;
  create index temp.article_n on article (n);
  insert into stock_move (id, seq, row_hash, item_id, qty, from_location_id, to_location_id, effective_at, effective_on, source_kind, source_id)
  with recursive n (i) as (select 1 union all select i + 1 from n where i < ${moves})
  select (select max(id) from stock_move) + n.i, 1, 0, a.id, 1 + n.i / ${articles} % 2, case n.i / ${articles} % 2 when 1 then p.supplier else p.stock end,
         case n.i / ${articles} % 2 when 1 then p.stock else p.customer end, strftime('%Y-%m-%dT%H:%M:%S.000Z', ${SEEDED_FROM} + n.i * ${SEEDED_STEP}, 'unixepoch'),
         date(${SEEDED_FROM} + n.i * ${SEEDED_STEP}, 'unixepoch'), 'bench', 'bench'
  from n join article a on a.n = n.i * 7919 % ${articles} cross join place p;
  update stock_balance set on_hand = on_hand + d.qty from (
    select m.item_id, sum(case when m.to_location_id = p.stock then m.qty else -m.qty end) as qty from stock_move m, place p where m.source_kind = 'bench' group by m.item_id) d
   where d.item_id = stock_balance.item_id and stock_balance.location_id = (select stock from place);
  drop table temp.place;
  drop table temp.article;
  commit;
  analyze;
  pragma wal_checkpoint(TRUNCATE);`;
