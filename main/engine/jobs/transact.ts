import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { Engine } from '../engine.ts';

/**
 * A short transaction on the write connection between two commands, for the queues' own bookkeeping. Queue rows are not
 * business data: they are neither captured nor chained, so a heartbeat costs no line in the audit log.
 */
export function transact<T>(engine: Engine, work: (tx: Connection<DB>) => Promise<T>): Promise<T> {
  return engine.writer.exclusively(async (tx) => {
    await tx.begin('write');
    try {
      const result = await work(tx);
      await tx.commit();
      return result;
    } catch (error) {
      await tx.rollback();
      throw error;
    }
  });
}
