import { sql } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import { sumInt } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { Instant } from '../../../preload/contract/values/instant.ts';
import type { CommandContext } from '../../engine/context.ts';
import { loadBalances, pair } from './load-stock.ts';
import { type CountedPlace, type LocationFacts, type MoveDraft, PLACE_COUNTED, type ReleasedReservation } from './model.ts';
import { moveAnyway } from './move-stock.ts';
import { keepPaper, type Paper, postPaper, roleOfReason, warehouseOfAreas } from './paper.ts';
import { differenceLines, stockPosting } from './posting.ts';
import { goesBelow, places } from './warehouses.ts';

export const qtyOf = (released: readonly ReleasedReservation[]) => released.reduce((sum, r) => sum + r.qty, 0);

/** On hand of items at a place now, and as it was at an instant: what is there less what moved in and out since. */
export async function heldAt(
  tx: Connection<DB>,
  locationId: string,
  itemIds: readonly string[],
  at: Instant | undefined,
): Promise<(itemId: string) => { readonly now: number; readonly atCount: number }> {
  const items = [...new Set(itemIds)].map((item_id) => ({ item_id }));
  const balances = await loadBalances(
    tx,
    items.map((i) => ({ ...i, other_id: locationId })),
  );
  const since = new Map<string, number>();
  if (at !== undefined && items.length > 0) {
    const change = sql<number>`case when m.to_location_id = ${locationId} then m.qty else -m.qty end`;
    const rows = await tx.db
      .selectFrom(tx.rowset(items, { item_id: 'text' }).as('w'))
      .crossJoin('stock_move as m')
      .whereRef('m.item_id', '=', 'w.item_id')
      .where('m.effective_at', '>', at)
      .where((eb) => eb.or([eb('m.to_location_id', '=', locationId), eb('m.from_location_id', '=', locationId)]))
      .groupBy('w.item_id')
      .select(['w.item_id', sumInt(change).as('change')])
      .execute();
    for (const r of rows) since.set(r.item_id, r.change);
  }
  return (itemId) => {
    const now = balances.get(pair(itemId, locationId))?.on_hand ?? 0;
    return { now, atCount: now - (since.get(itemId) ?? 0) };
  };
}

/** As `heldAt`, of lots. */
async function lotsHeldAt(tx: Connection<DB>, locationId: string, lotIds: readonly string[], at: Instant | undefined) {
  if (lotIds.length === 0) return () => ({ now: 0, atCount: 0 });
  const wanted = tx.rowset(
    [...new Set(lotIds)].map((id) => ({ id })),
    { id: 'text' },
  );
  const change = sql<number>`case when m.to_location_id = ${locationId} then m.qty else -m.qty end`;
  const rows = await tx.db
    .selectFrom(wanted.as('w'))
    .leftJoin('lot_balance as b', (join) => join.onRef('b.lot_id', '=', 'w.id').on('b.location_id', '=', locationId))
    .select(['w.id', 'b.on_hand'])
    .select((eb) =>
      eb
        .selectFrom('lot_move as m')
        .whereRef('m.lot_id', '=', 'w.id')
        .where('m.effective_at', '>', at ?? LAST_INSTANT)
        .where((e) => e.or([e('m.to_location_id', '=', locationId), e('m.from_location_id', '=', locationId)]))
        .select(sumInt(change).as('n'))
        .as('since'),
    )
    .execute();
  const held = new Map(rows.map((r) => [r.id, { now: r.on_hand ?? 0, atCount: (r.on_hand ?? 0) - (r.since ?? 0) }]));
  return (lotId: string) => held.get(lotId) ?? { now: 0, atCount: 0 };
}

/** Later than everything that has moved. */
const LAST_INSTANT = '9999-12-31T23:59:59.999Z';

/** What is counted: units of an item, or of one of its lots where they are told apart. */
export interface Counted {
  readonly itemId: string;
  readonly lotId?: string | undefined;
  readonly counted: number;
}

/** On hand of what is counted now, and as it was at an instant. */
async function heldOf(tx: Connection<DB>, locationId: string, counted: readonly Counted[], at: Instant | undefined) {
  const items = await heldAt(
    tx,
    locationId,
    counted.map((c) => c.itemId),
    at,
  );
  const lots = await lotsHeldAt(
    tx,
    locationId,
    counted.flatMap((c) => c.lotId ?? []),
    at,
  );
  return ({ itemId, lotId }: Counted) => (lotId === undefined ? items(itemId) : lots(lotId));
}

/**
 * What the books say of counted goods at the instant of the count, and now. Rooms above hear of the count first, so goods they were
 * looking for and that turned up are in the answer already.
 */
export async function booksOf(
  ctx: CommandContext,
  place: LocationFacts,
  happened: Pick<CountedPlace, 'at' | 'on'>,
  counted: readonly Counted[],
): Promise<(line: Counted) => { readonly now: number; readonly atCount: number }> {
  const before = await heldOf(ctx.tx, place.id, counted, happened.at);
  const lines = counted.map((l) => ({ itemId: l.itemId, lotId: l.lotId, surplus: l.counted - before(l).atCount }));
  await ctx.emit({
    name: PLACE_COUNTED,
    data: { warehouseId: place.warehouseId ?? '', locationId: place.id, at: happened.at, on: happened.on, lines } satisfies CountedPlace,
  });
  return heldOf(ctx.tx, place.id, counted, happened.at);
}

/** What was found of an item, beside what the books said stood there at the same instant and what they say stands there now. */
export interface Found extends Counted {
  readonly book: number;
  readonly onHand: number;
  /** For goods that were never received: cost in micros per unit. */
  readonly unitCostMicros?: number | undefined;
}

/**
 * Counted against booked: what is missing leaves at cost (Dr loss / Cr I), what is found comes in at average, newest layer or standard unless
 * a cost is stated (Dr I / Cr gain). Both go to the account of the reason, where it has one. The difference is that of the instant of the count;
 * what moved since stays as it was moved, and no more leaves than stands there now, but where the place may go below zero. Stock promised and not found is released, those served last first.
 */
export async function bookDifferences(
  ctx: CommandContext,
  paper: Paper,
  place: LocationFacts,
  reasonCode: string,
  lines: readonly Found[],
) {
  const gainRole = await roleOfReason(ctx, reasonCode, 'count', 'stock-gain');
  const lossRole = await roleOfReason(ctx, reasonCode, 'count', 'stock-loss');
  ctx.because({ code: reasonCode, text: paper.memo === '' ? null : paper.memo });
  const { adjustment } = await places(ctx);
  const common = { ...paper.common, reasonCode };
  const below = goesBelow(ctx, place);
  const differences = lines.map((l) =>
    below && l.lotId === undefined ? l.counted - l.book : Math.max(l.counted - l.book, -Math.max(0, l.onHand)),
  );
  const drafts = lines.flatMap(({ itemId, lotId, unitCostMicros }, i): MoveDraft[] => {
    const difference = differences[i] ?? 0;
    const qty = Math.abs(difference);
    const lots = lotId === undefined ? {} : { lots: [{ lotId, qty }] };
    const move = { ...common, source: { ...common.source, line: i + 1 }, itemId, qty, ...lots };
    if (difference < 0) return [{ ...move, fromLocationId: place.id, toLocationId: adjustment, overridesReservations: true }];
    if (difference === 0) return [];
    const cost = unitCostMicros === undefined ? ({ kind: 'default' } as const) : ({ kind: 'unit', micros: unitCostMicros } as const);
    return [{ ...move, fromLocationId: adjustment, toLocationId: place.id, cost }];
  });
  const { results, released } = await moveAnyway(ctx, drafts);
  const warehouseOf = warehouseOfAreas(place);
  const losses = stockPosting(
    results.filter((r) => r.out),
    warehouseOf,
  );
  const gains = stockPosting(
    results.filter((r) => r.in),
    warehouseOf,
  );
  const entry_id = await postPaper(ctx, paper, 'Count differences', [
    ...differenceLines(losses, lossRole),
    ...differenceLines(gains, gainRole),
  ]);
  const number = await keepPaper(
    ctx,
    paper,
    { to_location_id: place.id, reason_code: reasonCode, entry_id },
    lines.map(({ itemId, counted, book, unitCostMicros }, i) => {
      return { item_id: itemId, qty: differences[i] ?? 0, unit_cost_micros: unitCostMicros ?? null, counted_qty: counted, book_qty: book };
    }),
  );
  const moved = (side: 'in' | 'out') => results.reduce((sum, r) => sum + (r[side] ? r.qty : 0), 0);
  const value = losses.net + gains.net;
  return { documentId: paper.id, number, lines: lines.length, value, gained: moved('in'), lost: moved('out'), released: qtyOf(released) };
}
