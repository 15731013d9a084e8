import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../../db/dialect/portable.ts';
import type { DB, TableName } from '../../db/schema/index.ts';
import type { DoctorCheck, DoctorFinding } from '../engine/context.ts';

/** A row of what is wrong: the row it points at, what is wrong in words, and the gap in minor units or steps. */
export interface SqlFinding {
  row: string;
  message: string;
  gap: number | null;
}

/** Findings one check returns at most; more of them say nothing new. */
export const FINDINGS_MAX = 100;

/** A doctor check that is one statement over `table`, written the same for both databases. */
export function sqlCheck(name: string, proves: string, table: TableName, findings: RawBuilder<SqlFinding>): DoctorCheck {
  return {
    name,
    proves,
    async run(tx: Connection<DB>) {
      const { rows } = await sql<SqlFinding>`${findings} limit ${sql.lit(FINDINGS_MAX)}`.execute(tx.db);
      const looked = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx.db);
      return {
        looked: Number(looked.rows[0]?.n ?? 0),
        findings: rows.map(
          (r): DoctorFinding => ({ table, row: r.row, message: r.message, ...(r.gap === null ? {} : { gap: Number(r.gap) }) }),
        ),
      };
    },
  };
}
