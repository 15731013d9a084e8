import type { OrderState } from '../../../preload/contract/sales.ts';
import type { OrderLine } from './model.ts';

export interface Transition {
  readonly from: OrderState;
  readonly to: OrderState;
  readonly when: string;
}

/** States of an order and what leads from one to the next. SQL refuses every other change (trigger in db/schema/sales.ts). */
export const ORDER_MACHINE: {
  readonly start: OrderState;
  readonly ends: readonly OrderState[];
  readonly transitions: readonly Transition[];
} = {
  start: 'open',
  ends: ['completed', 'cancelled'],
  transitions: [
    { from: 'open', to: 'completed', when: 'everything is shipped or cancelled, and invoiced or cancelled' },
    { from: 'open', to: 'cancelled', when: 'everything is cancelled' },
  ],
};

/** Whether an order may go from one state to another (staying is not a transition). */
export const mayBecome = (from: OrderState, to: OrderState): boolean =>
  ORDER_MACHINE.transitions.some((t) => t.from === from && t.to === to);

type Progress = Pick<OrderLine, 'kind' | 'qty' | 'qtyShipped' | 'qtyInvoiced' | 'qtyCancelled'>;

/** Where an open order stands now: the state follows from its lines and is never set by hand. */
export function stateOf(lines: readonly Progress[]): OrderState {
  if (lines.every((l) => l.qtyCancelled === l.qty)) return 'cancelled';
  const done = (l: Progress) =>
    l.qtyInvoiced + l.qtyCancelled === l.qty && (l.kind === 'charge' || l.qtyShipped + l.qtyCancelled === l.qty);
  return lines.every(done) ? 'completed' : 'open';
}

const sum = (lines: readonly Progress[], of: (l: Progress) => number) => lines.reduce((total, l) => total + of(l), 0);

/** How much of the goods left: derived, never stored. */
export function fulfilmentOf(lines: readonly Progress[]): 'unshipped' | 'partly-shipped' | 'shipped' {
  const goods = lines.filter((l) => l.kind === 'item');
  const shipped = sum(goods, (l) => l.qtyShipped);
  if (shipped === 0) return 'unshipped';
  return shipped + sum(goods, (l) => l.qtyCancelled) === sum(goods, (l) => l.qty) ? 'shipped' : 'partly-shipped';
}

/** How much is invoiced: derived, never stored. */
export function invoicingOf(lines: readonly Progress[]): 'uninvoiced' | 'partly-invoiced' | 'invoiced' {
  const invoiced = sum(lines, (l) => l.qtyInvoiced);
  if (invoiced === 0) return 'uninvoiced';
  return invoiced + sum(lines, (l) => l.qtyCancelled) === sum(lines, (l) => l.qty) ? 'invoiced' : 'partly-invoiced';
}

/** States nothing leads to, or that are no end and lead nowhere: an order would be stuck there. Empty when all is well. */
export function deadStates(states: readonly OrderState[]): OrderState[] {
  const { start, ends, transitions } = ORDER_MACHINE;
  const reached = new Set<OrderState>([start]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const t of transitions)
      if (reached.has(t.from) && !reached.has(t.to)) {
        reached.add(t.to);
        grown = true;
      }
  }
  return states.filter((s) => !reached.has(s) || (!ends.includes(s) && !transitions.some((t) => t.from === s)));
}
