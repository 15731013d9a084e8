import { schemaSql } from '../schema/ddl.ts';
import { tables } from '../schema/index.ts';
import type { Migration } from './index.ts';

/** The first format: every table, index and trigger of the schema. Frozen as text with the first release. */
export const initial: Migration = {
  name: '0001-initial',
  async up(connection) {
    for (const statement of schemaSql(connection.dialect, tables)) await connection.exec(statement);
  },
};
