import { notFound, outOfScope } from '../../../preload/contract/engine.ts';
import { nothingToShip, orderNotOpen } from '../../../preload/contract/fulfillment.ts';
import { inWave, pickedFirst } from '../../../preload/contract/fulfillment-picking.ts';
import { onHold as orderOnHold } from '../../../preload/contract/inventory.ts';
import { Refusal, refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import { postEntries } from '../accounting/index.ts';
import { policy, takeNumbers } from '../company/index.ts';
import { type MoveDraft, moveStock, places } from '../inventory/index.ts';
import { invoiceShipments } from '../sales/index.ts';
import { blockedItems, blockOf, type Hand, loadBelow, loadHand, loadShelves, type OrderFacts } from './load.ts';
import { endFinished } from './merges/leave.ts';
import { ORDER, SHIPMENT, type ShipDraft, type Shipped, type SourcingPlan } from './model.ts';
import { decideParcels, type Parcel } from './parcels.ts';
import { pickingWarehouses } from './picking/delivery.ts';
import { type CostOfParcel, costByRole, costOf, shipmentEntry } from './posting.ts';
import { insertShipments, keepPlans } from './store.ts';

/** News of parcels handed over; `data` is `{ shipments: Shipped[] }`. */
const SHIPPED = 'fulfillment.shipped';

export interface ShipResult {
  readonly shipments: readonly Shipped[];
  /** Invoices of orders that are nothing but charges: there is nothing to hand over. */
  readonly chargeInvoices: readonly string[];
  /** Orders left out of a lenient batch: a blocking hold, or nothing promised, or over by now. */
  readonly onHold: readonly string[];
  readonly empty: readonly string[];
}

/**
 * Hands orders over to the carrier: goods leave for the customer and fulfil their reservations, one shipment per order and
 * warehouse, cost of sales posted per shipment, order lines counted as shipped, invoice in the same command. An order of
 * nothing but charges has nothing to hand over and is only invoiced.
 *
 * Refuses an order that is unknown, not open or on hold, more than is promised (but where a place may go below zero, see `decideParcels`), and nothing at all; and goods of a warehouse
 * that picks before it ships, or that are being picked: those leave as parcels of their wave. With `lenient` (bulk
 * work) orders on hold, without anything promised or over by now are left out and reported instead.
 */
export async function shipOrders(
  ctx: CommandContext,
  drafts: readonly ShipDraft[],
  options: { readonly lenient?: boolean } = {},
): Promise<ShipResult> {
  const hand = await loadHand(
    ctx,
    drafts.map((d) => d.orderId),
  );
  return handOver(ctx, drafts, hand, options.lenient === true, true);
}

/** `shipOrders` for orders that are loaded already; their promised stock is what `hand.reserved` says. */
export async function handOver(
  ctx: CommandContext,
  drafts: readonly ShipDraft[],
  hand: Hand,
  lenient: boolean,
  /** Goods go from the shelf to the carrier, which a warehouse that picks first does not let happen. */
  offTheShelf = false,
): Promise<ShipResult> {
  const { parcels, chargesOnly, onHold, empty } = await collect(ctx, drafts, hand, lenient, offTheShelf);
  const invoiced = await invoiceShipments(
    ctx,
    chargesOnly.map(({ orderId, on }) => ({ orderId, on, lines: [] })),
  );
  const chargeInvoices = invoiced.flatMap((i) => i.invoiceId ?? []);
  if (parcels.length === 0) return { shipments: [], chargeInvoices, onHold, empty };
  const named = nameParcels(ctx, parcels);
  const shipments = await write(ctx, named, await moveGoods(ctx, named));
  await endFinished(
    ctx,
    parcels.map((p) => p.order),
  );
  await keepPlans(ctx, lessShort(parcels), hand.orders);
  await ctx.emit({ name: SHIPPED, data: { shipments } });
  return { shipments, chargeInvoices, onHold, empty };
}

/** What orders are short of, less what left without a promise. */
function lessShort(parcels: readonly Parcel[]): SourcingPlan[] {
  const gone = Map.groupBy(
    parcels.filter((p) => p.order.kept && p.lines.some((l) => l.unpromised)),
    (p) => p.order.id,
  );
  return [...gone].flatMap(([orderId, of]) => {
    const kept = of[0]?.order.kept;
    if (!kept) return [];
    const qty = of.flatMap((p) => p.lines).reduce((sum, l) => sum + (l.unpromised ? l.qty : 0), 0);
    const short = Math.max(0, kept.short - qty);
    return [{ orderId, outcome: short > 0 ? kept.outcome : 'single', reason: kept.reason, picks: [], short }];
  });
}

interface NamedParcel {
  readonly parcel: Parcel;
  readonly shipmentId: string;
  readonly entryId: number;
}

/** A handover split over warehouses becomes several shipments; the asker's id names the first. */
function nameParcels(ctx: CommandContext, parcels: readonly Parcel[]): NamedParcel[] {
  const taken = new Set<string>();
  return parcels.map((parcel) => {
    const wanted = parcel.draft.shipmentId;
    const shipmentId = wanted !== undefined && !taken.has(wanted) ? wanted : ctx.newId('shp');
    taken.add(shipmentId);
    return { parcel, shipmentId, entryId: ctx.nextId('journal_entry') };
  });
}

/** Why a batch leaves an order out and goes on: there is nothing to hand over, now or ever. */
const LEFT_OUT: ReadonlySet<string> = new Set([nothingToShip.code, orderNotOpen.code, inWave.code, pickedFirst.code]);

/** Why an order is not shipped off the shelf: it is being picked, or what is promised to it lies where goods are picked first. */
async function pickRule(
  ctx: CommandContext,
  draft: ShipDraft,
  order: OrderFacts,
  hand: Hand,
  offTheShelf: boolean,
): Promise<Refusal | undefined> {
  const here = (place: { readonly warehouseId: string }) => draft.warehouseId === undefined || place.warehouseId === draft.warehouseId;
  const wave = hand.waves.get(order.id)?.find(here);
  if (wave) return refuse(inWave, { orderNumber: order.number, waveNumber: wave.waveNumber });
  if (!offTheShelf) return undefined;
  const picking = await pickingWarehouses(ctx);
  const first = picking.size === 0 ? undefined : hand.reserved.get(order.id)?.find((r) => here(r) && picking.has(r.warehouseId));
  const place = first && picking.get(first.warehouseId);
  return place && refuse(pickedFirst, { orderNumber: order.number, warehouseCode: place.warehouseCode, steps: place.steps });
}

async function collect(ctx: CommandContext, drafts: readonly ShipDraft[], hand: Hand, lenient: boolean, offTheShelf: boolean) {
  const { orders, lines, reserved } = await withoutBlockedItems(ctx, hand, lenient);
  const shelves = await loadShelves(ctx, [...reserved.values()].flat());
  const below = offTheShelf && drafts.some((d) => d.lines) ? await loadBelow(ctx) : [];
  const [anyWarehouse] = hand.warehouses;
  const onHold: string[] = [];
  const empty: string[] = [];
  const parcels: Parcel[] = [];
  const chargesOnly: ShipDraft[] = [];
  for (const draft of drafts) {
    const order = orders.get(draft.orderId);
    if (!order) throw refuse(notFound, { kind: 'order', id: draft.orderId });
    const hold = blockOf(hand, order.id);
    if (hold) {
      ctx.note({ kind: 'blocked-by-hold', subject: order.id, detail: { subjectKind: ORDER, code: hold.code } });
      if (!lenient) throw refuse(orderOnHold, { subjectKind: ORDER, subjectId: order.id, code: hold.code, detail: hold.detail });
      onHold.push(order.id);
      continue;
    }
    if (!lines.has(order.id) && order.state === 'open' && !draft.lines) {
      chargesOnly.push(draft);
      continue;
    }
    const decided =
      (await pickRule(ctx, draft, order, hand, offTheShelf)) ??
      decideParcels(
        draft,
        { order, lines: lines.get(order.id) ?? [], reserved: reserved.get(order.id) ?? [] },
        shelves,
        anyWarehouse?.id ?? '',
        below,
      );
    if (!(decided instanceof Refusal)) parcels.push(...decided);
    else if (lenient && LEFT_OUT.has(decided.code)) empty.push(order.id);
    else throw decided;
  }
  assertScope(ctx, parcels);
  return { parcels, chargesOnly, onHold, empty };
}

function assertScope(ctx: CommandContext, parcels: readonly Parcel[]): void {
  const allowed = ctx.actor.scopes.warehouse;
  const foreign = allowed && parcels.find((p) => !allowed.has(p.warehouseId));
  if (foreign) throw refuse(outOfScope, { scope: 'warehouse', id: foreign.warehouseId });
}

/** In bulk work goods on hold stay behind and the rest of the order leaves; otherwise the move itself refuses them. */
async function withoutBlockedItems(ctx: CommandContext, hand: Hand, lenient: boolean): Promise<Hand> {
  if (!lenient) return hand;
  // What was planned in this command was planned without them already.
  const kept = [...hand.reserved.values()].flat().filter((r) => !r.planned);
  const blocked = await blockedItems(ctx.tx, new Set(kept.map((r) => r.itemId)));
  if (blocked.size === 0) return hand;
  return { ...hand, reserved: new Map([...hand.reserved].map(([id, list]) => [id, list.filter((r) => !blocked.has(r.itemId))])) };
}

/** Moves the goods and posts their cost; returns the moves per parcel, parallel to its lines, and the entry posted. */
async function moveGoods(ctx: CommandContext, named: readonly NamedParcel[]): Promise<MovedParcel[]> {
  const { customer } = await places(ctx);
  const drafts: MoveDraft[] = [];
  for (const { parcel, shipmentId, entryId } of named)
    parcel.lines.forEach((line, i) => {
      if (line.locationId === null) return;
      drafts.push({
        itemId: line.itemId,
        qty: line.qty,
        fromLocationId: line.locationId,
        toLocationId: customer,
        at: parcel.draft.at,
        on: parcel.draft.on,
        source: { kind: SHIPMENT, id: shipmentId, line: i + 1 },
        entryId,
        ...(line.planned ? {} : { reservation: { subjectKind: ORDER, subjectLine: line.orderLineId, warehouseId: parcel.warehouseId } }),
        subject: { kind: ORDER, id: parcel.order.id },
        ...(line.lots ? { lots: line.lots } : {}),
      });
    });
  const results = await moveStock(ctx, drafts);
  let next = 0;
  const atInvoice = policy(ctx, 'costOfSales') === 'invoice';
  const costs = named.map(({ parcel, shipmentId, entryId }): CostOfParcel => {
    const moves = [];
    for (const line of parcel.lines) {
      const result = line.locationId === null ? undefined : results[next++];
      if (result) moves.push({ result, cogsRole: line.cogsRole });
    }
    return {
      entryId,
      shipmentId,
      on: parcel.draft.on,
      channelId: parcel.order.channelId,
      warehouseId: parcel.warehouseId,
      moves,
      costWaits: atInvoice && !parcel.invoicedAhead,
    };
  });
  const posted = await postEntries(ctx, costs.map(shipmentEntry));
  return costs.map(
    (cost, i): MovedParcel => ({
      cost: costOf(cost),
      entryId: posted[i]?.entryId ?? null,
      moveIds: cost.moves.map((m) => m.result.moveId),
      waiting: cost.costWaits ? [...costByRole(cost)].map(([role, value]) => ({ role, value, key: cost.shipmentId })) : [],
    }),
  );
}

interface MovedParcel {
  readonly cost: number;
  readonly entryId: number | null;
  /** Moves of the lines that have stock, in their order. */
  readonly moveIds: readonly number[];
  /** Cost the invoice takes from goods shipped not invoiced. */
  readonly waiting: readonly { readonly role: string; readonly value: number; readonly key: string }[];
}

/** Writes the shipments, counts the order lines as shipped and invoices them. */
async function write(ctx: CommandContext, named: readonly NamedParcel[], moved: readonly MovedParcel[]): Promise<Shipped[]> {
  const numbers = takeShipmentNumbers(ctx, named);
  const heads = named.map(({ parcel, shipmentId }, i) => ({
    id: shipmentId,
    number: numbers[i] ?? '',
    order_id: parcel.order.id,
    warehouse_id: parcel.warehouseId,
    state: 'shipped' as const,
    shipped_at: parcel.draft.at,
    shipped_on: parcel.draft.on,
    carrier: parcel.draft.carrier ?? null,
    tracking: parcel.draft.tracking ?? null,
    entry_id: moved[i]?.entryId ?? null,
    revision: 1,
  }));
  const linesOf = named.map(({ parcel, shipmentId }, i) => {
    let next = 0;
    return parcel.lines.map((line, at) => ({
      id: ctx.nextId('shipment_line'),
      shipment_id: shipmentId,
      line_no: at + 1,
      order_line_id: line.orderLineId,
      item_id: line.itemId,
      party_id: parcel.order.partyId,
      qty: line.qty,
      move_id: line.locationId === null ? null : (moved[i]?.moveIds[next++] ?? null),
    }));
  });
  await insertShipments(ctx, heads, linesOf.flat());
  const invoices = await invoiceShipments(
    ctx,
    heads.map((head, i) => ({
      orderId: head.order_id,
      shipmentId: head.id,
      on: head.shipped_on,
      warehouseId: head.warehouse_id,
      cost: moved[i]?.waiting ?? [],
      lines: (linesOf[i] ?? []).map((l) => ({ orderLineId: l.order_line_id, qty: l.qty, shipmentLineId: l.id })),
    })),
    { ship: true },
  );
  return heads.map((head, i) => ({
    shipmentId: head.id,
    number: head.number,
    orderId: head.order_id,
    warehouseId: head.warehouse_id,
    invoiceId: invoices[i]?.invoiceId ?? null,
    entryId: head.entry_id,
    lines: named[i]?.parcel.lines.length ?? 0,
    qty: named[i]?.parcel.lines.reduce((sum, l) => sum + l.qty, 0) ?? 0,
    cost: moved[i]?.cost ?? 0,
  }));
}

/** Numbers per parcel, gapless per year of the handover, in order. */
function takeShipmentNumbers(ctx: CommandContext, named: readonly NamedParcel[]): string[] {
  const byYear = new Map<string, { on: string; at: number[] }>();
  named.forEach(({ parcel }, i) => {
    const year = parcel.draft.on.slice(0, 4);
    const group = byYear.get(year);
    if (group) group.at.push(i);
    else byYear.set(year, { on: parcel.draft.on, at: [i] });
  });
  const numbers: string[] = [];
  for (const { on, at } of byYear.values()) {
    const taken = takeNumbers(ctx, 'SHP', on, at.length);
    at.forEach((place, i) => (numbers[place] = taken[i] ?? ''));
  }
  return numbers;
}
