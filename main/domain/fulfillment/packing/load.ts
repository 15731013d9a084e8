import { type Connection, sumInt } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { assertWarehouseScope, type LotQty } from '../../inventory/index.ts';

type Tx = Connection<DB>;

/** A parcel with its order and what is in it. */
export interface ParcelFacts {
  readonly id: string;
  readonly number: string;
  readonly waveOrderId: number;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly warehouseId: string;
  readonly state: 'open' | 'packed' | 'void' | 'shipped';
  readonly carrier: string | null;
  readonly tracking: string | null;
  readonly revision: number;
  readonly lines: readonly {
    readonly id: number;
    readonly orderLineId: number;
    readonly itemId: string;
    readonly qty: number;
    readonly lots?: readonly LotQty[];
  }[];
}

/** Parcels with their goods, in the order of their ids; those that do not exist are absent. */
export async function loadParcels(tx: Tx, ids: readonly string[]): Promise<ParcelFacts[]> {
  if (ids.length === 0) return [];
  const heads = await tx.db
    .selectFrom('parcel as p')
    .innerJoin('sales_order as o', 'o.id', 'p.order_id')
    .where('p.id', 'in', ids)
    .select(['p.id', 'p.number', 'p.wave_order_id as waveOrderId', 'p.order_id as orderId', 'o.number as orderNumber'])
    .select(['p.warehouse_id as warehouseId', 'p.state', 'p.carrier', 'p.tracking', 'p.revision'])
    .orderBy('p.id')
    .execute();
  const lines = await tx.db
    .selectFrom('parcel_line')
    .select(['id', 'parcel_id', 'order_line_id as orderLineId', 'item_id as itemId', 'qty'])
    .where('parcel_id', 'in', ids)
    .orderBy('id')
    .execute();
  const lots = await tx.db.selectFrom('parcel_lot').selectAll().where('parcel_id', 'in', ids).orderBy('lot_id').execute();
  const lotsOf = (parcelId: string, line: number) =>
    lots.flatMap((l) => (l.parcel_id === parcelId && l.order_line_id === line ? [{ lotId: l.lot_id, qty: l.qty }] : []));
  return heads.map((h) => ({
    ...h,
    lines: lines.flatMap((l) => {
      if (l.parcel_id !== h.id) return [];
      const own = lotsOf(h.id, l.orderLineId);
      return [{ ...l, ...(own.length > 0 ? { lots: own } : {}) }];
    }),
  }));
}

/** One parcel the actor may work on; refuses one that is unknown or of a warehouse outside their scope. */
export async function parcelFor(ctx: CommandContext, id: string): Promise<ParcelFacts> {
  const [parcel] = await loadParcels(ctx.tx, [id]);
  if (!parcel) throw refuse(notFound, { kind: 'parcel', id });
  assertWarehouseScope(ctx.actor, parcel.warehouseId);
  return parcel;
}

/** Parcels of orders in waves that have not left, latest first. */
export async function standingParcels(tx: Tx, waveOrderIds: readonly number[]): Promise<ParcelFacts[]> {
  if (waveOrderIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom('parcel')
    .select('id')
    .where('wave_order_id', 'in', waveOrderIds)
    .where('state', 'in', ['open', 'packed'])
    .execute();
  return (
    await loadParcels(
      tx,
      rows.map((r) => r.id),
    )
  ).toReversed();
}

/** Of staged goods, what lies in parcels that have not left, by order line. */
export async function inParcels(tx: Tx, waveOrderIds: readonly number[]): Promise<Map<number, number>> {
  if (waveOrderIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('parcel as p')
    .innerJoin('parcel_line as l', 'l.parcel_id', 'p.id')
    .where('p.wave_order_id', 'in', waveOrderIds)
    .where('p.state', 'in', ['open', 'packed'])
    .groupBy('l.order_line_id')
    .select(['l.order_line_id as line', sumInt('l.qty').as('qty')])
    .execute();
  return new Map(rows.map((r) => [r.line, r.qty]));
}
