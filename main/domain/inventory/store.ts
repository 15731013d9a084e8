import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';

type Tx = Connection<DB>;

/** Writes what is left of reservations: a row with nothing left ends. */
export async function endReservations(tx: Tx, rows: readonly { readonly id: number; readonly qty: number }[]): Promise<void> {
  const left = rows.filter((r) => r.qty > 0);
  const gone = rows.filter((r) => r.qty === 0);
  await tx.updateMany('reservation', ['id'], left.map(({ id, qty }) => ({ id, qty })));
  if (gone.length === 0) return;
  const ids = tx.rowset(gone.map(({ id }) => ({ id })), { id: 'int' });
  await tx.db
    .deleteFrom('reservation')
    .where('id', 'in', (eb) => eb.selectFrom(ids.as('w')).select('w.id'))
    .execute();
}
