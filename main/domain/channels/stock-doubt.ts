import type { StockRow } from './port.ts';

/** Why a stock file must not go out without a person's word. `from` and `to` are the counts compared. */
export interface StockFileDoubt {
  readonly code: 'stock-file-empty' | 'stock-file-shrunk' | 'stock-file-zeroed';
  readonly from: number;
  readonly to: number;
}

/**
 * Guards the partner's shop against a failed query: an empty file, one with fewer than half the rows of the last, or one
 * that takes more than a fifth of the SKUs that had stock to zero (left out counts as zero). Null when the file may go.
 * A confirmed push skips this check; that is the caller's to record.
 */
export function doubtStockFile(last: readonly StockRow[] | null, next: readonly StockRow[]): StockFileDoubt | null {
  const before = last ?? [];
  if (next.length === 0) return { code: 'stock-file-empty', from: before.length, to: 0 };
  if (next.length * 2 < before.length) return { code: 'stock-file-shrunk', from: before.length, to: next.length };
  const now = new Map(next.map((row) => [row.sku, row.quantity]));
  const stocked = before.filter((row) => row.quantity > 0);
  const kept = stocked.filter((row) => (now.get(row.sku) ?? 0) > 0).length;
  const zeroed = stocked.length - kept;
  return zeroed * 5 > stocked.length ? { code: 'stock-file-zeroed', from: stocked.length, to: kept } : null;
}
