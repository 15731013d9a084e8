import { sql } from 'kysely';
import type { DoctorCheck } from '../../../engine/context.ts';
import { type SqlFinding, sqlCheck } from '../../sql-check.ts';

/** What lots prove for the whole file. */
export const lotChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'inventory.lotsOnHand',
    'On hand per lot and place is the sum of the moves of the lot, and never less than nothing inside.',
    'lot_balance',
    sql<SqlFinding>`
      select d.lot_id || ' ' || d.location_id as "row", 'on hand of a lot differs from its moves' as message, cast(sum(d.qty) as bigint) as gap
        from (select lot_id, to_location_id as location_id, qty, 0 as odd from lot_move
              union all select lot_id, from_location_id, -qty, 0 from lot_move
              union all select lot_id, location_id, -on_hand, case when internal = 1 and on_hand < 0 then 1 else 0 end from lot_balance) d
       group by d.lot_id, d.location_id having sum(d.qty) <> 0 or sum(d.odd) <> 0
       order by 1`,
  ),
  sqlCheck(
    'inventory.lotsAreAll',
    'Over the lots of a tracked item, on hand adds up to what the place holds.',
    'item_tracking',
    sql<SqlFinding>`
      select d.item_id || ' ' || d.location_id as "row", 'lots and place hold different quantities' as message, cast(sum(d.qty) as bigint) as gap
        from (select b.item_id, b.location_id, b.on_hand as qty from item_tracking t join stock_balance b on b.item_id = t.item_id and b.internal = 1
              union all select item_id, location_id, -on_hand from lot_balance where internal = 1) d
       group by d.item_id, d.location_id having sum(d.qty) <> 0
       order by 1`,
  ),
  sqlCheck(
    'inventory.lotMoves',
    'The lots a move took along are of its item and places and add up to its quantity.',
    'lot_move',
    sql<SqlFinding>`
      select cast(m.id as text) as "row", 'lots and move differ' as message, cast(m.qty - sum(l.qty) as bigint) as gap
        from lot_move l
        join stock_move m on m.id = l.move_id
        join lot o on o.id = l.lot_id
       group by m.id, m.qty
      having sum(l.qty) <> m.qty or sum(case when l.item_id <> m.item_id or o.item_id <> m.item_id or l.from_location_id <> m.from_location_id or l.to_location_id <> m.to_location_id then 1 else 0 end) > 0
       order by m.id`,
  ),
  sqlCheck(
    'inventory.serials',
    'There is one unit of each serial number, at one place.',
    'lot',
    sql<SqlFinding>`
      select o.code as "row", 'more than one unit of a serial number is here' as message, cast(sum(b.on_hand) - 1 as bigint) as gap
        from lot o join lot_balance b on b.lot_id = o.id and b.internal = 1
       where o.serial = 1
       group by o.id, o.code having sum(b.on_hand) > 1
       order by o.code`,
  ),
];
