import { createHash } from 'node:crypto';
import { type TableName, tableNamed } from '../../db/schema/index.ts';
import { sha256 } from './canonical.ts';
import type { LedgerTable } from './context.ts';

const hashedColumns = new Map<string, readonly string[]>();

function columnsOf(table: TableName): readonly string[] {
  let columns = hashedColumns.get(table);
  if (!columns) {
    columns = Object.keys(tableNamed(table).columns).filter((c) => c !== 'row_hash');
    hashedColumns.set(table, columns);
  }
  return columns;
}

/** SHA-256 of a ledger row: [table, column, value, ...] without nulls, so that a later nullable column changes nothing. */
export function ledgerRowHash(table: TableName, row: Readonly<Record<string, unknown>>): string {
  const parts: unknown[] = [table];
  for (const column of columnsOf(table)) {
    const value = row[column];
    if (value !== null && value !== undefined) parts.push(column, value);
  }
  return sha256(JSON.stringify(parts));
}

const SHORT_HEX = 12;
/** First 48 bits of a row's hash, stored beside it: names the damaged row. The chain itself uses whole hashes. */
export const shortHash = (hex: string): number => Number.parseInt(hex.slice(0, SHORT_HEX), 16);

/** Digest of what one command appended: per table the row hashes in order of id, tables by name. */
export class LedgerDigest {
  readonly #perTable = new Map<string, { id: number; hash: string }[]>();

  /** Adds a row; returns its `row_hash`. */
  add(table: LedgerTable, row: Readonly<Record<string, unknown>>): number {
    const hash = ledgerRowHash(table, row);
    const rows = this.#perTable.get(table);
    const entry = { id: Number(row['id']), hash };
    if (rows) rows.push(entry);
    else this.#perTable.set(table, [entry]);
    return shortHash(hash);
  }

  /** Digest over all tables; empty text when nothing was appended. */
  finish(): string {
    if (this.#perTable.size === 0) return '';
    const all = createHash('sha256');
    for (const table of [...this.#perTable.keys()].sort()) {
      all.update(`${table}:`);
      for (const { hash } of (this.#perTable.get(table) ?? []).sort((a, b) => a.id - b.id)) all.update(hash);
      all.update(';');
    }
    return all.digest('hex');
  }
}
