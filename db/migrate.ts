import type { Connection } from './dialect/portable.ts';
import { type Migration, migrations } from './migrations/index.ts';
import type { DB } from './schema/index.ts';

/** Format of an opened database; 0 when nothing was ever created in it. */
export async function readVersion(connection: Connection<DB>): Promise<number> {
  try {
    const row = await connection.db.selectFrom('meta').select('value').where('key', '=', 'format').executeTakeFirst();
    return row ? Number(row.value) : 0;
  } catch (error) {
    // An empty database has no meta table; any other failure shows itself again at the next statement.
    if (error instanceof Error && /no such table|does not exist/.test(error.message)) return 0;
    throw error;
  }
}

/**
 * Brings a database to this program's format: all pending steps in one transaction, so that a failure leaves the file as
 * it was. The caller has made a backup first when `from` is not 0. Returns the names of the steps taken.
 */
export async function migrate(connection: Connection<DB>, list: readonly Migration[] = migrations): Promise<string[]> {
  const from = await readVersion(connection);
  const pending = list.slice(from);
  if (pending.length === 0) return [];
  await connection.begin('write');
  try {
    for (const step of pending) await step.up(connection);
    await connection.insertMany('meta', [{ key: 'format', value: String(list.length) }], { key: ['key'], add: [], set: ['value'] });
    await connection.commit();
  } catch (error) {
    await connection.rollback();
    throw error;
  }
  return pending.map((step) => step.name);
}
