import { notAllocated, nothingToShip, orderNotOpen } from '../../../preload/contract/fulfillment.ts';
import { type Refusal, refuse } from '../../../preload/contract/refusal.ts';
import { unknownLine } from '../../../preload/contract/sales.ts';
import type { LotQty } from '../inventory/index.ts';
import { type OrderFacts, type OrderLineFacts, type ReservationFacts, type Shelf, shelfKey } from './load.ts';
import type { BelowPlace, ShipDraft } from './model.ts';
import { decideWhole, wholeSets } from './sets.ts';

/** Goods of one order line in a parcel, from one place; `locationId` null for a service. */
export interface ParcelLine {
  readonly orderLineId: number;
  readonly itemId: string;
  readonly qty: number;
  readonly locationId: string | null;
  readonly cogsRole: string;
  /** Which lots, of picked goods that are told apart; of goods off the shelf those that leave first. */
  readonly lots?: readonly LotQty[];
  /** Planned in this command: no reservation row stands behind it. */
  readonly planned?: boolean;
  /** More than was promised: goods that leave before they came. */
  readonly unpromised?: true;
}

/** What leaves of one order from one warehouse: one shipment. */
export interface Parcel {
  readonly draft: ShipDraft;
  readonly order: OrderFacts;
  readonly warehouseId: string;
  readonly lines: readonly ParcelLine[];
  /** Some of the order was invoiced before shipment. */
  readonly invoicedAhead: boolean;
}

/** What is known of an order that is to be shipped. */
export interface OrderInHand {
  readonly order: OrderFacts;
  readonly lines: readonly OrderLineFacts[];
  readonly reserved: readonly ReservationFacts[];
}

type Shelves = ReadonlyMap<string, Shelf[]>;

/**
 * Parcels of one handover: what is promised to the order (from one warehouse, or some lines of it, when the draft says
 * so), one parcel per warehouse; services leave with the first. Lowers `reserved` and `shelves` as it takes.
 *
 * Refuses an order that is not open, more than is promised, and a handover of nothing. A service alone is something. Where a place may go below
 * zero (`below`, in order), a line that is named with a quantity leaves without a promise as far as it was promised nothing: from the first
 * such place of the warehouse that is named, else of any. Sets and tracked goods never do.
 */
export function decideParcels(
  draft: ShipDraft,
  known: OrderInHand,
  shelves: Shelves,
  anyWarehouse: string,
  below: readonly BelowPlace[] = [],
): Parcel[] | Refusal {
  const { order, lines } = known;
  if (order.state !== 'open') return refuse(orderNotOpen, { orderId: order.id, state: order.state });
  const asked = new Map(draft.lines?.map((l) => [l.orderLineId, l.qty]));
  for (const orderLineId of asked.keys())
    if (!lines.some((l) => l.id === orderLineId)) return refuse(unknownLine, { orderId: order.id, orderLineId });
  const inParts = decideWhole(order, lines, asked);
  if (inParts) return inParts;
  // Goods that were picked leave as they were packed; whoever hands them over has seen to whole sets.
  const onShelf = known.reserved.filter((r) => r.stagedAt === undefined);
  const whole = lines.some((l) => l.set !== null) ? wholeSets(lines, onShelf) : new Map<string, number>();
  const parcels = new Map<string, ParcelLine[]>();
  const put = (warehouseId: string, line: ParcelLine) => {
    const list = parcels.get(warehouseId);
    if (list) list.push(line);
    else parcels.set(warehouseId, [line]);
  };
  for (const line of lines) {
    if (!line.stocked || (draft.lines && !asked.has(line.id))) continue;
    const kept = known.reserved.filter(
      (r) => r.orderLineId === line.id && (draft.warehouseId === undefined || r.warehouseId === draft.warehouseId),
    );
    // The lines of a set take from warehouses in the same order, so that each parcel has whole ones.
    if (line.set) kept.sort((a, b) => (a.warehouseId < b.warehouseId ? -1 : a.warehouseId > b.warehouseId ? 1 : 0));
    const left = new Map(kept.map((r) => [r.warehouseId, whole.get(`${line.id}|${r.warehouseId}`) ?? r.qty]));
    const most = (r: ReservationFacts) => (line.set && r.stagedAt === undefined ? Math.min(r.qty, left.get(r.warehouseId) ?? 0) : r.qty);
    let allocated = 0;
    for (const [id, own] of Map.groupBy(kept, (r) => r.warehouseId)) {
      const sum = own.reduce((n, r) => n + r.qty, 0);
      allocated += line.set && own.every((r) => r.stagedAt === undefined) ? Math.min(sum, left.get(id) ?? 0) : sum;
    }
    allocated = Math.min(line.open, allocated);
    let missing = asked.get(line.id) ?? allocated;
    const beyond = Math.max(0, missing - allocated);
    const without = line.set ? undefined : below.find((b) => draft.warehouseId === undefined || b.warehouseId === draft.warehouseId);
    if (beyond > 0 && (!without || missing > line.open))
      return refuse(notAllocated, { orderId: order.id, lineNo: line.lineNo, sku: line.sku, asked: missing, allocated });
    missing -= beyond;
    for (const r of kept) {
      const qty = Math.min(most(r), missing);
      if (qty <= 0) continue;
      left.set(r.warehouseId, (left.get(r.warehouseId) ?? 0) - qty);
      missing -= qty;
      r.qty -= qty;
      line.open -= qty;
      for (const piece of r.stagedAt !== undefined
        ? [{ qty, locationId: r.stagedAt, ...(r.lots ? { lots: r.lots } : {}) }]
        : pick(shelves.get(shelfKey(line.itemId, r.warehouseId)), qty))
        put(r.warehouseId, {
          orderLineId: line.id,
          itemId: line.itemId,
          cogsRole: line.cogsRole,
          planned: r.planned === true || r.stagedAt !== undefined,
          ...piece,
        });
    }
    // After what was promised, which it would take otherwise.
    if (without && beyond > 0) {
      const { id: orderLineId, itemId, cogsRole } = line;
      put(without.warehouseId, {
        orderLineId,
        itemId,
        cogsRole,
        qty: beyond,
        locationId: without.locationId,
        planned: true,
        unpromised: true,
      });
      line.open -= beyond;
    }
  }
  const services = lines.filter((l) => !l.stocked && l.open > 0 && (!draft.lines || asked.has(l.id)));
  const onlyServices = lines.every((l) => !l.stocked);
  if (services.length > 0 && (parcels.size > 0 || onlyServices || draft.lines)) {
    const first = parcels.keys().next().value ?? draft.warehouseId ?? anyWarehouse;
    for (const line of services) {
      const qty = asked.get(line.id) ?? line.open;
      if (qty > line.open)
        return refuse(notAllocated, { orderId: order.id, lineNo: line.lineNo, sku: line.sku, asked: qty, allocated: line.open });
      line.open -= qty;
      put(first, { orderLineId: line.id, itemId: line.itemId, cogsRole: line.cogsRole, qty, locationId: null });
    }
  }
  if (parcels.size === 0) return refuse(nothingToShip, { orderId: order.id });
  const invoicedAhead = lines.some((l) => l.invoicedAhead);
  return [...parcels].map(([warehouseId, parcelLines]) => ({ draft, order, warehouseId, lines: parcelLines, invoicedAhead }));
}

/** Takes units from places in order. What the places miss is asked of the last one, so that the move itself refuses it. */
function pick(places: Shelf[] | undefined, qty: number): Pick<ParcelLine, 'qty' | 'locationId' | 'lots'>[] {
  const pieces: Pick<ParcelLine, 'qty' | 'locationId' | 'lots'>[] = [];
  let missing = qty;
  for (const place of places ?? []) {
    const taken = Math.min(place.left, missing);
    if (taken <= 0) continue;
    place.left -= taken;
    missing -= taken;
    const { locationId, lotId } = place;
    pieces.push({ qty: taken, locationId, ...(lotId === undefined ? {} : { lots: [{ lotId, qty: taken }] }) });
    if (missing === 0) return pieces;
  }
  // Reservations never exceed sellable stock, so this is a gap between balances: the doctor's business, and ours.
  throw new Error(`${missing} of ${qty} promised units are on no shelf`);
}
