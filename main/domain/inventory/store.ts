import type { Insertable } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';

type Tx = Connection<DB>;

/** Writes what is left of reservations: a row with nothing left ends. */
export async function endReservations(tx: Tx, rows: readonly { readonly id: number; readonly qty: number }[]): Promise<void> {
  const left = rows.filter((r) => r.qty > 0);
  const gone = rows.filter((r) => r.qty === 0);
  await tx.updateMany(
    'reservation',
    ['id'],
    left.map(({ id, qty }) => ({ id, qty })),
  );
  if (gone.length === 0) return;
  const ids = tx.rowset(
    gone.map(({ id }) => ({ id })),
    { id: 'int' },
  );
  await tx.db
    .deleteFrom('reservation')
    .where('id', 'in', (eb) => eb.selectFrom(ids.as('w')).select('w.id'))
    .execute();
}

/** Keeps a stock document with its lines. */
export async function insertDocument(
  tx: Tx,
  document: Insertable<DB['stock_document']>,
  lines: readonly Insertable<DB['stock_document_line']>[],
): Promise<void> {
  await tx.insertMany('stock_document', [document]);
  await tx.insertMany('stock_document_line', lines);
}

/** Keeps what of a transfer has arrived or been given up, and its state. */
export async function updateTransfer(
  tx: Tx,
  document: { readonly id: string; readonly state: 'shipped' | 'received'; readonly revision: number },
  lines: readonly { readonly id: number; readonly received_qty: number; readonly lost_qty: number }[],
): Promise<void> {
  await tx.updateMany('stock_document', ['id'], [document]);
  await tx.updateMany('stock_document_line', ['id'], lines);
}
