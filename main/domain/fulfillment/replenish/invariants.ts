import { sql } from 'kysely';
import { type SqlFinding, sqlCheck } from '../../sql-check.ts';

/** Proofs of the doctor over pick faces and what fills them up. */
export const replenishChecks = [
  sqlCheck(
    'fulfillment.facesAreBins',
    'Every pick face is a bin of its own warehouse.',
    'pick_face',
    sql<SqlFinding>`
      select cast(f.id as text) as "row", 'the face is no bin of its warehouse' as message, cast(1 as bigint) as gap
        from pick_face f join location l on l.id = f.location_id
       where l.type <> 'bin' or l.warehouse_id is null or l.warehouse_id <> f.warehouse_id
       order by f.id`,
  ),
  sqlCheck(
    'fulfillment.replenishmentsAreMoves',
    'Every replenishment that was done is one stock move of the same goods, inside its warehouse.',
    'replenish_task',
    sql<SqlFinding>`
      select cast(t.id as text) as "row", 'a replenishment and its stock move differ' as message, cast(t.moved - coalesce(m.qty, 0) as bigint) as gap
        from replenish_task t
        left join stock_move m on m.id = t.move_id
        left join location f on f.id = t.from_location_id
        left join location l on l.id = t.to_location_id
       where (t.moved > 0 and (m.id is null or m.qty <> t.moved or m.item_id <> t.item_id
              or m.from_location_id <> t.from_location_id or m.to_location_id <> t.to_location_id))
          or f.warehouse_id <> t.warehouse_id or l.warehouse_id <> t.warehouse_id
       order by t.id`,
  ),
];
