import { sql } from 'kysely';
import { alreadyExists, notFound } from '../../../../preload/contract/engine.ts';
import {
  lotNotPicked,
  nothingPicked,
  notInParcel,
  packingOperations,
  parcelEmpty,
  parcelState,
  scanLot,
} from '../../../../preload/contract/fulfillment-packing.ts';
import { tooMany } from '../../../../preload/contract/fulfillment-picking.ts';
import { Refusal, refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { readItemCode } from '../../catalog/index.ts';
import { takeNumbers } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { assertWarehouseScope } from '../../inventory/index.ts';
import { loadOrders } from '../load.ts';
import { genericCarrier } from '../packing/carrier.ts';
import { assertWeight, expectedGrams, keepClosing, packageFor } from '../packing/close.ts';
import { inParcels, loadParcels, type ParcelFacts, parcelFor } from '../packing/load.ts';
import { voidParcels } from '../packing/void.ts';
import { loadOpenWaveOrders, loadStaged } from '../picking/load.ts';
import { stagedLots } from '../picking/lots.ts';
import { advance } from '../picking/progress.ts';
import { keepScan, same, wrongScan } from '../picking/scan.ts';

const sum = (rows: Iterable<{ readonly qty: number }>) => [...rows].reduce((n, r) => n + r.qty, 0);

/** What stands picked for the order of a parcel and lies in none yet, by order line. */
async function unpacked(ctx: CommandContext, at: { readonly orderId: string; readonly warehouseId: string; readonly waveOrderId: number }) {
  const packed = await inParcels(ctx.tx, [at.waveOrderId]);
  const staged = (await loadStaged(ctx.tx, [at.orderId])).filter((s) => s.warehouseId === at.warehouseId);
  return staged.map((s) => ({ ...s, of: s.qty, qty: s.qty - (packed.get(s.orderLineId) ?? 0) }));
}

export const openParcel = handleCommand(packingOperations.openParcel, async (ctx, { orderId, warehouseId, parcelId }) => {
  const order = (await loadOrders(ctx.tx, [orderId])).get(orderId);
  if (!order) throw refuse(notFound, { kind: 'order', id: orderId });
  for (const member of await loadOpenWaveOrders(ctx.tx, [orderId])) {
    if (warehouseId !== undefined && member.warehouseId !== warehouseId) continue;
    if (sum(await unpacked(ctx, { orderId, warehouseId: member.warehouseId, waveOrderId: member.id })) <= 0) continue;
    assertWarehouseScope(ctx.actor, member.warehouseId);
    const id = parcelId ?? ctx.newId('pcl');
    const twin = await ctx.tx.db.selectFrom('parcel').select('id').where('id', '=', id).executeTakeFirst();
    if (twin) throw refuse(alreadyExists, { kind: 'parcel', id });
    const [number = ''] = takeNumbers(ctx, 'PCL', ctx.today);
    const head = { id, number, wave_order_id: member.id, order_id: orderId, warehouse_id: member.warehouseId };
    await ctx.tx.insertMany('parcel', [{ ...head, state: 'open', revision: 1 }]);
    return { parcelId: id, number };
  }
  throw refuse(nothingPicked, { orderNumber: order.number });
});

function mustBe(parcel: ParcelFacts, ...states: readonly ParcelFacts['state'][]): void {
  if (!states.includes(parcel.state)) throw refuse(parcelState, { number: parcel.number, state: parcel.state });
}

/** Lots of what stands picked and lies in no parcel, by order line. */
async function looseLots(ctx: CommandContext, waiting: Awaited<ReturnType<typeof unpacked>>) {
  const lotsOf = await stagedLots(ctx, waiting);
  return waiting.flatMap((w) =>
    lotsOf(w).map((l) => ({ orderLineId: w.orderLineId, itemId: w.itemId, lotId: l.lotId, code: l.code, qty: l.qty - l.packed })),
  );
}
type LooseLot = Awaited<ReturnType<typeof looseLots>>[number];
const codesOf = (lots: readonly LooseLot[]) => [...new Set(lots.filter((l) => l.qty > 0).map((l) => l.code))];

/** What a scan names: a product with or without its lot, or the lot of something that is to be packed. */
async function readPacked(ctx: CommandContext, code: string, lots: readonly LooseLot[]) {
  const own = lots.find((l) => same(code, l.code));
  if (own) {
    const { sku } = await ctx.tx.db.selectFrom('item').select('sku').where('id', '=', own.itemId).executeTakeFirstOrThrow();
    return { item: { id: own.itemId, sku }, count: 1, lot: own.code };
  }
  const { item, count, lot, serial } = await readItemCode(ctx, code);
  return { item, count, lot: serial ?? lot };
}

/** Keeps that units of a lot lie in a parcel. */
async function packLot(
  ctx: CommandContext,
  { parcelId, orderLineId, lotId, qty }: { parcelId: string; orderLineId: number; lotId: string; qty: number },
): Promise<void> {
  const key = { parcel_id: parcelId, order_line_id: orderLineId, lot_id: lotId };
  const there = await ctx.tx.db
    .selectFrom('parcel_lot')
    .select('qty')
    .where('parcel_id', '=', parcelId)
    .where('order_line_id', '=', orderLineId)
    .where('lot_id', '=', lotId)
    .executeTakeFirst();
  if (there) await ctx.tx.updateMany('parcel_lot', ['parcel_id', 'order_line_id', 'lot_id'], [{ ...key, qty: there.qty + qty }]);
  else await ctx.tx.insertMany('parcel_lot', [{ ...key, qty }]);
}

export const scanPack = handleCommand(packingOperations.scanPack, async (ctx, { parcelId, code, readAt }) => {
  const parcel = await parcelFor(ctx, parcelId);
  mustBe(parcel, 'open');
  const scan = { bench: 'pack' as const, subjectId: parcelId, taskId: null, expects: 'product', code, readAt };
  const waiting = await unpacked(ctx, parcel);
  const lots = await looseLots(ctx, waiting);
  const { item, count, lot } = await readPacked(ctx, code, lots).catch((error: unknown) => {
    throw error instanceof Refusal ? wrongScan(ctx, scan, error) : error;
  });
  const own = waiting.filter((w) => w.itemId === item.id);
  if (own.length === 0) throw wrongScan(ctx, scan, refuse(notInParcel, { scanned: item.sku, orderNumber: parcel.orderNumber }));
  const told = lots.filter((l) => l.itemId === item.id);
  const fits = told.filter((l) => (lot === undefined || same(lot, l.code)) && l.qty >= count);
  const line = own.find((w) => w.qty >= count && (told.length === 0 || fits.some((l) => l.orderLineId === w.orderLineId)));
  const of = own.reduce((n, w) => n + w.of, 0);
  if (told.length > 0 && lot !== undefined && !told.some((l) => same(lot, l.code)))
    throw wrongScan(ctx, scan, refuse(lotNotPicked, { scanned: lot, sku: item.sku, lots: codesOf(told), orderNumber: parcel.orderNumber }));
  if (lot === undefined && codesOf(told).length > 1) throw wrongScan(ctx, scan, refuse(scanLot, { sku: item.sku, lots: codesOf(told) }));
  if (!line) throw wrongScan(ctx, scan, refuse(tooMany, { sku: item.sku, counted: of - sum(own) + count, of }));
  await keepScan(ctx, scan, 'right', count);
  const there = parcel.lines.find((l) => l.orderLineId === line.orderLineId);
  if (there) await ctx.tx.updateMany('parcel_line', ['id'], [{ id: there.id, qty: there.qty + count }]);
  else {
    const fresh = { id: ctx.nextId('parcel_line'), parcel_id: parcelId, order_line_id: line.orderLineId, item_id: item.id, qty: count };
    await ctx.tx.insertMany('parcel_line', [fresh]);
  }
  const into = fits.find((l) => l.orderLineId === line.orderLineId);
  if (into) await packLot(ctx, { parcelId, orderLineId: line.orderLineId, lotId: into.lotId, qty: count });
  await ctx.tx.updateMany('parcel', ['id'], [{ id: parcelId, revision: parcel.revision + 1 }]);
  return { sku: item.sku, packed: of - sum(own) + count, of, left: sum(waiting) - count };
});

/** Merged orders are packed order by order and go into one box: parcels of the others that are packed, what was closed first has its label. */
const packedOfMerge = (ctx: CommandContext, { orderId, warehouseId }: ParcelFacts) =>
  ctx.tx.db
    .selectFrom('order_merge_member as m')
    .innerJoin('order_merge_member as x', 'x.merge_id', 'm.merge_id')
    .innerJoin('parcel as p', 'p.order_id', 'x.order_id')
    .leftJoin('parcel_closing as z', 'z.parcel_id', 'p.id')
    .where('m.order_id', '=', orderId)
    .where(sql<boolean>`m.open = 1`)
    .where('x.order_id', '<>', orderId)
    .where('p.warehouse_id', '=', warehouseId)
    .where('p.state', '=', 'packed')
    .orderBy('p.id')
    .select(['p.id', 'p.carrier', 'p.tracking', 'z.sscc'])
    .execute();

export const closeParcel = handleCommand(packingOperations.closeParcel, async (ctx, input) => {
  const parcel = await parcelFor(ctx, input.parcelId);
  mustBe(parcel, 'open');
  if (parcel.lines.length === 0) throw refuse(parcelEmpty, { number: parcel.number });
  const merged = await packedOfMerge(ctx, parcel);
  const label = merged[0];
  const tracking = input.tracking ?? label?.tracking ?? genericCarrier.tracking(parcel.number);
  const box = await packageFor(ctx, input.packageTypeId);
  const inside = merged.filter((m) => m.tracking === tracking).map((m) => m.id);
  const expected = await expectedGrams(ctx, [parcel, ...(await loadParcels(ctx.tx, inside))], box);
  await assertWeight(ctx, parcel, { grams: input.weightGrams, expected, box }, input);
  const sscc = await keepClosing(ctx, parcel.id, { box, expected, sscc: inside.length > 0 ? (label?.sscc ?? null) : null });
  await ctx.tx.updateMany(
    'parcel',
    ['id'],
    [
      {
        id: parcel.id,
        state: 'packed',
        length_mm: input.lengthMm ?? box?.length_mm ?? null,
        width_mm: input.widthMm ?? box?.width_mm ?? null,
        height_mm: input.heightMm ?? box?.height_mm ?? null,
        weight_g: input.weightGrams ?? null,
        carrier: input.carrier ?? label?.carrier ?? null,
        tracking,
        packed_at: ctx.now,
        revision: parcel.revision + 1,
      },
    ],
  );
  await advance(ctx, [parcel.waveOrderId]);
  return { number: parcel.number, tracking, left: sum(await unpacked(ctx, parcel)), expectedGrams: expected, sscc };
});

export const voidParcel = handleCommand(packingOperations.voidParcel, async (ctx, { parcelId }) => {
  const parcel = await parcelFor(ctx, parcelId);
  mustBe(parcel, 'open', 'packed');
  await voidParcels(ctx, [parcel]);
  await advance(ctx, [parcel.waveOrderId]);
  return { number: parcel.number, qty: sum(parcel.lines) };
});
