import { FileBooks } from './file-books.ts';

/**
 * The auditor's own books of the simulated shop: plain maps, fed with what was asked and what was answered, never with the
 * company file. It knows no costs and no journal; it knows units and what each order owes. Amounts are minor units.
 */

export interface AuditLine {
  readonly lineId: number;
  readonly itemId: string;
  qty: number;
  /** ordered, before anything happened to it; with and without tax */
  total: number;
  net: number;
  /** a part of it is a whole number of minor units, net and tax alike */
  even: boolean;
  shipped: number;
  cancelled: number;
  /** units invoiced before they left, still here */
  deferred: number;
  returned: number;
  /** units taken back in a credit note */
  credited: number;
  /** units credited that the buyer keeps: nobody gives them back once more */
  kept: number;
  /** units on returns that were not called off: they cannot come back once more */
  claimed: number;
  /** of `credited`, by cancellations in files, which say themselves what is given back */
  creditedInFiles: number;
  /** given back at another price than it was sold at: what the rest is worth is nobody's plain arithmetic */
  odd: boolean;
}

/** A line to which nothing has happened yet. */
export const NOTHING_YET = {
  shipped: 0,
  cancelled: 0,
  deferred: 0,
  returned: 0,
  credited: 0,
  kept: 0,
  claimed: 0,
  creditedInFiles: 0,
  odd: false,
} as const satisfies Partial<AuditLine>;

export interface AuditOrder {
  readonly id: string;
  readonly partyId: string;
  readonly payment: string;
  readonly lines: readonly AuditLine[];
  /** postage and the like: invoiced once, with the first goods that leave or with an invoice before */
  readonly charges: { readonly total: number; state: 'open' | 'ahead' | 'invoiced' | 'cancelled' };
  /** paid by or for the customer, besides what the channel captures with each shipment */
  paid: number;
  refunded: number;
  /** amounts given back by price credits */
  priceCredits: number;
  /** invoiced before shipment as the invoices said, less what credits undid */
  ahead: number;
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
  readonly files = new FileBooks();
  /** promised and neither shipped nor given back */
  reserved = 0;
  /** what credited goods that never came cost the shop, as the replies said */
  losses = 0;
  /** last closed day by area */
  readonly locks = new Map<string, string>();

  /** Whether nothing of an area may be posted on a day: the area, or all of the books, is closed. */
  isClosed(area: 'stock' | 'purchases' | 'sales' | 'bank', on: string): boolean {
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
    line.deferred -= Math.min(line.deferred, qty);
    this.#add(stockLocationId, line.itemId, -qty);
    this.reserved -= qty;
    this.settleCharges(order);
  }

  /** Charges go with the first goods, are cancelled with the last, and stand alone where nothing is to be sent; then the order is over. */
  settleCharges(order: AuditOrder): void {
    const { lines, charges } = order;
    if (lines.some((l) => l.shipped > 0) || (lines.length === 0 && charges.state === 'open')) charges.state = 'invoiced';
    else if (charges.state !== 'invoiced' && lines.every((l) => l.cancelled === l.qty))
      charges.state = charges.state === 'ahead' ? 'invoiced' : 'cancelled';
    order.closed = lines.every((l) => l.qty === l.shipped + l.cancelled) && (charges.total === 0 || charges.state !== 'open');
  }

  lineById(lineId: number): AuditLine | undefined {
    return [...this.orders.values()].flatMap((o) => o.lines).find((l) => l.lineId === lineId);
  }

  /** Units of an article in every place of the company, on the way included. */
  anywhere(itemId: string): number {
    return [...this.#stock].reduce((sum, [key, qty]) => sum + (key.endsWith(`|${itemId}`) ? qty : 0), 0);
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

  /** Difference between these books and revenue the company says it has invoiced and not earned. */
  compareDeferred(stated: number): string[] {
    let amount = 0;
    let slack = 0;
    for (const order of this.orders.values()) {
      if (order.charges.state === 'ahead') amount += order.charges.total;
      for (const { net, even, qty, deferred } of order.lines) {
        amount += Math.round((net * deferred) / qty);
        if (!even && deferred > 0) slack += SLACK;
      }
    }
    return Math.abs(stated - amount) > slack ? [`deferred revenue: company ${stated}, auditor ${amount} (give or take ${slack})`] : [];
  }

  /** Every buyer with an order or a credit. */
  parties(): string[] {
    return [...new Set([...[...this.orders.values()].map((o) => o.partyId), ...this.files.credits.keys()])].toSorted();
  }

  /** Difference of what is open between shop and buyer, all orders and all that was given back together. */
  compareParty(partyId: string, stated: number): string[] {
    const orders = [...this.orders.values()].filter((o) => o.partyId === partyId).map(balanceOf);
    const amount = orders.reduce((sum, b) => sum + b.amount, -(this.files.credits.get(partyId) ?? 0));
    const slack = orders.reduce((sum, b) => sum + b.slack, 0);
    return Math.abs(stated - amount) > slack
      ? [`buyer ${partyId}: company says ${stated} is open, auditor ${amount} (give or take ${slack})`]
      : [];
  }

  /** Differences of one order: what it got, and what is open between shop and customer. */
  compareOrder(order: AuditOrder, stated: StatedOrder): string[] {
    const out: string[] = [];
    for (const line of order.lines) {
      const s = stated.lines.find((l) => l.id === line.lineId);
      if (s?.qtyShipped !== line.shipped || s.qtyCancelled !== line.cancelled || s.qtyReturned !== line.returned)
        out.push(`order ${order.id} line ${line.lineId}: company ${JSON.stringify(s)}, auditor ${JSON.stringify(line)}`);
    }
    // Credits of files may stand on several orders at once: they are compared by buyer.
    if (order.lines.some((l) => l.creditedInFiles > 0)) return out;
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

/** Minor units by which net and tax of a part of a line may be rounded to either side. */
const SLACK = 2;

/** What an invoice for some units of lines comes to; each part that does not divide evenly may be rounded to either side. */
export function partOf(parts: readonly { readonly line: AuditLine; readonly qty: number }[]): { amount: number; slack: number } {
  return {
    amount: parts.reduce((sum, { line, qty }) => sum + Math.round((line.total * qty) / line.qty), 0),
    slack: parts.reduce((sum, { line, qty }) => sum + (line.even || qty === line.qty ? 0 : SLACK), 0),
  };
}

/**
 * What the customer owes: invoiced - credited - paid + refunded; the channel that takes the money at shipment has paid all but
 * what was invoiced before. A part of a line that does not divide evenly may lie
 * one minor unit to either side until the line is complete; only then it must be exact.
 */
function balanceOf(order: AuditOrder): { amount: number; slack: number } {
  let amount = order.refunded - order.paid - order.priceCredits;
  let slack = 0;
  const captured = order.payment === 'at-shipment';
  if (captured) amount += order.ahead;
  else if (order.charges.state === 'ahead' || order.charges.state === 'invoiced') amount += order.charges.total;
  for (const { total, even, qty, shipped, deferred, credited, creditedInFiles } of order.lines) {
    const units = shipped + deferred;
    const back = Math.round((total * (credited - creditedInFiles)) / qty);
    amount += (captured ? 0 : Math.round((total * units) / qty)) - back;
    if (!even && units > 0 && units < qty && !captured) slack += SLACK;
    if (!even && credited > 0 && credited < qty) slack += SLACK;
  }
  return { amount, slack };
}
