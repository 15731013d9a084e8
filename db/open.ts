import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import {
  changedOutside,
  fileDamaged,
  fileExists,
  fileInUse,
  fileMissing,
  fileNewer,
  notACompany,
} from '../preload/contract/company-file.ts';
import { refuse } from '../preload/contract/refusal.ts';
import { backupBeforeMigration } from './backup.ts';
import type { Connection } from './dialect/portable.ts';
import { openPostgres, type PostgresOptions } from './dialect/postgres.ts';
import { openSqlite } from './dialect/sqlite.ts';
import { migrate, readVersion } from './migrate.ts';
import { type Migration, migrations } from './migrations/index.ts';
import type { DB } from './schema/index.ts';

/** Where a company lives; one in PostgreSQL is told which folder keeps its files. */
export type CompanyLocation = { readonly file: string } | { readonly postgres: PostgresOptions; readonly files?: string };

/** The folder that keeps the content of a company's files; undefined where none was named. */
export const filesFolderOf = (location: CompanyLocation): string | undefined =>
  'file' in location ? `${location.file}.files` : location.files;

/** An opened company: the write connection, a way to open readers, and the lock that keeps a second engine out. */
export interface CompanyStore {
  readonly writer: Connection<DB>;
  readonly location: CompanyLocation;
  close(): Promise<void>;
}

/** `CNTH` in the file header (PRAGMA application_id): tells our files from anybody else's. */
const APPLICATION_ID = 0x434e5448;
const READER_TIMEOUT_MS = 30_000;
/** Advisory lock key on PostgreSQL; one database holds one company. */
const LOCK_KEY = APPLICATION_ID;

export interface OpenOptions {
  /** Opens a file whose capture table holds rows written behind the engine's back (the doctor does). */
  readonly acceptOutsideChanges?: boolean;
  /** Steps to this program's format; tests of the mechanism bring their own. */
  readonly migrations?: readonly Migration[];
}

/** A company in the making: its store, under another name until it is whole. */
export interface Draft {
  readonly store: CompanyStore;
  /** Gives the closed store its name; the company is there from now on. */
  adopt(): void;
  /** Takes the closed store away as if it had never been. */
  discard(): void;
}

/**
 * An empty company file with the current format, under another name: whoever makes it writes the company into it, closes it and lets it
 * be adopted. A crash in between leaves no half company under the name people know, and the next try starts anew. Refuses to overwrite anything.
 */
export async function draftStore({ file }: { readonly file: string }, options: OpenOptions = {}): Promise<Draft> {
  if (existsSync(file)) throw refuse(fileExists, { file });
  const release = lockFile(file);
  const draft = `${file}.creating`;
  try {
    for (const end of ['', '-wal', '-shm', '.lock']) rmSync(`${draft}${end}`, { force: true });
    const writer = openSqlite<DB>(draft);
    writer.raw.pragma(`application_id = ${APPLICATION_ID}`);
    await migrate(writer, options.migrations);
    writer.raw.pragma('wal_checkpoint(TRUNCATE)');
    await writer.close();
    const adopt = () => {
      if (existsSync(`${draft}-wal`)) throw new Error(`${draft} is still open: what its log holds would be left behind`);
      renameSync(draft, file);
      release();
    };
    const discard = () => {
      for (const end of ['', '-wal', '-shm']) rmSync(`${draft}${end}`, { force: true });
      release();
    };
    return { store: await openStore({ file: draft }, options), adopt, discard };
  } catch (error) {
    release();
    throw error;
  }
}

/** Opens a read-only connection to a company that an engine has open; any thread may. */
export async function openReader(location: CompanyLocation): Promise<Connection<DB>> {
  if ('file' in location) return openSqlite<DB>(location.file, { readonly: true });
  return openPostgres<DB>({ ...location.postgres, statementTimeout: READER_TIMEOUT_MS });
}

/** Opens a company for the one engine that may: checks form, format and lock, migrates (with a backup first) when older. */
export async function openStore(location: CompanyLocation, options: OpenOptions = {}): Promise<CompanyStore> {
  if ('postgres' in location) return openPostgresStore(location, options);
  const { file } = location;
  if (!existsSync(file)) throw refuse(fileMissing, { file });
  checkHeader(file);
  const release = lockFile(file);
  try {
    const writer = openSqlite<DB>(file);
    try {
      const [broken] = writer.raw.pragma('quick_check(1)') as { quick_check: string }[];
      if (broken && broken.quick_check !== 'ok') throw refuse(fileDamaged, { file, detail: broken.quick_check.slice(0, 200) });
      await bringUpToDate(writer, file, options.migrations ?? migrations, () => backupBeforeMigration(writer.raw, file));
      if (!options.acceptOutsideChanges) await assertNothingPending(writer, file);
      return sqliteStore(file, writer, release);
    } catch (error) {
      await writer.close();
      throw error;
    }
  } catch (error) {
    release();
    throw error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code))
      ? refuse(fileDamaged, { file, detail: error.message })
      : error;
  }
}

async function bringUpToDate(writer: Connection<DB>, name: string, list: readonly Migration[], backup: () => Promise<void>): Promise<void> {
  const version = await readVersion(writer);
  if (version > list.length) throw refuse(fileNewer, { file: name, fileVersion: version, ourVersion: list.length });
  if (version === list.length) return;
  if (version > 0) await backup();
  await migrate(writer, list);
}

async function assertNothingPending(writer: Connection<DB>, name: string): Promise<void> {
  const rows = await writer.db.selectFrom('change_pending').select(['table_name', 'op', 'row_key']).orderBy('id').limit(20).execute();
  if (rows.length > 0) throw refuse(changedOutside, { file: name, rows: rows.map((r) => `${r.op} of ${r.table_name} ${r.row_key}`) });
}

function sqliteStore(file: string, writer: ReturnType<typeof openSqlite<DB>>, release: () => void): CompanyStore {
  return {
    writer,
    location: { file },
    close: async () => {
      await writer.close();
      release();
    },
  };
}

/** How long the server may take to notice that the process of the engine before is gone. */
const LOCK_WAIT = '5s';
/** What PostgreSQL answers when a lock did not come free in time. */
const LOCK_NOT_AVAILABLE = '55P03';

type PostgresStore = Awaited<ReturnType<typeof openPostgres>>;

/**
 * Makes this session the engine of the database. One that was killed holds on until the server notices, so somebody who starts
 * it again at once waits a moment; refuses when the other is still there then.
 */
async function takeLock(client: PostgresStore['client'], name: string): Promise<void> {
  try {
    await client.query(`set lock_timeout = '${LOCK_WAIT}'`);
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    await client.query('reset lock_timeout');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE)
      throw refuse(fileInUse, { file: name, holder: 'another session' });
    throw error;
  }
}

async function openPostgresStore(location: { readonly postgres: PostgresOptions }, options: OpenOptions): Promise<CompanyStore> {
  const name = `database ${location.postgres.database}`;
  const writer = await openPostgres<DB>(location.postgres);
  try {
    await takeLock(writer.client, name);
    await bringUpToDate(writer, name, options.migrations ?? migrations, async () => undefined);
    if (!options.acceptOutsideChanges) await assertNothingPending(writer, name);
  } catch (error) {
    await writer.close();
    throw error;
  }
  return {
    writer,
    location,
    close: async () => writer.close(),
  };
}

const HEADER_BYTES = 100;

/** Looks at the first page without opening the database, so that a foreign file is never touched. */
function checkHeader(file: string): void {
  const header = Buffer.alloc(HEADER_BYTES);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(handle);
  }
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0' || header.readInt32BE(68) !== APPLICATION_ID)
    throw refuse(notACompany, { file });
  const pageSize = header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16);
  const expected = pageSize * header.readUInt32BE(28);
  const actual = statSync(file).size;
  // Pages still in the write-ahead log are not in the file yet, so only a file shorter than its log explains is cut off.
  if (actual < expected && !existsSync(`${file}-wal`))
    throw refuse(fileDamaged, { file, detail: `${expected - actual} bytes are missing at the end` });
}

/** Takes `<file>.lock` or refuses naming the holder; a lock whose process is gone is taken over. */
function lockFile(file: string): () => void {
  const path = `${file}.lock`;
  const mine = `${process.pid} on ${hostname()} ${randomBytes(6).toString('hex')}`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(path, mine, { flag: 'wx' });
      return () => {
        if (existsSync(path) && readFileSync(path, 'utf8') === mine) rmSync(path);
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = readFileSync(path, 'utf8');
      if (!isGone(holder)) throw refuse(fileInUse, { file, holder: holder.replace(/ [0-9a-f]+$/, '') });
      rmSync(path, { force: true });
    }
  }
  throw refuse(fileInUse, { file, holder: 'another engine' });
}

/** Whether a lock's process has ended. Locks of other machines are never broken. */
function isGone(holder: string): boolean {
  const match = /^(\d+) on (\S+) /.exec(holder);
  if (!match || match[2] !== hostname()) return false;
  const pid = Number(match[1]);
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
