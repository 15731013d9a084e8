import { sql } from 'kysely';
import type { DoctorCheck } from '../../../engine/context.ts';
import { type SqlFinding, sqlCheck } from '../../sql-check.ts';

/** What picking proves for the whole file. */
export const pickingChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'fulfillment.stagedIsPicked',
    'What stands staged for an order line is what was picked for it, less what was taken back and what left.',
    'staged_goods',
    sql<SqlFinding>`
      select cast(d.line as text) as "row", 'staged goods differ from picks, put-backs and shipments' as message, cast(sum(d.qty) as bigint) as gap
        from (select order_line_id as line, -qty as qty from staged_goods
              union all select order_line_id, picked from pick_task where picked > 0
              union all select order_line_id, -qty from put_back_task
              union all select l.order_line_id, -l.qty from shipment_line l join stock_move m on m.id = l.move_id
                          join warehouse_delivery w on w.staging_location_id = m.from_location_id) d
       group by d.line having sum(d.qty) <> 0
       order by d.line`,
  ),
  sqlCheck(
    'fulfillment.stagingHoldsIt',
    'Staging places hold exactly what is staged for orders and what is to be put back, missing places what nobody has looked for yet.',
    'warehouse_delivery',
    sql<SqlFinding>`
      select d.location_id || ' ' || d.item_id as "row", 'the place holds something else than work says' as message, cast(sum(d.qty) as bigint) as gap
        from (select b.location_id, b.item_id, b.on_hand as qty from stock_balance b
                join warehouse_delivery w on b.location_id in (w.staging_location_id, w.missing_location_id)
              union all select location_id, item_id, -qty from staged_goods
              union all select from_location_id, item_id, -qty from put_back_task where state = 'open'
              union all select w.missing_location_id, m.item_id, -m.qty from missing_goods m
                          join warehouse_delivery w on w.warehouse_id = m.warehouse_id where m.state = 'open') d
       group by d.location_id, d.item_id having sum(d.qty) <> 0
       order by 1`,
  ),
  sqlCheck(
    'fulfillment.stagedLots',
    'Lots that stand staged are what staging holds of them, and for each order line of a tracked item they add up to its staged goods.',
    'staged_lot',
    sql<SqlFinding>`
      select d.name as "row", 'lots and staged goods differ' as message, cast(sum(d.qty) as bigint) as gap
        from (select 'line ' || cast(order_line_id as text) as name, -qty as qty from staged_lot
              union all select 'line ' || cast(s.order_line_id as text), s.qty from staged_goods s join item_tracking t on t.item_id = s.item_id
              union all select b.lot_id || ' ' || b.location_id, b.on_hand from lot_balance b join warehouse_delivery w on b.location_id = w.staging_location_id
              union all select lot_id || ' ' || location_id, -qty from staged_lot
              union all select k.lot_id || ' ' || p.from_location_id, -p.qty from put_back_task p
                          join task_lot k on k.task_kind = 'put-back' and k.task_id = p.id where p.state = 'open') d
       group by d.name having sum(d.qty) <> 0
       order by d.name`,
  ),
  sqlCheck(
    'fulfillment.parcelLots',
    'The lots in a parcel add up to its goods, of every product that is told apart.',
    'parcel_lot',
    sql<SqlFinding>`
      select cast(l.id as text) as "row", 'lots and parcel differ' as message, cast(l.qty - coalesce(p.qty, 0) as bigint) as gap
        from parcel_line l
        join parcel c on c.id = l.parcel_id
        left join (select parcel_id, order_line_id, sum(qty) as qty from parcel_lot group by parcel_id, order_line_id) p
          on p.parcel_id = l.parcel_id and p.order_line_id = l.order_line_id
       where (p.qty is not null and p.qty <> l.qty) or (p.qty is null and c.state in ('open', 'packed') and l.item_id in (select item_id from item_tracking))
       order by l.id`,
  ),
  sqlCheck(
    'fulfillment.tasksAreMoves',
    'Every pick and put-back that was done is one stock move of the same goods.',
    'pick_task',
    sql<SqlFinding>`
      select cast(t.id as text) as "row", 'a task and its stock move differ' as message, cast(t.qty - coalesce(m.qty, 0) as bigint) as gap
        from (select id, move_id, item_id, location_id as from_id, picked as qty from pick_task where picked > 0
              union all select id, move_id, item_id, from_location_id, qty from put_back_task where state = 'done') t
        left join stock_move m on m.id = t.move_id
       where m.id is null or m.qty <> t.qty or m.item_id <> t.item_id or m.from_location_id <> t.from_id
       order by t.id`,
  ),
  sqlCheck(
    'fulfillment.tasksArePromised',
    'Open picks never take more than is promised to their order line in their warehouse.',
    'pick_task',
    sql<SqlFinding>`
      select cast(t.line as text) as "row", 'more is to be picked than is promised' as message, cast(t.qty - coalesce(r.qty, 0) as bigint) as gap
        from (select p.order_line_id as line, x.warehouse_id, sum(p.qty) as qty from pick_task p join wave_order x on x.id = p.wave_order_id
               where p.state = 'open' group by p.order_line_id, x.warehouse_id) t
        left join reservation r on r.subject_kind = 'sales_order' and r.subject_line = t.line and r.warehouse_id = t.warehouse_id
       where t.qty > coalesce(r.qty, 0)
       order by t.line`,
  ),
];
