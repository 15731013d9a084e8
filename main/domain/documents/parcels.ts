import type { LabelPaper, PaperLot, SlipPaper } from '../../../preload/contract/documents.ts';
import type { QueryContext } from '../../engine/context.ts';
import { inScope, onlyInScope } from '../company/index.ts';
import { addressees, goodsOf, grouped } from './gather.ts';
import { setsOfLines } from './sets.ts';

type Asker = Pick<QueryContext, 'tx' | 'actor' | 'today'>;

/** Shipments the asker may see. */
const visible = ({ tx, actor }: Asker) =>
  tx.db
    .selectFrom('shipment as s')
    .innerJoin('sales_order as o', 'o.id', 's.order_id')
    .where('s.state', '=', 'shipped')
    .where(onlyInScope(actor.scopes.warehouse, 's.warehouse_id'))
    .where(inScope(actor.scopes.channel, 'o.channel_id'));

/** Parcels that left on a day, by number. */
export async function parcelsOf(ctx: Asker, day: string, warehouseId: string | undefined, limit: number): Promise<string[]> {
  let q = visible(ctx).where('s.shipped_on', '=', day);
  if (warehouseId !== undefined) q = q.where('s.warehouse_id', '=', warehouseId);
  return (await q.select('s.id').orderBy('s.number').limit(limit).execute()).map((s) => s.id);
}

/** Parcels on the bench the asker may see: their papers are written before they leave. */
const onBench = ({ tx, actor }: Asker) =>
  tx.db
    .selectFrom('parcel as s')
    .innerJoin('sales_order as o', 'o.id', 's.order_id')
    .where('s.state', '<>', 'void')
    .where(onlyInScope(actor.scopes.warehouse, 's.warehouse_id'))
    .where(inScope(actor.scopes.channel, 'o.channel_id'));

/** What stands on every paper of a shipment, or of a parcel that has not left yet: that is dated the day it is written. */
async function heads(ctx: Asker, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const waiting = await onBench(ctx)
    .innerJoin('warehouse as w', 'w.id', 's.warehouse_id')
    .where('s.id', 'in', ids)
    .select(['s.id', 's.number', 's.carrier', 's.tracking'])
    .leftJoin('sales_order_split as sp', 'sp.order_id', 'o.id')
    .leftJoin('sales_order as r', 'r.id', 'sp.root_order_id')
    .select(['o.number as orderNumber', 'o.party_id', 'w.name as warehouse'])
    .select((eb) => eb.fn.coalesce('o.external_id', 'r.external_id').as('externalId'))
    .execute();
  const left = await visible(ctx)
    .innerJoin('warehouse as w', 'w.id', 's.warehouse_id')
    .where('s.id', 'in', ids)
    .select(['s.id', 's.number', 's.shipped_on as on', 's.carrier', 's.tracking'])
    .leftJoin('sales_order_split as sp', 'sp.order_id', 'o.id')
    .leftJoin('sales_order as r', 'r.id', 'sp.root_order_id')
    .select(['o.number as orderNumber', 'o.party_id', 'w.name as warehouse'])
    .select((eb) => eb.fn.coalesce('o.external_id', 'r.external_id').as('externalId'))
    .execute();
  const rows = [...left, ...waiting.map((p) => ({ ...p, on: ctx.today }))];
  const to = await addressees(
    ctx,
    rows.map((r) => r.party_id),
  );
  return rows.map(({ party_id, ...head }) => ({ ...head, shipTo: to(party_id).shipping }));
}

export async function labelPapers(ctx: Asker, ids: readonly string[]): Promise<LabelPaper[]> {
  if (ids.length === 0) return [];
  const closed = await ctx.tx.db
    .selectFrom('parcel_closing as z')
    .innerJoin('parcel as p', 'p.id', 'z.parcel_id')
    .where((eb) => eb.or([eb('p.id', 'in', ids), eb('p.shipment_id', 'in', ids)]))
    .select(['p.id', 'p.shipment_id', 'z.sscc'])
    .execute();
  const ssccOf = new Map(closed.flatMap((c) => [c.id, c.shipment_id].map((id) => [id, c.sscc] as const)));
  return (await heads(ctx, ids)).map((head) => ({ kind: 'label', ...head, sscc: ssccOf.get(head.id) ?? null }));
}

interface InBox {
  readonly parcel: string;
  readonly order_line_id: number;
  readonly move_id: number | null;
}

/** Lots in boxes, by their lines: as they moved, of what has left; as they were packed, of what waits. */
async function paperLots({ tx }: Asker, parcelIds: readonly string[], lines: readonly InBox[]): Promise<(line: InBox) => PaperLot[]> {
  const moves = lines.flatMap((l) => l.move_id ?? []);
  const moved =
    moves.length === 0
      ? []
      : await tx.db
          .selectFrom('lot_move as m')
          .innerJoin('lot as l', 'l.id', 'm.lot_id')
          .where('m.move_id', 'in', moves)
          .select(['m.move_id', 'l.code', 'l.expires_on as expiresOn', 'm.qty'])
          .orderBy('m.id')
          .execute();
  const packed = await tx.db
    .selectFrom('parcel_lot as p')
    .innerJoin('lot as l', 'l.id', 'p.lot_id')
    .where('p.parcel_id', 'in', parcelIds)
    .select(['p.parcel_id', 'p.order_line_id', 'l.code', 'l.expires_on as expiresOn', 'p.qty'])
    .orderBy('l.code')
    .execute();
  return ({ parcel, order_line_id, move_id }) =>
    [
      ...moved.filter((m) => m.move_id === move_id),
      ...packed.filter((p) => p.parcel_id === parcel && p.order_line_id === order_line_id),
    ].map(({ code, expiresOn, qty }) => ({ code, expiresOn, qty }));
}

export async function slipPapers(ctx: Asker, ids: readonly string[]): Promise<SlipPaper[]> {
  if (ids.length === 0) return [];
  const shipped = await ctx.tx.db
    .selectFrom('shipment_line')
    .select(['shipment_id as parcel', 'order_line_id', 'item_id', 'qty', 'move_id'])
    .where('shipment_id', 'in', ids)
    .orderBy('shipment_id')
    .orderBy('line_no')
    .execute();
  const packed = await ctx.tx.db
    .selectFrom('parcel_line')
    .select(['parcel_id as parcel', 'order_line_id', 'item_id', 'qty'])
    .where('parcel_id', 'in', ids)
    .orderBy('id')
    .execute();
  const rows = [...shipped, ...packed.map((p) => ({ ...p, move_id: null }))];
  const lotsOf = await paperLots(ctx, ids, rows);
  const goods = await goodsOf(
    ctx,
    rows.map((r) => r.item_id),
  );
  const sets = await setsOfLines(
    ctx,
    rows.map((r) => r.order_line_id),
  );
  // What the customer bought is said beside what is in the box: how many packs, or which kit it belongs to.
  const boughtAs = (lineId: number, qty: number): string => {
    const set = sets.get(lineId);
    if (!set) return '';
    return set.pack === null ? ` (${set.title})` : ` (${qty / set.per} × ${set.pack})`;
  };
  const lines = grouped(rows, (r) => r.parcel);
  return (await heads(ctx, ids)).map((head) => ({
    kind: 'packing-slip',
    ...head,
    lines: (lines.get(head.id) ?? []).flatMap((line) => {
      const { order_line_id, item_id, qty } = line;
      const item = goods.get(item_id);
      return item ? [{ ...item, title: item.title + boughtAs(order_line_id, qty), qty, lots: lotsOf(line) }] : [];
    }),
  }));
}
