import type { OrderState } from './machine.ts';

/** Source kinds of moves and entries this room makes. */
export const RECEIPT = 'purchase_receipt';
export const BILL = 'supplier_bill';
export const LANDED = 'landed_cost';
export const SUPPLIER_RETURN = 'supplier_return';
export const CREDIT = 'supplier_credit';
export const WRITE_OFF = 'grni_write_off';

/** Key of an order line on goods received not invoiced. */
export const grniKey = (orderId: string, lineNo: number): string => `${orderId}/${lineNo}`;

/** A line of a purchase order as a command works on it. Quantities in steps, price in micros per `priceSteps`. */
export interface OrderLine {
  readonly id: number;
  readonly orderId: string;
  readonly lineNo: number;
  readonly itemId: string;
  readonly sku: string;
  readonly title: string;
  readonly stepsPerUnit: number;
  readonly qty: number;
  /** Steps the price is for: of one unit, or of the pack it was ordered in. */
  readonly priceSteps: number;
  readonly priceMicros: number;
  readonly taxCode: string | null;
  qtyReceived: number;
  qtyBilled: number;
}

export interface Order {
  readonly id: string;
  readonly number: string;
  readonly partyId: string;
  readonly partyName: string;
  readonly warehouseId: string;
  /** Currency of its prices. */
  readonly currency: string;
  state: OrderState;
  readonly revision: number;
  readonly lines: readonly OrderLine[];
}
