import { createHash } from 'node:crypto';
import { copyFileSync, createReadStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { fileDamaged, fileExists, fileMissing } from '../preload/contract/company-file.ts';
import { refuse } from '../preload/contract/refusal.ts';
import { type CopiedFiles, copyFilesOf } from './backup-files.ts';
import { openSqlite } from './dialect/sqlite.ts';
import type { DB } from './schema/index.ts';

/** What a backup or a restored file holds: enough to compare it with the original and with earlier backups. */
export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Last commit in it and the head of the audit chain there. */
  readonly seq: number;
  readonly chainHead: string;
  /** Contents of the company's files, copied to `<file>.files/`. */
  readonly files: CopiedFiles;
}

/** Copies a company file beside itself before a migration, named after the time and never overwritten. */
export async function backupBeforeMigration(raw: Database.Database, file: string): Promise<void> {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  await raw.backup(`${file}.before-migration-${stamp}`);
}

/**
 * Copies an open company to `target` while people go on working: the copy is of one commit. It is checked and only then gets
 * its name, so an interrupted backup is never mistaken for a whole one. Refuses to overwrite.
 */
export async function backupCompany(file: string, target: string, progress?: (share: number) => void): Promise<BackupReport> {
  if (!existsSync(file)) throw refuse(fileMissing, { file });
  if (existsSync(target)) throw refuse(fileExists, { file: target });
  const draft = `${target}.writing`;
  rmSync(draft, { force: true });
  const source = openSqlite<DB>(file, { readonly: true });
  try {
    // An open read transaction pins the copy to one commit, whatever is written meanwhile.
    await source.begin('read');
    await source.db.selectFrom('meta').select('value').execute();
    await source.raw.backup(draft, {
      progress: ({ totalPages, remainingPages }) => {
        progress?.(totalPages === 0 ? 1 : 1 - remainingPages / totalPages);
        return 2000;
      },
    });
  } finally {
    await source.close();
  }
  await assertSound(draft, target);
  const files = await copyFilesOf(draft, `${file}.files`, `${target}.files`);
  renameSync(draft, target);
  return describe(target, files);
}

/** Puts a backup in place as a new company file, checked first. Refuses to overwrite; the backup itself is not touched. */
export async function restoreCompany(backup: string, target: string): Promise<BackupReport> {
  if (!existsSync(backup)) throw refuse(fileMissing, { file: backup });
  if (existsSync(target)) throw refuse(fileExists, { file: target });
  const draft = `${target}.writing`;
  copyFileSync(backup, draft);
  try {
    await assertSound(draft, backup);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  const files = await copyFilesOf(draft, `${backup}.files`, `${target}.files`);
  renameSync(draft, target);
  return describe(target, files);
}

/** Reads a backup whole and says what it holds; refuses one that is gone or damaged. The copied contents of files are not read. */
export async function verifyBackup(file: string): Promise<BackupReport> {
  if (!existsSync(file)) throw refuse(fileMissing, { file });
  await assertSound(file, file);
  return describe(file, { files: 0, bytes: 0, missing: [] });
}

async function assertSound(file: string, name: string): Promise<void> {
  let detail: string;
  try {
    const copy = openSqlite<DB>(file, { readonly: true });
    try {
      const [first] = copy.raw.pragma('integrity_check(1)') as { integrity_check: string }[];
      if (first?.integrity_check === 'ok') return;
      detail = first?.integrity_check ?? 'no answer from the check';
    } finally {
      await copy.close();
    }
  } catch (error) {
    detail = error instanceof Error ? error.message : String(error);
  }
  throw refuse(fileDamaged, { file: name, detail });
}

async function describe(file: string, files: CopiedFiles): Promise<BackupReport> {
  const copy = openSqlite<DB>(file, { readonly: true });
  const head = await copy.db.selectFrom('command_log').select(['seq', 'link']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  await copy.close();
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return { file, bytes: statSync(file).size, sha256: hash.digest('hex'), seq: head?.seq ?? 0, chainHead: head?.link ?? '', files };
}
