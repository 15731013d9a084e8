import { alreadyExists, notFound } from '../../../preload/contract/engine.ts';
import {
  badParent,
  belowZeroNotHere,
  placeBelowZero,
  placeHoldsStock,
  placeInUse,
  stagedNotSellable,
} from '../../../preload/contract/inventory-places.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import { policy } from '../company/index.ts';
import type { LocationFacts, PlaceStatus, PlaceType } from './model.ts';
import { assertWarehouseScope, locationRow, warehousePlaces } from './warehouses.ts';

/** Whether a place only divides a warehouse and holds no stock itself. */
export const divides = (type: LocationFacts['type']): boolean => type === 'zone' || type === 'aisle';

const STAGED: ReadonlySet<string> = new Set(['staging', 'packing']);

/** Refuses to offer for sale what was picked for an order. */
function refuseStagedForSale(code: string, type: string, status: PlaceStatus): void {
  if (STAGED.has(type) && status === 'sellable') throw refuse(stagedNotSellable, { code, type });
}

async function refuseTakenCode(ctx: CommandContext, code: string): Promise<void> {
  const twin = await ctx.tx.db.selectFrom('location').select('id').where('code', '=', code).executeTakeFirst();
  if (twin) throw refuse(alreadyExists, { kind: 'location', id: code });
}

/** Refuses a parent that is no open zone or aisle of the same warehouse, or lies below the place itself. */
async function checkParent(ctx: CommandContext, place: { id: string; code: string; warehouseId: string }, parentId: string): Promise<void> {
  let next: string | null = parentId;
  while (next !== null) {
    const row:
      | { id: string; code: string; type: string; active: 0 | 1; warehouse_id: string | null; parent_id: string | null }
      | undefined = await ctx.tx.db
      .selectFrom('location')
      .select(['id', 'code', 'type', 'active', 'warehouse_id', 'parent_id'])
      .where('id', '=', next)
      .executeTakeFirst();
    if (!row) throw refuse(notFound, { kind: 'place', id: next });
    const no = (why: 'bin' | 'warehouse' | 'circle' | 'closed') => refuse(badParent, { code: place.code, parent: row.code, why });
    if (row.id === place.id) throw no('circle');
    if (row.warehouse_id !== place.warehouseId) throw no('warehouse');
    if (row.type !== 'zone' && row.type !== 'aisle') throw no('bin');
    if (row.active === 0) throw no('closed');
    next = row.parent_id;
  }
}

/** Sellable and held stock is valued in the warehouse's own area, everything suspect in its quarantine area. */
async function areaFor(ctx: CommandContext, warehouseId: string, status: PlaceStatus): Promise<string> {
  const { areaId, quarantineAreaId } = await warehousePlaces(ctx, warehouseId);
  return status === 'sellable' || status === 'hold' ? areaId : quarantineAreaId;
}

export interface LocationDraft {
  readonly id?: string | undefined;
  readonly warehouseId: string;
  readonly code: string;
  readonly name: string;
  readonly status: PlaceStatus;
  readonly type: PlaceType;
  readonly parentId?: string | undefined;
  readonly pathOrder: number;
  readonly belowZero?: boolean | undefined;
}

/** Refuses to let a place go below zero that is not for sale, holds no stock, or that the company does not let do so. */
function refuseBelowZero(
  ctx: CommandContext,
  place: { readonly code: string; readonly type: LocationFacts['type']; readonly status: string },
): void {
  const no = (why: 'not-for-sale' | 'divides' | 'company') => refuse(belowZeroNotHere, { code: place.code, why });
  if (divides(place.type)) throw no('divides');
  if (place.status !== 'sellable') throw no('not-for-sale');
  if (policy(ctx, 'negativeStock') !== 'by-place') throw no('company');
}

/** Adds a place inside a warehouse. Refuses a code that exists, a staging place for sale, and a parent that holds stock itself. */
export async function createLocation(ctx: CommandContext, draft: LocationDraft): Promise<string> {
  assertWarehouseScope(ctx.actor, draft.warehouseId);
  await refuseTakenCode(ctx, draft.code);
  refuseStagedForSale(draft.code, draft.type, draft.status);
  if (draft.belowZero) refuseBelowZero(ctx, draft);
  const area_id = await areaFor(ctx, draft.warehouseId, draft.status);
  const id = draft.id ?? ctx.newId('loc');
  if (draft.parentId !== undefined) await checkParent(ctx, { ...draft, id }, draft.parentId);
  await ctx.tx.insertMany('location', [
    locationRow(id, draft.code, draft.name, {
      kind: 'internal',
      status: draft.status,
      type: draft.type,
      warehouse_id: draft.warehouseId,
      area_id,
      parent_id: draft.parentId ?? null,
      path_order: draft.pathOrder,
      below_zero: draft.belowZero ? 1 : null,
    }),
  ]);
  ctx.forget('location');
  return id;
}

export interface LocationChange {
  readonly locationId: string;
  readonly code?: string | undefined;
  readonly name?: string | undefined;
  readonly status?: PlaceStatus | undefined;
  readonly parentId?: string | null | undefined;
  readonly pathOrder?: number | undefined;
  readonly active?: boolean | undefined;
  readonly belowZero?: boolean | undefined;
}

/**
 * Changes a place. What stands there keeps its status and its value: both, and closing, wait until the place is empty. It stops going below
 * zero when nothing there is.
 */
export async function changeLocation(ctx: CommandContext, change: LocationChange): Promise<void> {
  const row = await ctx.tx.db.selectFrom('location').selectAll().where('id', '=', change.locationId).executeTakeFirst();
  if (row?.kind !== 'internal' || row.warehouse_id === null) throw refuse(notFound, { kind: 'place', id: change.locationId });
  assertWarehouseScope(ctx.actor, row.warehouse_id);
  const { id, warehouse_id: warehouseId } = row;
  const code = change.code ?? row.code;
  if (code !== row.code) await refuseTakenCode(ctx, code);
  const status = change.status ?? row.status;
  const active = change.active === undefined ? row.active : change.active ? 1 : 0;
  const parentId = change.parentId === undefined ? row.parent_id : change.parentId;
  const closes = active < row.active;
  const moves = parentId !== row.parent_id;
  if (row.type === 'main' && (closes || moves || status !== row.status)) await refuseMain(ctx, row.code, warehouseId);
  if (status !== row.status || closes) await refuseHolding(ctx, id, row.code);
  if (closes) await refuseUsed(ctx, id, row.code);
  if (parentId !== null && (moves || active > row.active)) await checkParent(ctx, { id, code, warehouseId }, parentId);
  const belowZero = change.belowZero ?? row.below_zero === 1;
  if (belowZero && (row.below_zero !== 1 || status !== row.status)) refuseBelowZero(ctx, { code, type: row.type, status });
  if (!belowZero && row.below_zero === 1) await refuseBelow(ctx, id, code);
  let area_id = row.area_id;
  if (status !== row.status) {
    refuseStagedForSale(code, row.type, status as PlaceStatus);
    area_id = await areaFor(ctx, warehouseId, status as PlaceStatus);
  }
  await ctx.tx.db
    .updateTable('location')
    .set({
      code,
      name: change.name ?? row.name,
      status,
      area_id,
      parent_id: parentId,
      path_order: change.pathOrder ?? row.path_order,
      active,
      below_zero: belowZero ? 1 : null,
      revision: row.revision + 1,
    })
    .where('id', '=', id)
    .execute();
  ctx.forget('location');
}

async function refuseMain(ctx: CommandContext, code: string, warehouseId: string): Promise<never> {
  const warehouse = await ctx.tx.db.selectFrom('warehouse').select('code').where('id', '=', warehouseId).executeTakeFirstOrThrow();
  throw refuse(placeInUse, { code, by: 'warehouse', other: warehouse.code });
}

async function refuseBelow(ctx: CommandContext, id: string, code: string): Promise<void> {
  const below = await ctx.tx.db
    .selectFrom('stock_balance as b')
    .innerJoin('item as i', 'i.id', 'b.item_id')
    .select(['i.sku', 'b.on_hand'])
    .where('b.location_id', '=', id)
    .where('b.below_since', 'is not', null)
    .orderBy('i.sku')
    .execute();
  const [first] = below;
  if (first) throw refuse(placeBelowZero, { code, sku: first.sku, onHand: first.on_hand, items: below.length });
}

async function refuseHolding(ctx: CommandContext, id: string, code: string): Promise<void> {
  await refuseBelow(ctx, id, code);
  const held = await ctx.tx.db
    .selectFrom('stock_balance as b')
    .innerJoin('item as i', 'i.id', 'b.item_id')
    .select(['i.sku', 'b.on_hand'])
    .where('b.location_id', '=', id)
    .where('b.on_hand', '>', 0)
    .orderBy('i.sku')
    .execute();
  const [first] = held;
  if (first) throw refuse(placeHoldsStock, { code, sku: first.sku, onHand: first.on_hand, items: held.length });
}

async function refuseUsed(ctx: CommandContext, id: string, code: string): Promise<void> {
  const below = await ctx.tx.db
    .selectFrom('location')
    .select('code')
    .where('parent_id', '=', id)
    .where('active', '=', 1)
    .orderBy('code')
    .executeTakeFirst();
  if (below) throw refuse(placeInUse, { code, by: 'places', other: below.code });
  const rule = await ctx.tx.db
    .selectFrom('putaway_rule as r')
    .leftJoin('item as i', 'i.id', 'r.item_id')
    .leftJoin('category as c', 'c.id', 'r.category_id')
    .select(['i.sku', 'c.name'])
    .where('r.location_id', '=', id)
    .executeTakeFirst();
  if (rule) throw refuse(placeInUse, { code, by: 'rules', other: rule.sku ?? rule.name ?? '' });
}

const SUFFIX = { dock: 'DOCK', staging: 'STAGING', packing: 'PACKING' } as const;

/**
 * Id of the place of a warehouse where goods arrive, wait for their parcel, or are packed: the first open one on the way, made
 * where there is none yet. What stands in one that was made here is on hold, so it is never promised to anybody.
 */
export async function workPlace(ctx: CommandContext, warehouseId: string, type: keyof typeof SUFFIX): Promise<string> {
  const found = await ctx.tx.db
    .selectFrom('location')
    .select('id')
    .where('warehouse_id', '=', warehouseId)
    .where('type', '=', type)
    .where('active', '=', 1)
    .orderBy('path_order')
    .orderBy('code')
    .executeTakeFirst();
  if (found) return found.id;
  const warehouse = await ctx.tx.db.selectFrom('warehouse').select(['code', 'name']).where('id', '=', warehouseId).executeTakeFirst();
  if (!warehouse) throw refuse(notFound, { kind: 'warehouse', id: warehouseId });
  const name = `${warehouse.name} ${type}`;
  const rows = await ctx.tx.db.selectFrom('location').select('code').where('warehouse_id', '=', warehouseId).execute();
  const taken = new Set(rows.map((r) => r.code));
  const plain = `${warehouse.code}-${SUFFIX[type]}`;
  let code = plain;
  for (let n = 2; taken.has(code); n += 1) code = `${plain}-${n}`;
  return createLocation(ctx, { warehouseId, code, name, status: 'hold', type, pathOrder: 0 });
}
