import { type Connection, setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import type { CommandContext } from '../../engine/context.ts';
import { type OpenHold, openHoldsOf, refuseHeld } from './holds.ts';
import { type ItemPair, loadAvailability, loadReservations, pair, type ReservationRow } from './load-stock.ts';
import { overdueStock } from './lots/load.ts';
import type { AvailabilityRow, ReservationWant } from './model.ts';
import { decideReservations, type FreeStock } from './rules.ts';
import { endReservations } from './store.ts';

const availabilityByItem = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('stock_availability as a')
    .whereRef('a.item_id', '=', 'w.id')
    .select(['a.item_id as itemId', 'a.warehouse_id as warehouseId', 'a.sellable', 'a.reserved'])
    .orderBy('a.item_id')
    .orderBy('a.warehouse_id'),
);

/**
 * Sellable, reserved and available per warehouse of these items, by item and warehouse. Items never stocked have no row. What stands on sale
 * although its last day is over is not available, whether or not the nightly run has been.
 */
export async function availability(
  { tx, today }: { readonly tx: Connection<DB>; readonly today: Day },
  itemIds: Iterable<string>,
): Promise<AvailabilityRow[]> {
  const wanted = [...new Set(itemIds)].map((id) => ({ id }));
  if (wanted.length === 0) return [];
  const rows = await tx.runFor(availabilityByItem, wanted);
  const over = await overdueStock(tx, today);
  return rows.map((r) => ({ ...r, available: Math.max(0, r.sellable - r.reserved - (over.get(pair(r.itemId, r.warehouseId)) ?? 0)) }));
}

/** How often a set of items can be had whole: in each warehouse as often as its scarcest item allows. `rows`: what is available of them. */
export function setsIn(parts: readonly { readonly itemId: string; readonly qty: number }[], rows: readonly AvailabilityRow[]): number {
  const byWarehouse = Map.groupBy(rows, (r) => r.warehouseId);
  let sum = 0;
  for (const own of byWarehouse.values())
    sum += Math.min(
      ...parts.map(({ itemId, qty }) => Math.max(0, Math.floor((own.find((r) => r.itemId === itemId)?.available ?? 0) / qty))),
    );
  return sum;
}

/**
 * Promises sellable stock to subject lines: smallest `priority` first, then in the order given. `partial` grants what
 * there is; `all-or-nothing` grants a subject (an order) everything it wants or nothing. Returns the quantity granted per
 * want, in the order of the wants. A line that already has a reservation in the warehouse keeps it and gets more.
 *
 * Refuses `inventory.onHold` when a subject has an open blocking hold (leave such orders out with `openHolds`). Items on
 * hold are not promised: their wants are granted nothing.
 */
export async function reserve(
  ctx: CommandContext,
  wants: readonly ReservationWant[],
  mode: 'partial' | 'all-or-nothing',
): Promise<{ readonly granted: number[] }> {
  if (wants.length === 0) return { granted: [] };
  const pairs = new Map<string, ItemPair>();
  for (const w of wants) pairs.set(pair(w.itemId, w.warehouseId), { item_id: w.itemId, other_id: w.warehouseId });
  const heldItems = await refuseHeldSubjects(ctx, wants);
  const stock = await loadAvailability(ctx.tx, [...pairs.values()]);
  const over = await overdueStock(ctx.tx, ctx.today);
  const free: FreeStock = new Map();
  for (const [key, p] of pairs) {
    const row = stock.get(key);
    free.set(key, row && !heldItems.has(p.item_id) ? row.sellable - row.reserved - (over.get(key) ?? 0) : 0);
  }
  const granted = decideReservations(wants, free, mode);
  await keep(ctx, wants, granted, stock);
  return { granted };
}

/** Throws for a held subject; returns the items on hold. */
async function refuseHeldSubjects(ctx: CommandContext, wants: readonly ReservationWant[]): Promise<ReadonlySet<string>> {
  const subjects = wants.flatMap((w) => [
    { kind: w.subjectKind, id: w.subjectId },
    { kind: 'item', id: w.itemId },
  ]);
  const holds = await openHoldsOf(ctx.tx, subjects);
  const ofItem = (h: OpenHold) => h.subjectKind === 'item';
  refuseHeld(
    ctx,
    holds.filter((h) => !ofItem(h)),
  );
  return new Set(holds.filter((h) => ofItem(h) && h.severity === 'block').map((h) => h.subjectId));
}

async function keep(
  ctx: CommandContext,
  wants: readonly ReservationWant[],
  granted: readonly number[],
  stock: ReadonlyMap<string, { readonly sellable: number; readonly reserved: number }>,
): Promise<void> {
  const given = wants.map((want, i) => ({ want, qty: granted[i] ?? 0 })).filter((g) => g.qty > 0);
  if (given.length === 0) return;
  const key = (kind: string, line: number, warehouseId: string) => `${kind}|${line}|${warehouseId}`;
  const existing = await loadReservations(
    ctx.tx,
    given.map(({ want }) => ({ subject_kind: want.subjectKind, subject_line: want.subjectLine, warehouse_id: want.warehouseId })),
  );
  const rows = new Map(existing.map((r) => [key(r.subject_kind, r.subject_line, r.warehouse_id), r]));
  const fresh = new Map<number, ReservationRow & { made_at: string }>();
  const grown = new Map<number, ReservationRow>();
  const reserved = new Map<string, { item_id: string; warehouse_id: string; reserved: number }>();
  for (const { want, qty } of given) {
    const at = key(want.subjectKind, want.subjectLine, want.warehouseId);
    const row = rows.get(at);
    if (row && row.item_id !== want.itemId) throw new Error(`reservation ${row.id} is for ${row.item_id}, not ${want.itemId}`);
    if (row) {
      row.qty += qty;
      if (!fresh.has(row.id)) grown.set(row.id, row);
    } else {
      const added = {
        id: ctx.nextId('reservation'),
        subject_kind: want.subjectKind,
        subject_id: want.subjectId,
        subject_line: want.subjectLine,
        item_id: want.itemId,
        warehouse_id: want.warehouseId,
        qty,
        priority: want.priority,
        made_at: ctx.now,
      };
      fresh.set(added.id, added);
      rows.set(at, added);
    }
    const place = pair(want.itemId, want.warehouseId);
    const known = reserved.get(place);
    if (known) known.reserved += qty;
    else reserved.set(place, { item_id: want.itemId, warehouse_id: want.warehouseId, reserved: (stock.get(place)?.reserved ?? 0) + qty });
  }
  await ctx.tx.insertMany('reservation', [...fresh.values()]);
  await ctx.tx.updateMany(
    'reservation',
    ['id'],
    [...grown.values()].map(({ id, qty }) => ({ id, qty })),
  );
  await ctx.tx.updateMany('stock_availability', ['item_id', 'warehouse_id'], [...reserved.values()]);
}

/** Which reservations to give back: those of these lines, or all of these subjects. */
export interface ReleaseDraft {
  readonly subjectKind: string;
  readonly lines?: readonly number[];
  readonly subjectIds?: readonly string[];
}

/** Gives reservations back, whole. Lines without one are fine. Returns the quantity released and the lines it was for. */
export async function release(
  ctx: CommandContext,
  draft: ReleaseDraft,
): Promise<{
  readonly released: number;
  readonly rows: readonly { subjectId: string; subjectLine: number; itemId: string; warehouseId: string; qty: number }[];
}> {
  const rows = await reservationsOf(ctx, draft);
  if (rows.length === 0) return { released: 0, rows: [] };
  const back = new Map<string, { item_id: string; warehouse_id: string; sellable: number; reserved: number }>();
  let released = 0;
  for (const r of rows) {
    const key = pair(r.item_id, r.warehouse_id);
    const known = back.get(key);
    if (known) known.reserved -= r.qty;
    else back.set(key, { item_id: r.item_id, warehouse_id: r.warehouse_id, sellable: 0, reserved: -r.qty });
    released += r.qty;
  }
  await endReservations(
    ctx.tx,
    rows.map(({ id }) => ({ id, qty: 0 })),
  );
  await ctx.tx.insertMany('stock_availability', [...back.values()], { key: ['item_id', 'warehouse_id'], add: ['sellable', 'reserved'] });
  const shown = rows.map((r) => ({
    subjectId: r.subject_id,
    subjectLine: r.subject_line,
    itemId: r.item_id,
    warehouseId: r.warehouse_id,
    qty: r.qty,
  }));
  return { released, rows: shown };
}

/** A part of what is kept for a line that is kept for another line from now on. */
export interface Relabelled {
  readonly fromLine: number;
  readonly warehouseId: string;
  readonly qty: number;
  readonly to: { readonly subjectId: string; readonly subjectLine: number };
}

/**
 * Hands promises from one line to another without giving them back in between: nobody else can take them, and goods that would not be
 * promised anew (on hold by now) stay promised. A line that goes to another subject whole (`subjectLine` stays) keeps its row. Rows keep
 * their place in the queue. Quantities are of one warehouse each; more than is kept there is a bug of the caller and throws.
 */
export async function relabel(ctx: CommandContext, subjectKind: string, moves: readonly Relabelled[]): Promise<void> {
  if (moves.length === 0) return;
  const lines = [...new Set(moves.map((m) => m.fromLine))].map((line) => ({ line }));
  const owned = await ctx.tx.db
    .selectFrom(ctx.tx.rowset(lines, { line: 'int' }).as('w'))
    .innerJoin('reservation as r', (j) => j.onRef('r.subject_line', '=', 'w.line').on('r.subject_kind', '=', subjectKind))
    .selectAll('r')
    .execute();
  const fresh: (typeof owned)[number][] = [];
  const changed: { id: number; qty: number; subject_id: string }[] = [];
  for (const move of moves) {
    const row = owned.find((r) => r.subject_line === move.fromLine && r.warehouse_id === move.warehouseId);
    if (!row || row.qty < move.qty) throw new Error(`line ${move.fromLine} does not keep ${move.qty} in ${move.warehouseId}`);
    if (move.to.subjectLine === row.subject_line) changed.push({ id: row.id, qty: row.qty, subject_id: move.to.subjectId });
    else {
      fresh.push({
        ...row,
        id: ctx.nextId('reservation'),
        subject_id: move.to.subjectId,
        subject_line: move.to.subjectLine,
        qty: move.qty,
      });
      changed.push({ id: row.id, qty: row.qty - move.qty, subject_id: row.subject_id });
    }
  }
  await ctx.tx.updateMany(
    'reservation',
    ['id'],
    changed.filter((c) => c.qty > 0),
  );
  await endReservations(
    ctx.tx,
    changed.filter((c) => c.qty === 0),
  );
  await ctx.tx.insertMany('reservation', fresh);
}

async function reservationsOf(ctx: CommandContext, draft: ReleaseDraft) {
  const { tx } = ctx;
  const columns = ['r.id', 'r.subject_id', 'r.subject_line', 'r.item_id', 'r.warehouse_id', 'r.qty'] as const;
  const byLine = [...new Set(draft.lines)].map((line) => ({ line }));
  const bySubject = [...new Set(draft.subjectIds)].map((id) => ({ id }));
  const found = new Map<
    number,
    { id: number; subject_id: string; subject_line: number; item_id: string; warehouse_id: string; qty: number }
  >();
  if (byLine.length > 0) {
    const rows = await tx.db
      .selectFrom(tx.rowset(byLine, { line: 'int' }).as('w'))
      .crossJoin('reservation as r')
      .whereRef('r.subject_line', '=', 'w.line')
      .where('r.subject_kind', '=', draft.subjectKind)
      .select(columns)
      .execute();
    for (const r of rows) found.set(r.id, r);
  }
  if (bySubject.length > 0) {
    const rows = await tx.db
      .selectFrom(tx.rowset(bySubject, { id: 'text' }).as('w'))
      .crossJoin('reservation as r')
      .whereRef('r.subject_id', '=', 'w.id')
      .where('r.subject_kind', '=', draft.subjectKind)
      .select(columns)
      .execute();
    for (const r of rows) found.set(r.id, r);
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}
