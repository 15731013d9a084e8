import { sql } from 'kysely';
import { setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { CommitCheck, DoctorCheck } from '../../engine/context.ts';
import { type SqlFinding, sqlCheck } from '../sql-check.ts';

/** What this room proves: at the end of every command for what it touched, and by the doctor for the whole file. */

/** Order lines of these shipment lines that count something else as shipped than their shipments carry. */
const miscounted = setStatement<DB>()({ id: 'int' }, (db, w) =>
  db
    .selectFrom((eb) =>
      eb.selectFrom(w).crossJoin('shipment_line as t').whereRef('t.id', '=', 'w.id').select('t.order_line_id').distinct().as('touched'),
    )
    .innerJoin('sales_order_line as o', 'o.id', 'touched.order_line_id')
    .innerJoin('shipment_line as l', 'l.order_line_id', 'o.id')
    .innerJoin('shipment as s', 's.id', 'l.shipment_id')
    .where('s.state', '=', 'shipped')
    .groupBy(['o.id', 'o.qty_shipped'])
    .having((eb) => eb(eb.fn.sum('l.qty'), '<>', eb.ref('o.qty_shipped')))
    .select('o.id'),
);

/** What an order line counts as shipped is what its shipments carry. */
const shippedIsCounted: CommitCheck = {
  name: 'fulfillment.shippedIsCounted',
  tables: ['shipment_line'],
  async run({ tx }, { records }) {
    const ids = [...(records.get('shipment_line') ?? [])].map((id) => ({ id: Number(id) }));
    const rows = await tx.runFor(miscounted, ids);
    return rows.map((r) => `sales_order_line ${r.id}: qty_shipped is not what its shipments carry`);
  },
};

export const commitChecks: readonly CommitCheck[] = [shippedIsCounted];

export const doctorChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'fulfillment.setsKeptWhole',
    'Packs and kits are promised whole in each warehouse: no component is kept beyond what makes whole sets with the others.',
    'sales_order_set',
    sql<SqlFinding>`
      with kept as (
        select k.line, k.warehouse_id, sum(k.reserved) as reserved, sum(k.staged) as staged
          from (select subject_line as line, warehouse_id, qty as reserved, 0 as staged from reservation where subject_kind = 'sales_order'
                union all
                select order_line_id, warehouse_id, 0, qty from staged_goods) k
         group by k.line, k.warehouse_id),
      places as (select distinct m.set_id, k.warehouse_id from kept k join sales_order_set_line m on m.order_line_id = k.line),
      parts as (
        select p.set_id, p.warehouse_id, m.order_line_id, m.per_set, coalesce(k.reserved, 0) as reserved, coalesce(k.staged, 0) as staged
          from places p
          join sales_order_set_line m on m.set_id = p.set_id
          left join kept k on k.line = m.order_line_id and k.warehouse_id = p.warehouse_id),
      whole as (
        select set_id, warehouse_id, min(cast(reserved + staged as bigint) / per_set) as sets from parts group by set_id, warehouse_id)
      select cast(p.order_line_id as text) as "row", 'a component is promised without the rest of its set' as message,
             cast(p.reserved - w.sets * p.per_set as bigint) as gap
        from parts p
        join whole w on w.set_id = p.set_id and w.warehouse_id = p.warehouse_id
       where p.reserved > 0 and p.reserved + p.staged > w.sets * p.per_set and p.reserved > case when w.sets * p.per_set > p.staged then w.sets * p.per_set - p.staged else 0 end
       order by p.order_line_id`,
  ),
  sqlCheck(
    'fulfillment.linesAreMoves',
    'Every shipment line is one stock move of the same goods, and every move of a shipment has its line.',
    'shipment_line',
    sql<SqlFinding>`
      select cast(l.id as text) as "row", 'shipment line and stock move differ' as message, cast(l.qty - coalesce(m.qty, 0) as bigint) as gap
        from shipment_line l
        left join stock_move m on m.id = l.move_id and m.source_kind = 'shipment'
       where l.move_id is not null and (m.id is null or l.qty <> m.qty or l.item_id <> m.item_id or l.shipment_id <> m.source_id)
      union all
      select 'move ' || cast(m.id as text), 'a move of a shipment has no shipment line', -m.qty
        from stock_move m
       where m.source_kind = 'shipment' and m.id not in (select move_id from shipment_line where move_id is not null)
       order by 1`,
  ),
  sqlCheck(
    'fulfillment.shippedIsCounted',
    'What an order line counts as shipped is the sum of its shipment lines.',
    'sales_order_line',
    sql<SqlFinding>`
      select cast(o.id as text) as "row", 'qty_shipped differs from the shipments' as message, cast(o.qty_shipped - coalesce(s.qty, 0) as bigint) as gap
        from sales_order_line o
        left join (select l.order_line_id, sum(l.qty) as qty from shipment_line l join shipment h on h.id = l.shipment_id
                    where h.state = 'shipped' group by l.order_line_id) s on s.order_line_id = o.id
       where o.qty_shipped <> coalesce(s.qty, 0)
       order by o.id`,
  ),
  sqlCheck(
    'fulfillment.costIsPosted',
    'The entry of every shipment moves exactly the cost its goods took out of stock.',
    'shipment',
    sql<SqlFinding>`
      select s.id as "row", 'the entry differs from the cost of the goods' as message, cast(coalesce(e.debit, 0) - coalesce(v.value, 0) as bigint) as gap
        from shipment s
        left join journal_seal e on e.id = s.entry_id
        left join (select l.shipment_id, -sum(v.value) as value from shipment_line l join valuation_line v on v.move_id = l.move_id and v.kind = 'out'
                    group by l.shipment_id) v on v.shipment_id = s.id
       where coalesce(e.debit, 0) <> coalesce(v.value, 0)
       order by s.id`,
  ),
  sqlCheck(
    'fulfillment.promisesAreWanted',
    'No order keeps and holds picked more stock than it still has to ship, and no closed order any.',
    'reservation',
    sql<SqlFinding>`
      select cast(l.id as text) as "row", 'more is kept for this order line than it wants' as message,
             cast(r.qty - case when o.state = 'open' then l.qty - l.qty_shipped - l.qty_cancelled else 0 end as bigint) as gap
        from (select k.line, sum(k.qty) as qty
                from (select subject_line as line, qty from reservation where subject_kind = 'sales_order'
                      union all select order_line_id, qty from staged_goods) k group by k.line) r
        join sales_order_line l on l.id = r.line
        join sales_order o on o.id = l.order_id
       where r.qty > case when o.state = 'open' then l.qty - l.qty_shipped - l.qty_cancelled else 0 end
       order by l.id`,
  ),
];
