import { createHash } from 'node:crypto';
import { copyFileSync, createReadStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from './dialect/sqlite.ts';
import type { DB } from './schema/index.ts';

const PRIVATE = 0o700;
const PAGE = 1000;

/** Files of the company that went along with its copy. */
export interface CopiedFiles {
  readonly files: number;
  readonly bytes: number;
  /** Known to the company, but their content was not there, or was not what its name says. */
  readonly missing: readonly string[];
}

async function isWhole(path: string, sha256: string): Promise<boolean> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex') === sha256;
}

/**
 * Copies the contents that a company copy names from one folder of files to another, each compared with its hash. Contents never change under
 * their name, so one that is there already is kept.
 */
export async function copyFilesOf(company: string, from: string, to: string): Promise<CopiedFiles> {
  const copy = openSqlite<DB>(company, { readonly: true });
  const missing: string[] = [];
  let files = 0;
  let bytes = 0;
  try {
    // Written before there were files.
    if (!copy.raw.prepare("select 1 from sqlite_master where name = 'stored_file'").get()) return { files, bytes, missing };
    let last = '';
    for (;;) {
      const rows = await copy.db
        .selectFrom('stored_file')
        .select(({ fn }) => ['sha256', fn.max('bytes').as('bytes')])
        .where('sha256', '>', last)
        .groupBy('sha256')
        .orderBy('sha256')
        .limit(PAGE)
        .execute();
      for (const { sha256, bytes: size } of rows) {
        if (await copyOne(sha256, from, to)) {
          files += 1;
          bytes += size;
        } else missing.push(sha256);
      }
      const end = rows.at(-1);
      if (!end || rows.length < PAGE) return { files, bytes, missing };
      last = end.sha256;
    }
  } finally {
    await copy.close();
  }
}

async function copyOne(sha256: string, from: string, to: string): Promise<boolean> {
  const source = join(from, sha256);
  const target = join(to, sha256);
  if (!existsSync(source)) return false;
  mkdirSync(to, { recursive: true, mode: PRIVATE });
  if (!existsSync(target)) {
    const draft = `${target}.writing`;
    copyFileSync(source, draft);
    if (!(await isWhole(draft, sha256))) {
      rmSync(draft);
      return false;
    }
    renameSync(draft, target);
  }
  return true;
}
