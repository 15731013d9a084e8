import type { Insertable } from 'kysely';
import { statement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { alreadyExists, notFound, outOfScope } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { Actor, CommandContext, Standing } from '../../engine/context.ts';
import { accountByRole, ensureAccount } from '../accounting/index.ts';
import { type CompanyCreated, policy } from '../company/index.ts';
import type { LocationFacts, Places } from './model.ts';

export interface WarehouseDraft {
  readonly id?: string | undefined;
  readonly code: string;
  readonly name: string;
  readonly country: string;
}
export interface WarehouseIds {
  readonly warehouseId: string;
  /** Valuation area of the stock that may be sold. */
  readonly areaId: string;
  readonly stockLocationId: string;
  readonly quarantineLocationId: string;
}

/** Places outside the company and on the way between its warehouses, by kind. */
const OUTSIDE = [
  { kind: 'supplier', code: 'SUPPLIERS', name: 'Suppliers' },
  { kind: 'customer', code: 'CUSTOMERS', name: 'Customers' },
  { kind: 'adjustment', code: 'ADJUSTMENT', name: 'Count differences and losses' },
  { kind: 'scrap', code: 'SCRAP', name: 'Scrapped' },
  { kind: 'opening', code: 'OPENING', name: 'Opening stock' },
] as const;
const TRANSIT = { kind: 'transit', code: 'TRANSIT', name: 'In transit between warehouses' } as const;

type LocationRow = Insertable<DB['location']>;

/** A place as it is kept, with what is the same for most. */
export function locationRow(
  id: string,
  code: string,
  name: string,
  rest: Partial<LocationRow> & Pick<LocationRow, 'kind' | 'status' | 'type'>,
): LocationRow {
  return {
    id,
    code,
    name,
    warehouse_id: null,
    area_id: null,
    parent_id: null,
    active: 1,
    revision: 1,
    path_order: 0,
    below_zero: null,
    ...rest,
  };
}

/** Places, transit and warehouses of a new company; runs inside the command that creates it. */
export async function setUpPlaces(ctx: CommandContext, company: CompanyCreated): Promise<void> {
  const transitArea = ctx.newId('va');
  const account = await accountByRole(ctx, 'inventory-transit');
  await ctx.tx.insertMany('valuation_area', [
    { id: transitArea, code: TRANSIT.code, name: TRANSIT.name, account_id: account, revision: 1 },
  ]);
  await ctx.tx.insertMany('location', [
    ...OUTSIDE.map((o) => locationRow(ctx.newId('loc'), o.code, o.name, { kind: o.kind, status: 'outside', type: 'outside' })),
    locationRow(ctx.newId('loc'), TRANSIT.code, TRANSIT.name, {
      kind: 'transit',
      status: 'in-transit',
      type: 'outside',
      area_id: transitArea,
    }),
  ]);
  ctx.forget('valuation_area', 'location');
  for (const warehouse of company.warehouses) await createWarehouse(ctx, warehouse);
}

/** What the parts of a warehouse are called that are made with it. */
const namesOf = (name: string) => ({
  area: name,
  quarantineArea: `${name} quarantine`,
  stock: `${name} stock`,
  quarantine: `${name} quarantine`,
});

/**
 * Gives a warehouse another name. Areas and places that were made with it take the new one as long as nobody has named them
 * otherwise; accounts have names of their own. Refuses a warehouse that is not there.
 */
export async function renameWarehouse(ctx: CommandContext, warehouseId: string, name: string): Promise<void> {
  const { db } = ctx.tx;
  const known = await db.selectFrom('warehouse').select(['name', 'revision']).where('id', '=', warehouseId).executeTakeFirst();
  if (!known) throw refuse(notFound, { kind: 'warehouse', id: warehouseId });
  if (known.name === name) return;
  await ctx.tx.updateMany('warehouse', ['id'], [{ id: warehouseId, name, revision: known.revision + 1 }]);
  const [before, after] = [namesOf(known.name), namesOf(name)];
  const renamed = (old: string): string | undefined => {
    const part = (Object.keys(before) as (keyof typeof before)[]).find((key) => before[key] === old);
    return part && after[part];
  };
  const changed = <Row extends { id: string; name: string; revision: number }>(rows: readonly Row[]) =>
    rows.flatMap(({ id, name: old, revision }) => {
      const next = renamed(old);
      return next === undefined ? [] : [{ id, name: next, revision: revision + 1 }];
    });
  const mains = await db
    .selectFrom('location')
    .select(['id', 'name', 'revision', 'area_id'])
    .where('warehouse_id', '=', warehouseId)
    .where('type', '=', 'main')
    .execute();
  await ctx.tx.updateMany('location', ['id'], changed(mains));
  const areaIds = mains.flatMap((l) => l.area_id ?? []);
  const areas = await db.selectFrom('valuation_area').select(['id', 'name', 'revision']).where('id', 'in', areaIds).execute();
  await ctx.tx.updateMany('valuation_area', ['id'], changed(areas));
  ctx.forget('warehouse', 'valuation_area', 'location');
}

/**
 * Adds a warehouse: a place for stock that may be sold and one for quarantine, each a valuation area with an inventory
 * account of its own. Refuses a code or id that exists.
 */
export async function createWarehouse(ctx: CommandContext, draft: WarehouseDraft): Promise<WarehouseIds> {
  const { db } = ctx.tx;
  const warehouseId = draft.id ?? ctx.newId('wh');
  const twin = await db
    .selectFrom('warehouse')
    .select('id')
    .where((eb) => eb.or([eb('code', '=', draft.code), eb('id', '=', warehouseId)]))
    .executeTakeFirst();
  if (twin) throw refuse(alreadyExists, { kind: 'warehouse', id: draft.code });
  const area = async (suffix: string, name: string) => {
    const id = ctx.newId('va');
    const code = `${draft.code}${suffix}`;
    const account = await ensureAccount(ctx, {
      beside: 'inventory',
      suffix: code,
      name: `Inventory ${name}`,
    });
    return { id, code, name, account_id: account, revision: 1 };
  };
  const named = namesOf(draft.name);
  const stock = await area('', named.area);
  const quarantine = await area('-Q', named.quarantineArea);
  await ctx.tx.insertMany('warehouse', [
    { id: warehouseId, code: draft.code, name: draft.name, country: draft.country, active: 1, revision: 1 },
  ]);
  await ctx.tx.insertMany('valuation_area', [stock, quarantine]);
  const stockLocationId = ctx.newId('loc');
  const quarantineLocationId = ctx.newId('loc');
  const inside = { kind: 'internal', type: 'main', warehouse_id: warehouseId } as const;
  await ctx.tx.insertMany('location', [
    locationRow(stockLocationId, `${draft.code}-STOCK`, named.stock, { ...inside, status: 'sellable', area_id: stock.id }),
    locationRow(quarantineLocationId, `${draft.code}-QUARANTINE`, named.quarantine, {
      ...inside,
      status: 'quarantine',
      area_id: quarantine.id,
    }),
  ]);
  ctx.forget('warehouse', 'valuation_area', 'location');
  return { warehouseId, areaId: stock.id, stockLocationId, quarantineLocationId };
}

/** Main places of a warehouse, for stock and for quarantine, which it was created with. Refuses an unknown warehouse. */
export async function warehousePlaces(
  ctx: { readonly tx: CommandContext['tx'] },
  warehouseId: string,
): Promise<WarehouseIds & { readonly quarantineAreaId: string }> {
  const rows = await ctx.tx.db
    .selectFrom('location')
    .select(['id', 'status', 'area_id'])
    .where('warehouse_id', '=', warehouseId)
    .where('type', '=', 'main')
    .execute();
  const stock = rows.find((r) => r.status === 'sellable');
  const quarantine = rows.find((r) => r.status === 'quarantine');
  if (!stock?.area_id || !quarantine?.area_id) throw refuse(notFound, { kind: 'warehouse', id: warehouseId });
  return {
    warehouseId,
    areaId: stock.area_id,
    stockLocationId: stock.id,
    quarantineLocationId: quarantine.id,
    quarantineAreaId: quarantine.area_id,
  };
}

/** Stock place per warehouse id, warehouses in order of code. */
export async function stockLocations(ctx: { readonly tx: CommandContext['tx'] }): Promise<Map<string, string>> {
  const rows = await ctx.tx.db
    .selectFrom('location as l')
    .innerJoin('warehouse as w', 'w.id', 'l.warehouse_id')
    .select(['l.id', 'w.id as warehouseId'])
    .where('l.type', '=', 'main')
    .where('l.status', '=', 'sellable')
    .orderBy('w.code')
    .execute();
  return new Map(rows.map((r) => [r.warehouseId, r.id]));
}

const outerPlaces = statement<DB, Record<never, never>, Pick<LocationFacts, 'id' | 'kind'>>((db) =>
  db.selectFrom('location').select(['id', 'kind']).where('kind', '<>', 'internal').orderBy('id'),
);

const outside: Standing<Places> = {
  tables: ['location'],
  async load(tx) {
    const rows = await tx.run(outerPlaces, {});
    const of = (kind: LocationFacts['kind']) => {
      const found = rows.find((r) => r.kind === kind);
      if (!found) throw new Error(`this company has no place of kind ${kind}`);
      return found.id;
    };
    return {
      supplier: of('supplier'),
      customer: of('customer'),
      adjustment: of('adjustment'),
      scrap: of('scrap'),
      opening: of('opening'),
      transit: of('transit'),
    };
  },
};

/** Ids of the places outside the company and of transit, by kind. */
export const places = (ctx: CommandContext): Promise<Places> => ctx.standing(outside);

/** Refuses a warehouse outside the actor's rows. */
export function assertWarehouseScope(actor: Actor, warehouseId: string | null): void {
  if (warehouseId !== null && actor.scopes.warehouse && !actor.scopes.warehouse.has(warehouseId))
    throw refuse(outOfScope, { scope: 'warehouse', id: warehouseId });
}

/** Whether on hand may fall below zero at a place: it says so, and the company lets places do so. */
export const goesBelow = (ctx: CommandContext, place: { readonly belowZero: 0 | 1 | null }): boolean =>
  place.belowZero === 1 && policy(ctx, 'negativeStock') === 'by-place';
