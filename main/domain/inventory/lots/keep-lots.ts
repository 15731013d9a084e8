import { notFound } from '../../../../preload/contract/engine.ts';
import {
  type ArrivingLot,
  lotDateNeeded,
  lotDatesDiffer,
  lotNeeded,
  lotsDiffer,
  NO_LAST_DAY,
  notTracked,
  serialTaken,
  unknownLot,
} from '../../../../preload/contract/lots.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { addDays, type Day } from '../../../../preload/contract/values/day.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { type ItemFacts, type Tracking, trackedItems } from '../../catalog/index.ts';
import { pair } from '../load-stock.ts';
import { loadLotsByCode } from './load.ts';
import { type LotQty, sumOf } from './model.ts';

/** A line that says which lots it is about. `qty` in steps of the stock unit. */
export interface LotLine {
  readonly item: Pick<ItemFacts, 'id' | 'sku'>;
  readonly qty: number;
  readonly lots?: readonly ArrivingLot[] | undefined;
}

/** Dates of a lot as they are kept. */
export interface LotDates {
  readonly expires_on: Day | null;
  readonly best_before_on: Day | null;
  readonly removal_on: Day | null;
  readonly alert_on: Day | null;
  readonly sold_until: Day;
}

type Said = Pick<ArrivingLot, 'expiresOn' | 'bestBeforeOn' | 'removalOn' | 'alertOn'>;

/** Dates as stated, those that follow from the last day where nothing is said, and the last day the units may be sold. */
export function datesOf(said: Said, tracking: Pick<Tracking, 'removalDays' | 'alertDays'>): LotDates {
  const ends = said.expiresOn ?? said.bestBeforeOn;
  const before = (days: number | null) => (ends === undefined || days === null ? null : addDays(ends, -days));
  const removal_on = said.removalOn ?? before(tracking.removalDays);
  const last = said.expiresOn ?? NO_LAST_DAY;
  const off = removal_on === null ? NO_LAST_DAY : addDays(removal_on, -1);
  return {
    expires_on: said.expiresOn ?? null,
    best_before_on: said.bestBeforeOn ?? null,
    removal_on,
    alert_on: said.alertOn ?? before(tracking.alertDays),
    sold_until: off < last ? off : last,
  };
}

/** Whom lots come from, with what and when. */
export interface Arrival {
  readonly source: { readonly kind: string; readonly id: string };
  readonly partyId?: string | undefined;
  readonly at: string;
}

/** Units per lot as the line says them: a serial number is one unit, one lot alone is the whole line. Refuses what does not add up. */
function quantities(line: LotLine, tracking: Tracking): { readonly said: ArrivingLot; readonly qty: number }[] {
  const { item, qty } = line;
  const lots = line.lots ?? [];
  if (lots.length === 0) throw refuse(lotNeeded, { sku: item.sku, trackedBy: tracking.trackedBy, qty, lots: [] });
  const seen = new Set<string>();
  const rows = lots.map((said) => {
    if (seen.has(said.code) && tracking.trackedBy === 'serial') throw refuse(serialTaken, { sku: item.sku, serial: said.code });
    seen.add(said.code);
    if (tracking.trackedBy === 'serial') return { said, qty: said.qty ?? 1 };
    return { said, qty: said.qty ?? (lots.length === 1 ? qty : 0) };
  });
  const stated = sumOf(rows);
  if (stated !== qty || rows.some((r) => r.qty <= 0)) throw refuse(lotsDiffer, { sku: item.sku, stated, asked: qty });
  const many = tracking.trackedBy === 'serial' ? rows.find((r) => r.qty > 1) : undefined;
  if (many) throw refuse(serialTaken, { sku: item.sku, serial: many.said.code });
  return rows;
}

/**
 * Lots of lines that bring goods in, in order: those that are new are kept with their dates and where they came from. Lines of items that are
 * not tracked have none, and may state none. Refuses a missing lot, a missing last day, other dates than the lot has, and quantities that do not
 * add up.
 */
export async function arrivingLots(ctx: CommandContext, lines: readonly LotLine[], arrival: Arrival): Promise<(LotQty[] | undefined)[]> {
  return named(ctx, lines, arrival);
}

/** Lots of lines about goods that are here, in order; undefined where the line states none. Refuses a lot the item does not have. */
export async function statedLots(ctx: CommandContext, lines: readonly LotLine[]): Promise<(LotQty[] | undefined)[]> {
  return named(ctx, lines, undefined);
}

/** A line of a count. */
export interface CountedLine {
  readonly item: Pick<ItemFacts, 'id' | 'sku'>;
  readonly counted: number;
  readonly lot?: Omit<ArrivingLot, 'qty'> | undefined;
}

/**
 * The lot each line of a count is about, in order; undefined where the item is not tracked. What was found may be of a lot nobody knew of; of
 * one that is unknown nothing can be missing. Refuses a tracked item without its lot, and two units of one serial number.
 */
export async function countedLots(ctx: CommandContext, lines: readonly CountedLine[], arrival: Arrival): Promise<(string | undefined)[]> {
  const tracked = await trackedItems(ctx);
  const asked = lines.map(({ item, counted, lot }) => {
    const tracking = tracked.get(item.id);
    if (tracking && !lot) throw refuse(lotNeeded, { sku: item.sku, trackedBy: tracking.trackedBy, qty: counted, lots: [] });
    const qty = Math.max(counted, 1);
    return { item, qty, found: counted > 0, lots: lot && [{ ...lot, qty }] };
  });
  const found = await named(
    ctx,
    asked.map((l) => (l.found || !l.lots ? l : { ...l, item: { ...l.item, id: '' }, lots: undefined })),
    arrival,
  );
  const gone = await named(
    ctx,
    asked.map((l) => (l.found ? { ...l, lots: undefined } : l)),
    undefined,
  );
  return asked.map((_l, i) => (found[i] ?? gone[i])?.[0]?.lotId);
}

async function named(ctx: CommandContext, lines: readonly LotLine[], arrival: Arrival | undefined): Promise<(LotQty[] | undefined)[]> {
  const tracked = await trackedItems(ctx);
  const odd = lines.find((l) => l.lots !== undefined && !tracked.has(l.item.id));
  if (odd) throw refuse(notTracked, { sku: odd.item.sku });
  const wanted = lines.map((line) => {
    const tracking = tracked.get(line.item.id);
    return !tracking || (!arrival && line.lots === undefined) ? undefined : { line, tracking, rows: quantities(line, tracking) };
  });
  if (wanted.every((w) => w === undefined)) return lines.map(() => undefined);
  const codes = new Map<string, { item_id: string; code: string }>();
  for (const w of wanted)
    for (const { said } of w?.rows ?? [])
      codes.set(pair(w?.line.item.id ?? '', said.code), { item_id: w?.line.item.id ?? '', code: said.code });
  const known = await loadLotsByCode(ctx.tx, [...codes.values()]);
  const ids = new Map([...known].map(([key, l]) => [key, l.lotId]));
  const fresh = [];
  for (const w of wanted)
    for (const { said } of w?.rows ?? []) {
      if (!w) continue;
      const { item } = w.line;
      const key = pair(item.id, said.code);
      const there = known.get(key);
      if (there) {
        if (arrival && said.expiresOn !== undefined && said.expiresOn !== there.expiresOn)
          throw refuse(lotDatesDiffer, { sku: item.sku, lot: said.code, expiresOn: there.expiresOn ?? 'none', said: said.expiresOn });
        continue;
      }
      if (!arrival) throw refuse(unknownLot, { sku: item.sku, lot: said.code });
      if (ids.has(key)) continue;
      if (w.tracking.dated === 1 && said.expiresOn === undefined) throw refuse(lotDateNeeded, { sku: item.sku, lot: said.code });
      const dates = datesOf(said, w.tracking);
      const id = ctx.newId('lot');
      ids.set(key, id);
      fresh.push({
        id,
        item_id: item.id,
        code: said.code,
        serial: w.tracking.trackedBy === 'serial' ? (1 as const) : (0 as const),
        state: dates.sold_until < ctx.today ? ('expired' as const) : ('ok' as const),
        reason: null,
        ...dates,
        party_id: arrival.partyId ?? null,
        source_kind: arrival.source.kind,
        source_id: arrival.source.id,
        received_at: arrival.at,
        revision: 1,
      });
    }
  await ctx.tx.insertMany('lot', fresh);
  return wanted.map((w) => w?.rows.map(({ said, qty }) => ({ lotId: ids.get(pair(w.line.item.id, said.code)) ?? '', qty })));
}

/** A lot by id, as it is kept. Refuses one that is unknown. */
export async function lotFor(ctx: CommandContext, lotId: string) {
  const row = await ctx.tx.db
    .selectFrom('lot as l')
    .innerJoin('item as i', 'i.id', 'l.item_id')
    .selectAll('l')
    .select('i.sku')
    .where('l.id', '=', lotId)
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'lot', id: lotId });
  return row;
}
