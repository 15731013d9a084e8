import type { DatabaseConnection, Driver } from 'kysely';

/** Kysely driver over one connection that is never shared. Transactions are begun by `Connection`, never by Kysely. */
export function oneConnectionDriver(executeQuery: DatabaseConnection['executeQuery']): Driver {
  const connection: DatabaseConnection = {
    executeQuery,
    streamQuery: () => {
      throw new Error('streaming is not used: page by keyset');
    },
  };
  const nothing = async () => undefined;
  return {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: async () => {
      throw new Error('begin on the Connection, not through Kysely');
    },
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  };
}
