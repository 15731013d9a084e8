import type { Preview } from '../../../../preload/contract/envelope.ts';
import type { Due } from './store.ts';

/** What a run would do for one order. Quantities in steps. */
export interface Outcome {
  readonly gets: number;
  readonly short: number;
  /** Warehouses it would be promised from. */
  readonly from: readonly string[];
  readonly reason: string | null;
}

type Values = readonly (readonly [column: string, before: unknown, after?: unknown])[];

/** A row of a dry run as `column: value after it`. */
function after(row: Preview['rows'][number]): Readonly<Record<string, unknown>> {
  const values = JSON.parse(row.values) as Values;
  return Object.fromEntries(values.map((v) => [v[0], row.op === 'update' && v[0] !== 'key' ? v[2] : v[1]]));
}

/**
 * Reads from the dry run of an allocation what each order would get. The engine keeps a row for every order that was split
 * or is short, and none for one that is served whole; of one that was kept before and does not change there is nothing.
 */
export function outcomesOf(preview: Preview, due: readonly Due[], warehouseCode: (id: string) => string): ReadonlyMap<string, Outcome> {
  const kept = new Map<string, Readonly<Record<string, unknown>>>();
  const from = new Map<string, Set<string>>();
  for (const row of preview.rows) {
    if (row.table === 'allocation') kept.set(row.key, after(row));
    if (row.table !== 'reservation' || row.op !== 'insert') continue;
    const { subject_id: orderId, warehouse_id: warehouseId } = after(row);
    const places = from.get(String(orderId)) ?? new Set();
    from.set(String(orderId), places.add(warehouseCode(String(warehouseId))));
  }
  return new Map(
    due.map((order) => {
      const waits = order.wanted - order.kept;
      const row = kept.get(order.orderId);
      // Nothing written: left out for a hold, as short as it was before, or served whole.
      const untouched = order.hold !== null || order.reason !== null ? waits : 0;
      const short = row ? Number(row['short_qty'] ?? waits) : untouched;
      const said = row?.['reason'];
      const reason = typeof said === 'string' ? said : order.reason;
      return [order.orderId, { gets: waits - short, short, from: [...(from.get(order.orderId) ?? [])], reason: short > 0 ? reason : null }];
    }),
  );
}
