import { sql } from 'kysely';
import { sumInt } from '../../../../db/dialect/portable.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { packingOperations, parcelsList } from '../../../../preload/contract/fulfillment-packing.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { hasCheckDigit, readScan } from '../../../../preload/contract/values/gs1.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { inScope, onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { all, type Condition, startsWith } from '../../list-sql.ts';
import { genericCarrier } from '../packing/carrier.ts';

/** Parcels the asker may see, with order, customer and warehouse. */
const parcels = ({ tx, actor }: QueryContext) =>
  tx.db
    .selectFrom('parcel as p')
    .innerJoin('wave_order as x', 'x.id', 'p.wave_order_id')
    .innerJoin('sales_order as o', 'o.id', 'p.order_id')
    .innerJoin('party as c', 'c.id', 'o.party_id')
    .innerJoin('warehouse as h', 'h.id', 'p.warehouse_id')
    .where(onlyInScope(actor.scopes.warehouse, 'p.warehouse_id'))
    .where(inScope(actor.scopes.channel, 'o.channel_id'))
    .select([
      'p.id as parcelId',
      'p.number',
      'p.order_id as orderId',
      'o.number as orderNumber',
      'c.name as partyName',
      'p.warehouse_id as warehouseId',
      'h.code as warehouseCode',
      'x.wave_id as waveId',
      'p.state',
      'p.weight_g as weightGrams',
      'p.carrier',
      'p.tracking',
      'p.shipment_id as shipmentId',
    ]);

/** The SSCC in a code as a scanner sends it or a person types it; undefined where it is none. */
function ssccIn(code: string): string | undefined {
  const [, digits] = /^(?:00)?(\d{18})$/.exec(code.trim()) ?? [];
  if (digits !== undefined) return hasCheckDigit(digits) ? digits : undefined;
  const scan = readScan(code, 0);
  return 'why' in scan ? undefined : scan.sscc;
}

export const getParcel = handleQuery(packingOperations.getParcel, async (ctx, { parcelId, number = '' }) => {
  const which = parcels(ctx)
    .leftJoin('parcel_closing as z', 'z.parcel_id', 'p.id')
    .leftJoin('package_type as k', 'k.id', 'z.package_type_id')
    .select(['k.code as packageCode', 'z.expected_g as expectedGrams', 'z.sscc']);
  const sscc = ssccIn(number);
  const head = await (parcelId !== undefined
    ? which.where('p.id', '=', parcelId)
    : sscc === undefined
      ? which.where('p.number', '=', number)
      : // Numbers begin again some day: the latest of that number is the one that stands here.
        which.where('z.sscc', '=', sscc).orderBy('z.id', 'desc').limit(1)
  ).executeTakeFirst();
  if (!head) throw refuse(notFound, { kind: 'parcel', id: parcelId ?? number });
  const lines = await ctx.tx.db
    .selectFrom('parcel_line as l')
    .innerJoin('item as i', 'i.id', 'l.item_id')
    .where('l.parcel_id', '=', head.parcelId)
    .select(['l.order_line_id as orderLineId', 'l.item_id as itemId', 'i.sku', 'i.title', 'l.qty'])
    .orderBy('l.id')
    .execute();
  const lots = await ctx.tx.db
    .selectFrom('parcel_lot as p')
    .innerJoin('lot as l', 'l.id', 'p.lot_id')
    .where('p.parcel_id', '=', head.parcelId)
    .select(['p.order_line_id as line', 'p.lot_id as lotId', 'l.code', 'l.expires_on as expiresOn', 'p.qty'])
    .orderBy('l.code')
    .execute();
  return {
    ...head,
    lines: lines.map((l) => ({ ...l, lots: lots.filter((o) => o.line === l.orderLineId).map(({ line: _line, ...o }) => o) })),
  };
});

export const listPackageTypes = handleQuery(packingOperations.listPackageTypes, async ({ tx }) => {
  const rows = await tx.db
    .selectFrom('package_type')
    .select(['id as packageTypeId', 'code', 'name', 'length_mm as lengthMm', 'width_mm as widthMm', 'height_mm as heightMm'])
    .select(['tare_g as tareGrams', 'max_g as maxGrams', 'active', 'revision'])
    .orderBy('code')
    .execute();
  return { rows: rows.map((r) => ({ ...r, active: r.active === 1 })) };
});

/** Parcels this actor may see: those of the warehouses and of orders of the channels they are limited to. */
function visible({ scopes }: QueryContext['actor']): Condition {
  const here = inScope(scopes.warehouse, 'p.warehouse_id');
  if (!scopes.channel) return here;
  return all([here, sql<boolean>`p.order_id in (select n.id from sales_order as n where ${inScope(scopes.channel, 'n.channel_id')})`]);
}

export const parcelList = handleList(parcelsList, {
  from: sql`parcel as p`,
  columns: {
    parcelId: 'p.id',
    number: 'p.number',
    orderId: 'p.order_id',
    warehouseId: 'p.warehouse_id',
    state: 'p.state',
    carrier: 'p.carrier',
    tracking: 'p.tracking',
    manifestId: 'p.manifest_id',
  },
  through: {
    orderNumber: (on) => sql`p.order_id in (select n.id from sales_order as n where ${on('n.number')})`,
    waveId: (on) => sql`p.wave_order_id in (select n.id from wave_order as n where ${on('n.wave_id')})`,
  },
  scope: visible,
  // The number on its label, or what the carrier calls it.
  search: (text) => sql<boolean>`(${startsWith('p.number', text)} or ${startsWith('p.tracking', text)})`,
  labels: { warehouseId: { table: 'warehouse', name: 'code' }, manifestId: { table: 'manifest', name: 'number' } },
  rows: async (ctx, { window, order }) => {
    const rows = await parcels(ctx)
      .innerJoin(window.as('w'), 'w.parcelId', 'p.id')
      .leftJoin('manifest as m', 'm.id', 'p.manifest_id')
      .select(['p.packed_at as packedAt', 'p.manifest_id as manifestId', 'm.number as manifestNumber'])
      .select((eb) => eb.selectFrom('parcel_line as l').whereRef('l.parcel_id', '=', 'p.id').select(sumInt('l.qty').as('n')).as('qty'))
      .orderBy(order)
      .execute();
    return rows.map((r) => ({ ...r, qty: r.qty ?? 0 }));
  },
});

export const getManifest = handleQuery(packingOperations.getManifest, async (ctx, { manifestId }) => {
  const head = await ctx.tx.db
    .selectFrom('manifest as m')
    .where('m.id', '=', manifestId)
    .where(onlyInScope(ctx.actor.scopes.warehouse, 'm.warehouse_id'))
    .select(['m.number', 'm.carrier'])
    .executeTakeFirst();
  const rows = await parcels(ctx).where('p.manifest_id', '=', manifestId).select('o.country').orderBy('p.number').execute();
  // A list of nothing one may see is not there, whosever it is.
  if (!head || (rows.length === 0 && ctx.actor.scopes.channel)) throw refuse(notFound, { kind: 'manifest', id: manifestId });
  const csv = genericCarrier.manifest(
    rows.map(({ number, orderNumber, partyName, country, weightGrams }) => ({
      number,
      orderNumber,
      name: partyName,
      country,
      weightGrams,
    })),
  );
  return { ...head, parcels: rows.length, csv };
});
