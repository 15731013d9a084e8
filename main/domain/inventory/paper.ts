import type { Insertable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import { alreadyExists, notFound } from '../../../preload/contract/engine.ts';
import { placeTakesNoStock } from '../../../preload/contract/inventory-places.ts';
import type { ArrivingLot } from '../../../preload/contract/lots.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { type Day, dayOfInstant, startOfDay } from '../../../preload/contract/values/day.ts';
import type { Instant } from '../../../preload/contract/values/instant.ts';
import type { CommandContext } from '../../engine/context.ts';
import { type LineDraft, postEntries } from '../accounting/index.ts';
import { type ItemFacts, itemsBySku, loadItems, packsOf } from '../catalog/index.ts';
import { takeNumbers } from '../company/index.ts';
import { loadLocations } from './load-stock.ts';
import { statedLots } from './lots/keep-lots.ts';
import { type LocationFacts, type MoveDraft, PLACE_WORKED, type WorkedPlace } from './model.ts';
import { divides } from './places.ts';
import { insertDocument } from './store.ts';
import { assertWarehouseScope } from './warehouses.ts';

/** Source kind of moves and entries a stock document makes. */
export const STOCK_DOCUMENT = 'stock-document';

type Kind = DB['stock_document']['kind'];
const SERIES: Readonly<Record<Kind, string>> = { opening: 'OPN', receipt: 'GRN', transfer: 'TRF', count: 'CNT', 'write-down': 'WDN' };

interface PaperInput {
  readonly id?: string | undefined;
  readonly on?: Day | undefined;
  readonly at?: Instant | undefined;
  readonly memo: string;
}

/** A stock document in the making: its id, day and instant, and the entry its moves point at. */
export interface Paper {
  readonly id: string;
  readonly kind: Kind;
  readonly on: Day;
  readonly at: Instant;
  readonly entryId: number;
  readonly memo: string;
  readonly common: Pick<MoveDraft, 'at' | 'on' | 'source' | 'entryId'>;
}

/** Day and instant something happened: as stated, or now; a day other than today counts from its first moment. */
export function whenHappened(
  ctx: CommandContext,
  input: { readonly on?: Day | undefined; readonly at?: Instant | undefined },
): { on: Day; at: Instant } {
  const { zone } = ctx.company;
  const on = input.on ?? (input.at === undefined ? ctx.today : dayOfInstant(input.at, zone));
  return { on, at: input.at ?? (on === ctx.today ? ctx.now : startOfDay(on, zone)) };
}

/** Opens a stock document; refuses an id that is taken. */
export async function openPaper(ctx: CommandContext, kind: Kind, input: PaperInput): Promise<Paper> {
  const id = input.id ?? ctx.newId('sd');
  if (input.id !== undefined) {
    const twin = await ctx.tx.db.selectFrom('stock_document').select('id').where('id', '=', id).executeTakeFirst();
    if (twin) throw refuse(alreadyExists, { kind: 'stock document', id });
  }
  const { on, at } = whenHappened(ctx, input);
  const entryId = ctx.nextId('journal_entry');
  return { id, kind, on, at, entryId, memo: input.memo, common: { at, on, source: { kind: STOCK_DOCUMENT, id }, entryId } };
}

/** Posts the entry of a document; returns its id, or null when nothing had a value. */
export async function postPaper(ctx: CommandContext, paper: Paper, memo: string, lines: readonly LineDraft[]): Promise<number | null> {
  const [posted] = await postEntries(ctx, [
    { entryId: paper.entryId, journal: 'STK', on: paper.on, source: paper.common.source, memo: paper.memo || memo, lines },
  ]);
  return posted?.entryId ?? null;
}

type DocumentRow = Insertable<DB['stock_document']>;
export type PaperLine = Omit<Insertable<DB['stock_document_line']>, 'id' | 'document_id' | 'line_no'>;

/** Numbers and keeps a document with its lines; returns its number. */
export async function keepPaper(
  ctx: CommandContext,
  paper: Pick<Paper, 'id' | 'kind' | 'on' | 'memo'>,
  rest: Partial<Pick<DocumentRow, 'state' | 'party_id' | 'from_location_id' | 'to_location_id' | 'reason_code' | 'entry_id'>>,
  lines: readonly PaperLine[],
): Promise<string> {
  const [number = ''] = takeNumbers(ctx, SERIES[paper.kind], paper.on);
  const document: DocumentRow = {
    id: paper.id,
    kind: paper.kind,
    number,
    state: 'posted',
    happened_on: paper.on,
    party_id: null,
    from_location_id: null,
    to_location_id: null,
    reason_code: null,
    memo: paper.memo,
    entry_id: null,
    revision: 1,
    ...rest,
  };
  const empty = { unit_cost_micros: null, value: null, counted_qty: null, book_qty: null, received_qty: null, lost_qty: null };
  const rows = lines.map((line, i) => ({
    id: ctx.nextId('stock_document_line'),
    document_id: paper.id,
    line_no: i + 1,
    ...empty,
    ...line,
  }));
  await insertDocument(ctx.tx, document, rows);
  return number;
}

/** Steps of the stock unit one count of each line stands for: those of its pack, else one. */
export const stepsOf = async (
  ctx: CommandContext,
  items: readonly ItemFacts[],
  lines: readonly { readonly pack?: string | undefined }[],
): Promise<number[]> => (await packsOf(ctx, items, lines)).map((p) => p?.steps ?? 1);

/** Lots lines of goods that are here name, in order, for their moves. `steps`: of the stock unit in one count of each line. */
export async function lotsOf(
  ctx: CommandContext,
  items: readonly ItemFacts[],
  steps: readonly number[],
  lines: readonly { readonly qty: number; readonly lots?: readonly ArrivingLot[] | undefined }[],
): Promise<Pick<MoveDraft, 'lots'>[]> {
  const stated = await statedLots(
    ctx,
    lines.flatMap((line, i) => (items[i] ? [{ item: items[i], qty: line.qty * (steps[i] ?? 1), lots: line.lots }] : [])),
  );
  return stated.map((lots) => (lots ? { lots } : {}));
}

/** Items of document lines, in order, named by id or SKU. Refuses an unknown one. */
export async function itemsOf(
  ctx: CommandContext,
  lines: readonly { readonly itemId?: string | undefined; readonly sku?: string | undefined }[],
): Promise<ItemFacts[]> {
  const byId = await loadItems(
    ctx,
    lines.flatMap((l) => (l.itemId === undefined ? [] : [l.itemId])),
  );
  const bySku = await itemsBySku(
    ctx,
    lines.flatMap((l) => (l.sku === undefined ? [] : [l.sku])),
  );
  return lines.map((l) => {
    const item = l.itemId === undefined ? bySku.get(l.sku ?? '') : byId.get(l.itemId);
    if (!item) throw refuse(notFound, { kind: 'item', id: l.itemId ?? l.sku ?? '' });
    return item;
  });
}

/**
 * A place stock can stand in and the actor may work in. Refuses places outside, transit and unknown ids, zones and aisles, and
 * closed places. Rooms above may refuse as well: goods picked for orders are theirs.
 */
export async function ownPlace(ctx: CommandContext, locationId: string): Promise<LocationFacts & { readonly areaId: string }> {
  const place = (await loadLocations(ctx, [locationId])).get(locationId);
  if (!place || place.kind !== 'internal' || place.areaId === null) throw refuse(notFound, { kind: 'stock place', id: locationId });
  assertWarehouseScope(ctx.actor, place.warehouseId);
  if (divides(place.type)) throw refuse(placeTakesNoStock, { code: place.code, why: 'divided' });
  if (place.active === 0) throw refuse(placeTakesNoStock, { code: place.code, why: 'closed' });
  await ctx.emit({ name: PLACE_WORKED, data: { locationId: place.id, code: place.code } satisfies WorkedPlace });
  return { ...place, areaId: place.areaId };
}

/** Account role the differences of a reason post to. Refuses a code that does not exist or is for something else. */
export async function roleOfReason(ctx: CommandContext, code: string, kind: DB['reason_code']['kind'], fallback: string): Promise<string> {
  const row = await ctx.tx.db.selectFrom('reason_code').select(['kind', 'account_role']).where('code', '=', code).executeTakeFirst();
  if (row?.kind !== kind) throw refuse(notFound, { kind: `${kind} reason code`, id: code });
  return row.account_role ?? fallback;
}

/** Which warehouse the areas of these places belong to, for the dimensions of an entry. */
export function warehouseOfAreas(...places: readonly LocationFacts[]): (areaId: string) => string | null {
  const known = new Map(places.map((p) => [p.areaId, p.warehouseId]));
  return (areaId) => known.get(areaId) ?? null;
}
