import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** A company file this person had open on this machine, and what the company is called. */
export interface KnownCompany {
  readonly file: string;
  readonly name: string;
}

const MOST = 10;
const ID_LENGTH = 16;

const isKnown = (value: unknown): value is KnownCompany => {
  const c = value as Partial<KnownCompany> | null;
  return typeof c === 'object' && c !== null && typeof c.file === 'string' && typeof c.name === 'string';
};

/** What a page calls a company: it never learns where the file is. */
export const idOf = (file: string): string => createHash('sha256').update(file).digest('hex').slice(0, ID_LENGTH);

/** Companies that were open before, the last one first; those whose file is gone are left out. A list nobody can read any more is empty. */
export function knownCompanies(list: string): KnownCompany[] {
  try {
    const value: unknown = JSON.parse(readFileSync(list, 'utf8'));
    return Array.isArray(value) ? value.filter(isKnown).filter((c) => existsSync(c.file)) : [];
  } catch {
    return [];
  }
}

/** Puts a company first in the list; the oldest go. A list that cannot be kept is no reason not to work. */
export function rememberCompany(list: string, company: KnownCompany): void {
  const others = knownCompanies(list).filter((c) => c.file !== company.file);
  try {
    writeFileSync(`${list}.new`, JSON.stringify([company, ...others].slice(0, MOST)));
    renameSync(`${list}.new`, list);
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}
