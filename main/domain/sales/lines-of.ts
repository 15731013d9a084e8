import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { OrderLine } from './model.ts';
import { loadOrders } from './store.ts';

/** Lines of orders with what became of them, by order id and in order of line number; unknown orders are absent. */
export async function linesOf(tx: Connection<DB>, orderIds: Iterable<string>): Promise<Map<string, readonly Readonly<OrderLine>[]>> {
  const { orders } = await loadOrders(tx, orderIds);
  return new Map([...orders].map(([id, order]) => [id, order.lines]));
}
