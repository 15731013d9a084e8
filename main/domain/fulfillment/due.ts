import { type ExpressionBuilder, sql } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { ORDER } from './model.ts';

type Orders = ExpressionBuilder<DB & { o: DB['sales_order'] }, 'o'>;

/** Whether a blocking hold is open on order `o`. */
export const isBlocked = (eb: Orders) =>
  eb.exists(
    eb
      .selectFrom('hold as h')
      .select('h.id')
      .where('h.subject_kind', '=', ORDER)
      .whereRef('h.subject_id', '=', 'o.id')
      .where('h.severity', '=', 'block')
      .where(sql<boolean>`h.released_at is null`),
  );

/** What is promised to, or stands picked for, an order line in warehouse `a`. */
const keptOf = (line: string) => sql`cast(
  coalesce((select sum(r.qty) from reservation r where r.subject_kind = ${sql.lit(ORDER)} and r.subject_line = ${sql.ref(line)} and r.warehouse_id = a.warehouse_id), 0)
  + coalesce((select sum(g.qty) from staged_goods g where g.order_line_id = ${sql.ref(line)} and g.warehouse_id = a.warehouse_id), 0) as bigint)`;

/** Whether a line of order `o` wants more than it keeps, of an item some warehouse (or this one) has free. */
export function couldGetSome(eb: Orders, warehouseId: string | undefined) {
  const wanting = eb
    .selectFrom('sales_order_line as l')
    .innerJoin('stock_availability as a', 'a.item_id', 'l.item_id')
    .select('l.id')
    .whereRef('l.order_id', '=', 'o.id')
    .whereRef('a.sellable', '>', 'a.reserved')
    .where(
      sql<boolean>`l.qty - l.qty_shipped - l.qty_cancelled > coalesce((select sum(r.qty) from reservation r where r.subject_kind = ${sql.lit(ORDER)} and r.subject_line = l.id), 0)
        + coalesce((select sum(g.qty) from staged_goods g where g.order_line_id = l.id), 0)`,
    );
  // A set needs all its components in one warehouse: without them its lines would head the queue for ever and get nothing.
  const whole = wanting.where(
    sql<boolean>`not exists (select 1 from sales_order_set_line m
        join sales_order_set_line k on k.set_id = m.set_id
        join sales_order_line kl on kl.id = k.order_line_id
       where m.order_line_id = l.id
         and k.per_set * (${keptOf('l.id')} / m.per_set + 1)
           > coalesce((select b.sellable - b.reserved from stock_availability b where b.item_id = kl.item_id and b.warehouse_id = a.warehouse_id), 0)
             + ${keptOf('kl.id')})`,
  );
  return eb.exists(warehouseId === undefined ? whole : whole.where('a.warehouse_id', '=', warehouseId));
}

/**
 * Orders that wait for stock and could get some now, in the order they are served: open, not on hold, with a line that
 * wants more than it keeps, of an item some warehouse has free.
 */
export async function loadSweep(tx: Connection<DB>, limit: number, warehouseId?: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('sales_order as o')
    .select('o.id')
    .where('o.state', '=', 'open')
    .where((eb) => eb.not(isBlocked(eb)))
    .where((eb) => couldGetSome(eb, warehouseId))
    .orderBy(sql`coalesce(o.promised_on, '9999-12-31')`)
    .orderBy('o.ordered_at')
    .orderBy('o.id')
    .limit(limit)
    .execute();
  return rows.map((r) => r.id);
}
