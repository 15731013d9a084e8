/**
 * The auditor's own books of the simulated shop: plain maps, fed with what was asked and what was answered, never with the
 * company file. It knows no costs and no journal; it knows units and what each order owes. Amounts are minor units.
 */

export interface AuditLine {
  readonly lineId: number;
  readonly itemId: string;
  readonly qty: number;
  /** ordered, before anything happened to it */
  readonly total: number;
  /** a part of it is a whole number of minor units, net and tax alike */
  readonly even: boolean;
  shipped: number;
  cancelled: number;
  returned: number;
  /** units taken back in a credit note */
  credited: number;
}

export interface AuditOrder {
  readonly id: string;
  readonly payment: string;
  readonly lines: readonly AuditLine[];
  /** paid by or for the customer, besides what the channel captures with each shipment */
  paid: number;
  refunded: number;
  /** amounts given back by price credits */
  priceCredits: number;
  closed: boolean;
}

/** What the company says of an order, for the comparison. */
export interface StatedOrder {
  readonly openDeposit: number;
  readonly lines: readonly {
    readonly id: number;
    readonly qtyShipped: number;
    readonly qtyCancelled: number;
    readonly qtyReturned: number;
  }[];
  readonly invoices: readonly { readonly open: number }[];
}

const TRANSIT = 'transit';
/** Areas of the books the office closes, by the words the company uses. */
export const LOCKS = ['all', 'sales', 'stock', 'bank', 'tax', 'hard'] as const;

export class Auditor {
  readonly #stock = new Map<string, number>();
  readonly orders = new Map<string, AuditOrder>();
  /** promised and neither shipped nor given back */
  reserved = 0;
  /** last closed day by area */
  readonly locks = new Map<string, string>();

  /** Whether nothing of an area may be posted on a day: the area, or all of the books, is closed. */
  isClosed(area: 'stock' | 'sales' | 'bank', on: string): boolean {
    return [area, 'all', 'hard'].some((kind) => on <= (this.locks.get(kind) ?? ''));
  }

  #add(place: string, itemId: string, qty: number): void {
    const key = `${place}|${itemId}`;
    this.#stock.set(key, (this.#stock.get(key) ?? 0) + qty);
  }

  onHand(locationId: string, itemId: string): number {
    return this.#stock.get(`${locationId}|${itemId}`) ?? 0;
  }

  cameIn(locationId: string, itemId: string, qty: number): void {
    this.#add(locationId, itemId, qty);
  }
  wentOut(locationId: string, itemId: string, qty: number): void {
    this.#add(locationId, itemId, -qty);
  }
  counted(locationId: string, itemId: string, qty: number): void {
    this.#stock.set(`${locationId}|${itemId}`, qty);
  }
  sentOff(locationId: string, itemId: string, qty: number): void {
    this.#add(locationId, itemId, -qty);
    this.#add(TRANSIT, itemId, qty);
  }
  arrived(locationId: string, itemId: string, received: number, lost: number): void {
    this.#add(TRANSIT, itemId, -received - lost);
    this.#add(locationId, itemId, received);
  }

  shipped(order: AuditOrder, lineId: number, stockLocationId: string, qty: number): void {
    const line = lineOf(order, lineId);
    line.shipped += qty;
    this.#add(stockLocationId, line.itemId, -qty);
    this.reserved -= qty;
  }

  /** Differences between these books and the stock the company states; `rows` are all places inside the company. */
  compareStock(rows: readonly { itemId: string; locationId: string; status: string; onHand: number }[]): string[] {
    const stated = new Map<string, number>();
    for (const r of rows) {
      const key = `${r.status === 'in-transit' ? TRANSIT : r.locationId}|${r.itemId}`;
      stated.set(key, (stated.get(key) ?? 0) + r.onHand);
    }
    return [...new Set([...stated.keys(), ...this.#stock.keys()])]
      .filter((key) => (stated.get(key) ?? 0) !== (this.#stock.get(key) ?? 0))
      .map((key) => `stock ${key}: company ${stated.get(key) ?? 0}, auditor ${this.#stock.get(key) ?? 0}`);
  }

  /** Differences of one order: what it got, and what is open between shop and customer. */
  compareOrder(order: AuditOrder, stated: StatedOrder): string[] {
    const out: string[] = [];
    for (const line of order.lines) {
      const s = stated.lines.find((l) => l.id === line.lineId);
      if (s?.qtyShipped !== line.shipped || s.qtyCancelled !== line.cancelled || s.qtyReturned !== line.returned)
        out.push(`order ${order.id} line ${line.lineId}: company ${JSON.stringify(s)}, auditor ${JSON.stringify(line)}`);
    }
    const open = stated.invoices.reduce((sum, i) => sum + i.open, 0) - stated.openDeposit;
    const { amount, slack } = balanceOf(order);
    if (Math.abs(open - amount) > slack)
      out.push(`order ${order.id}: company says ${open} is open, auditor ${amount} (give or take ${slack})`);
    return out;
  }
}

function lineOf(order: AuditOrder, lineId: number): AuditLine {
  const line = order.lines.find((l) => l.lineId === lineId);
  if (!line) throw new Error(`the auditor knows no line ${lineId} of ${order.id}`);
  return line;
}

/**
 * What the customer owes: invoiced - credited - paid + refunded. A part of a line that does not divide evenly may lie
 * one minor unit to either side until the line is complete; only then it must be exact.
 */
function balanceOf(order: AuditOrder): { amount: number; slack: number } {
  let amount = order.refunded - order.paid - order.priceCredits;
  let slack = 0;
  for (const { total, even, qty, shipped, credited } of order.lines) {
    const invoiced = Math.round((total * shipped) / qty);
    const back = Math.round((total * credited) / qty);
    amount += (order.payment === 'at-shipment' ? 0 : invoiced) - back;
    if (!even && shipped > 0 && shipped < qty && order.payment !== 'at-shipment') slack += 2;
    if (!even && credited > 0 && credited < qty) slack += 2;
  }
  return { amount, slack };
}
