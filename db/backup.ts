import type Database from 'better-sqlite3';

/** Copies a company file beside itself before a migration, named after the time and never overwritten. */
export async function backupBeforeMigration(raw: Database.Database, file: string): Promise<void> {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  await raw.backup(`${file}.before-migration-${stamp}`);
}
