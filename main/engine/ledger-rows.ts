import { createHash, type Hash } from 'node:crypto';
import { tableNamed, type TableName } from '../../db/schema/index.ts';
import type { LedgerTable } from './context.ts';
import { shortHash } from './canonical.ts';

const hashedColumns = new Map<string, readonly string[]>();

function columnsOf(table: TableName): readonly string[] {
  let columns = hashedColumns.get(table);
  if (!columns) {
    columns = Object.keys(tableNamed(table).columns).filter((c) => c !== 'row_hash');
    hashedColumns.set(table, columns);
  }
  return columns;
}

/** Text of a ledger row that is hashed: [column, value, ...] without nulls, so that a later column changes nothing. */
export function ledgerRowText(table: TableName, row: Readonly<Record<string, unknown>>): string {
  const parts: unknown[] = [table];
  for (const column of columnsOf(table)) {
    const value = row[column];
    if (value !== null && value !== undefined) parts.push(column, value);
  }
  return JSON.stringify(parts);
}

/** Row hash and running digest of what one command appends, per ledger table in the order first used is irrelevant: tables are sorted. */
export class LedgerDigest {
  readonly #perTable = new Map<string, Hash>();

  /** Adds a row; returns its `row_hash`. */
  add(table: LedgerTable, row: Readonly<Record<string, unknown>>): number {
    const text = ledgerRowText(table, row);
    let running = this.#perTable.get(table);
    if (!running) this.#perTable.set(table, (running = createHash('sha256')));
    running.update(text).update('\n');
    return shortHash(text);
  }

  /** Digest over all tables, by name; empty text when nothing was appended. */
  finish(): string {
    if (this.#perTable.size === 0) return '';
    const all = createHash('sha256');
    for (const table of [...this.#perTable.keys()].sort()) all.update(`${table}:${this.#perTable.get(table)?.digest('hex')};`);
    return all.digest('hex');
  }
}
