import { sql } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { DoctorCheck, DoctorFinding } from '../context.ts';
import type { Registry } from '../registry.ts';
import { auditChain } from './audit-chain.ts';
import { recordHistory } from './record-history.ts';

/** Rows the capture triggers saw without a command: another program wrote into the company file. */
const outsideChanges: DoctorCheck = {
  name: 'outside-changes',
  proves: 'nothing but the engine has written to the company',
  async run(tx) {
    const rows = await tx.db.selectFrom('change_pending').select(['table_name', 'op', 'row_key']).orderBy('id').limit(200).execute();
    return {
      looked: rows.length,
      findings: rows.map((r) => ({ table: r.table_name, row: r.row_key, message: `${r.op} by another program` })),
    };
  },
};

/** SQLite's own check of pages and indexes; PostgreSQL keeps checksums itself. */
const storage: DoctorCheck = {
  name: 'storage',
  proves: 'every page and index of the file is sound',
  async run(tx) {
    if (tx.dialect !== 'sqlite') return { looked: 0, findings: [] };
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(50)`.execute(tx.db);
    const foreign = await sql<{ table: string; rowid: number; parent: string }>`pragma foreign_key_check`.execute(tx.db);
    const broken: DoctorFinding[] = rows
      .filter((r) => r.integrity_check !== 'ok')
      .map((r) => ({ table: 'file', row: /row (\d+)/.exec(r.integrity_check)?.[1] ?? '', message: r.integrity_check }));
    const orphans = foreign.rows.map((r) => ({
      table: r.table,
      row: String(r.rowid),
      message: `points at a ${r.parent} that does not exist`,
    }));
    return { looked: rows.length, findings: [...broken, ...orphans] };
  },
};

export interface DoctorReport {
  readonly seq: number;
  readonly chainHead: string;
  readonly checks: readonly {
    readonly name: string;
    readonly proves: string;
    readonly looked: number;
    readonly milliseconds: number;
    readonly findings: readonly DoctorFinding[];
  }[];
  /** No findings at all: the gap is zero. */
  readonly healthy: boolean;
}

/** The doctor's list: the engine's own checks, then every room's proofs, low to high. */
export const doctorChecks = (registry: Registry): readonly DoctorCheck[] => [
  storage,
  outsideChanges,
  auditChain,
  recordHistory,
  ...registry.doctorChecks,
];

/** Runs every check in one read transaction, so that all of them see the same commit. A check that fails to run is a finding. */
export async function runDoctor(
  tx: Connection<DB>,
  registry: Registry,
  options: { readonly only?: readonly string[]; readonly progress?: (name: string) => void; readonly micros: () => number },
): Promise<DoctorReport> {
  await tx.begin('read');
  try {
    const head = await tx.db.selectFrom('command_log').select(['seq', 'link']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
    const checks = [];
    for (const check of doctorChecks(registry)) {
      if (options.only && !options.only.includes(check.name)) continue;
      options.progress?.(check.name);
      const started = options.micros();
      let outcome: Awaited<ReturnType<DoctorCheck['run']>>;
      try {
        outcome = await check.run(tx);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        outcome = { looked: 0, findings: [{ table: 'file', row: '', message: `the check could not finish: ${message}` }] };
      }
      checks.push({ name: check.name, proves: check.proves, ...outcome, milliseconds: Math.round((options.micros() - started) / 1000) });
    }
    return { seq: head?.seq ?? 0, chainHead: head?.link ?? '', checks, healthy: checks.every((c) => c.findings.length === 0) };
  } finally {
    await tx.rollback();
  }
}
