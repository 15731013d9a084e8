import { sql } from 'kysely';
import { notFound } from '../../../../preload/contract/engine.ts';
import { lotsList } from '../../../../preload/contract/inventory-lists.ts';
import { inventoryLots } from '../../../../preload/contract/inventory-lots.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { namesOfIds, onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';

/** Moves of a lot that are looked through to see whether it ever came to a warehouse. */
const MAX_LOOKED = 1000;

/** Lots with their item and what of them is on hand in the warehouses the asker may see. */
const lots = ({ tx, actor }: QueryContext) =>
  tx.db
    .selectFrom('lot as l')
    .innerJoin('item as i', 'i.id', 'l.item_id')
    .select(['l.id', 'l.code', 'l.item_id as itemId', 'i.sku', 'i.title', 'l.serial', 'l.state', 'l.expires_on as expiresOn'])
    .select(['l.best_before_on as bestBeforeOn', 'l.revision'])
    .select('l.sold_until as soldUntil')
    .select(
      sql<number>`(select cast(coalesce(sum(b.on_hand), 0) as bigint) from lot_balance as b join location as p on p.id = b.location_id
        where b.lot_id = l.id and b.internal = 1 and ${onlyInScope(actor.scopes.warehouse, 'p.warehouse_id')})`.as('onHand'),
    );

/** Lots and serial numbers, those that end first before the others. */
export const lotList = handleList(lotsList, {
  from: sql`lot as l`,
  columns: { id: 'l.id', code: 'l.code', itemId: 'l.item_id', state: 'l.state', serial: 'l.serial', soldUntil: 'l.sold_until' },
  through: { sku: (on) => sql`l.item_id in (select n.id from item as n where ${on('n.sku')})` },
  search: (text) =>
    sql<boolean>`(${startsWith('l.code', text)} or l.item_id in (select n.id from item as n where ${startsWith('n.sku', text)}))`,
  rows: (ctx, { window, order }) => lots(ctx).innerJoin(window.as('w'), 'w.id', 'l.id').orderBy(order).execute(),
});

/** One lot with what is known of it. */
export const getLot = handleQuery(inventoryLots.getLot, async (ctx, { lotId }) => {
  const { db } = ctx.tx;
  const head = await lots(ctx)
    .leftJoin('party as p', 'p.id', 'l.party_id')
    .select(['l.reason', 'l.removal_on as removalOn', 'l.alert_on as alertOn', 'l.received_at as receivedAt', 'l.party_id as partyId'])
    .select(['p.name as partyName', 'l.source_kind as sourceKind', 'l.source_id as sourceId'])
    .where('l.id', '=', lotId)
    .executeTakeFirst();
  if (!head) throw refuse(notFound, { kind: 'lot', id: lotId });
  const there = await db
    .selectFrom('lot_balance as b')
    .innerJoin('location as l', 'l.id', 'b.location_id')
    .leftJoin('warehouse as h', 'h.id', 'l.warehouse_id')
    .select(['b.location_id as locationId', 'l.code as locationCode', 'l.status', 'l.kind', 'l.warehouse_id as warehouseId'])
    .select(['h.code as warehouseCode', 'b.on_hand as onHand', 'b.internal'])
    .where('b.lot_id', '=', lotId)
    .where('b.on_hand', '<>', 0)
    .where((eb) => eb.or([eb('b.internal', '=', 0), onlyInScope(ctx.actor.scopes.warehouse, 'l.warehouse_id')]))
    .orderBy('h.code')
    .orderBy('l.path_order')
    .orderBy('l.code')
    .execute();
  const { warehouse } = ctx.actor.scopes;
  // Who is limited to warehouses sees the lots that ever came there, and where those came from that first came there.
  const came = await db
    .selectFrom('lot_move as m')
    .innerJoin('location as l', 'l.id', 'm.to_location_id')
    .select(['l.warehouse_id as warehouseId'])
    .where('m.lot_id', '=', lotId)
    .where('l.kind', '=', 'internal')
    .orderBy('m.id')
    .limit(warehouse ? MAX_LOOKED : 1)
    .execute();
  const isOwn = (row: (typeof came)[number] | undefined) => !warehouse || warehouse.has(row?.warehouseId ?? '');
  if (warehouse && !came.some(isOwn)) throw refuse(notFound, { kind: 'lot', id: lotId });
  const origin = isOwn(came[0]) ? head : { ...head, sourceId: '', partyId: null, partyName: null };
  const outside = (...kinds: readonly string[]) => there.reduce((sum, r) => (kinds.includes(r.kind) ? sum + r.onHand : sum), 0);
  const nameOf = await namesOfIds(ctx.tx, [origin.sourceId === '' ? null : origin.sourceId]);
  return {
    ...origin,
    trackedBy: head.serial === 1 ? 'serial' : 'lot',
    sourceName: nameOf(origin.sourceId === '' ? null : origin.sourceId),
    received: -outside('supplier', 'opening') + 0,
    withCustomers: outside('customer'),
    places: there.flatMap(({ internal, kind: _kind, ...row }) => (internal === 1 ? [row] : [])),
  };
});

export const getTracking = handleQuery(inventoryLots.getTracking, async (ctx, { itemId }) => {
  const row = await ctx.tx.db.selectFrom('item_tracking').selectAll().where('item_id', '=', itemId).executeTakeFirst();
  return {
    trackedBy: row?.tracked_by ?? ('none' as const),
    rotation: row?.rotation ?? ('fefo' as const),
    dated: row?.dated === 1,
    removalDays: row?.removal_days ?? null,
    alertDays: row?.alert_days ?? null,
  };
});
