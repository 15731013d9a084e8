import { create } from 'zustand';
import type { OutputOf } from '../../../client/operations.ts';

export type Order = OutputOf<'sales.getOrder'>;
export type OrderLine = Order['lines'][number];
/** A row of the table of lines: a line; a pack or kit with what became of it; or the goods of one, whose amounts it holds. */
export type OrderRow = OrderLine & { readonly as: 'line' | 'set' | 'part' };

/** Lines as they were ordered: the goods of a pack or kit stand below it. */
export function rowsOf({ lines, sets }: Order): readonly OrderRow[] {
  const byId = new Map(lines.map((l) => [l.id, l]));
  const setOf = new Map(sets.flatMap((s) => s.lines.map((l) => [l.orderLineId, s])));
  return lines.flatMap((line): OrderRow[] => {
    const set = setOf.get(line.id);
    if (!set) return [{ ...line, as: 'line' }];
    if (set.lines[0]?.orderLineId !== line.id) return [];
    const parts = set.lines.flatMap((l) => byId.get(l.orderLineId) ?? []);
    const whole = (of: (l: OrderLine) => number) =>
      Math.min(...set.lines.map((l) => Math.floor(of(byId.get(l.orderLineId) ?? line) / l.perSet)));
    const { itemId, sku, title, qty, unitPriceMicros, net, tax, total } = set;
    const head: OrderRow = {
      ...line,
      id: -set.id,
      as: 'set',
      itemId,
      sku,
      title,
      qty,
      unitPriceMicros,
      net,
      tax,
      total,
      qtyShipped: whole((l) => l.qtyShipped),
      qtyInvoiced: whole((l) => l.qtyInvoiced),
      qtyCancelled: whole((l) => l.qtyCancelled),
      qtyReturned: whole((l) => l.qtyReturned),
    };
    return [head, ...parts.map((p): OrderRow => ({ ...p, as: 'part' }))];
  });
}

export type OrderHold = Order['holds'][number];
export type OrderInvoice = Order['invoices'][number];
export type Shipment = OutputOf<'fulfillment.listShipments'>['rows'][number];

/** Whether holds that were lifted are shown; kept while somebody goes through orders. */
export const useOrderView = create<{ readonly lifted: boolean }>(() => ({ lifted: false }));
