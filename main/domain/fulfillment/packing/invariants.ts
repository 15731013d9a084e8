import { sql } from 'kysely';
import type { DoctorCheck } from '../../../engine/context.ts';
import { type SqlFinding, sqlCheck } from '../../sql-check.ts';

/** What packing proves for the whole file. */
export const packingChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'fulfillment.parcelsAreStaged',
    'Parcels that have not left hold no more of an order line than stands picked for it.',
    'parcel',
    sql<SqlFinding>`
      select cast(d.line as text) as "row", 'more lies in parcels than stands picked' as message, cast(d.qty - coalesce(s.qty, 0) as bigint) as gap
        from (select l.order_line_id as line, p.warehouse_id, sum(l.qty) as qty from parcel p join parcel_line l on l.parcel_id = p.id
               where p.state in ('open', 'packed') group by l.order_line_id, p.warehouse_id) d
        left join (select order_line_id, warehouse_id, sum(qty) as qty from staged_goods group by order_line_id, warehouse_id) s
          on s.order_line_id = d.line and s.warehouse_id = d.warehouse_id
       where d.qty > coalesce(s.qty, 0)
       order by d.line`,
  ),
  sqlCheck(
    'fulfillment.parcelsAreShipments',
    'A parcel that left is a shipment of the same goods.',
    'parcel',
    sql<SqlFinding>`
      select d.parcel_id as "row", 'parcel and shipment hold different goods' as message, cast(sum(d.qty) as bigint) as gap
        from (select l.parcel_id, l.order_line_id as line, l.qty from parcel_line l join parcel p on p.id = l.parcel_id where p.state = 'shipped'
              union all select p.id, l.order_line_id, -l.qty from shipment_line l join parcel p on p.shipment_id = l.shipment_id where l.move_id is not null) d
       group by d.parcel_id, d.line having sum(d.qty) <> 0
       order by 1`,
  ),
];
