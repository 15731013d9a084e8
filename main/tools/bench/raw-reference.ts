import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CHECKPOINT_PAGES } from '../../../db/dialect/sqlite.ts';
import { tables } from '../../../db/schema/index.ts';
import type { Engine } from '../../engine/engine.ts';
import { elapsed } from './measure.ts';

/**
 * What the disk and SQLite alone cost: the rows the engine wrote between two moments are read back and written again by
 * prepared statements into a copy of the company as it was before, with the same indexes and the same number of commits
 * at synchronous FULL. Triggers are dropped (the change and command_log rows they led to are among the rows), foreign keys
 * are not tested, and a row the engine wrote several times is written once: the reference is a floor, not a rival design.
 */
export interface RawRun {
  readonly rows: number;
  readonly commits: number;
  /** whole run, inserts and commits */
  readonly totalMs: number;
  /** per commit */
  readonly insertMs: readonly number[];
  readonly commitMs: readonly number[];
}

/** Copies the company file as it stands; the engine must be idle. */
export async function photograph(engine: Engine, folder: string, name: string): Promise<string> {
  if (!('file' in engine.store.location)) throw new Error('the benchmark runs on SQLite');
  const { file } = engine.store.location;
  await engine.writer.exclusively((tx) => tx.exec('pragma wal_checkpoint(TRUNCATE)'));
  const copy = join(folder, `${name}.photo`);
  copyFileSync(file, copy);
  return copy;
}

interface Work {
  readonly statement: Database.Statement;
  readonly row: readonly unknown[];
}

/** Writes what lies between two photographs into the earlier one and says how long it took. */
export function writeRaw(before: string, after: string): RawRun {
  const target = new Database(before);
  try {
    prepare(target);
    const commits = gather(target, before, after);
    const begin = target.prepare('begin immediate');
    const commit = target.prepare('commit');
    const insertMs: number[] = [];
    const commitMs: number[] = [];
    let rows = 0;
    const started = performance.now();
    for (const work of commits) {
      const at = performance.now();
      begin.run();
      for (const { statement, row } of work) statement.run(row);
      insertMs.push(elapsed(at));
      const committing = performance.now();
      commit.run();
      commitMs.push(elapsed(committing));
      rows += work.length;
    }
    return { rows, commits: commits.length, totalMs: elapsed(started), insertMs, commitMs };
  } finally {
    target.close();
  }
}

/** The engine's own settings of a company file. */
function prepare(target: Database.Database): void {
  target.pragma('journal_mode = WAL');
  target.pragma('synchronous = FULL');
  target.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  target.pragma('cache_size = -65536');
  target.pragma('foreign_keys = OFF');
  const triggers = target.prepare(`select name from sqlite_schema where type = 'trigger'`).pluck().all() as string[];
  for (const name of triggers) target.exec(`drop trigger "${name}"`);
}

/** The rows of each commit, ready to be written: by their commit number where they carry one, else spread evenly. */
function gather(target: Database.Database, before: string, after: string): Work[][] {
  const source = new Database(after, { readonly: true });
  try {
    source.prepare('attach ? as earlier').run(before);
    const seqs = source
      .prepare('select seq from command_log where seq > (select coalesce(max(seq), 0) from earlier.command_log) order by seq')
      .pluck()
      .all() as number[];
    const place = new Map(seqs.map((seq, i) => [seq, i]));
    const commits: Work[][] = seqs.map(() => []);
    for (const { name, columns } of tables) {
      const list = Object.keys(columns);
      const names = list.map((c) => `"${c}"`).join(', ');
      const rows = source
        .prepare(`select ${names} from main."${name}" except select ${names} from earlier."${name}"`)
        .raw()
        .all() as unknown[][];
      if (rows.length === 0) continue;
      const statement = target.prepare(`insert or replace into "${name}" (${names}) values (${list.map(() => '?').join(', ')})`);
      const seqAt = list.indexOf('seq');
      rows.forEach((row, i) => {
        const own = seqAt < 0 ? undefined : place.get(row[seqAt] as number);
        commits[own ?? Math.trunc((i * commits.length) / rows.length)]?.push({ statement, row });
      });
    }
    return commits;
  } finally {
    source.close();
  }
}
