import { alreadyExists } from '../../../../preload/contract/engine.ts';
import { Refusal, refuse } from '../../../../preload/contract/refusal.ts';
import type { SPLIT_CHARGES } from '../../../../preload/contract/sales-splits.ts';
import type { Day } from '../../../../preload/contract/values/day.ts';
import { formatMinor, type Minor } from '../../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { postEntries, residuals } from '../../accounting/index.ts';
import { openHolds, refuseHeld } from '../../inventory/index.ts';
import { ORDER_EDITED } from '../editing.ts';
import { testAgain } from '../holds/again.ts';
import type { Amounts, Order } from '../model.ts';
import { ORDER } from '../model.ts';
import { numbersFor } from '../numbers.ts';
import { depositMoved } from '../posting.ts';
import { assertWholeSets, loadSets } from '../sets.ts';
import { lineIn, loadOrders, openOrderIn } from '../store.ts';
import { decideSplit, depositFor } from './decide.ts';
import { type LineMoved, writeSplit } from './rows.ts';
import { moveSets } from './sets.ts';

/** News of lines that went from one order to another; `data` is `OrderSplit`. Told before either order is served again. */
export const ORDER_SPLIT = 'sales.orderSplit';

export interface OrderSplit {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly newOrderId: string;
  readonly lines: readonly LineMoved[];
}

interface Part extends Amounts {
  readonly deposit: Minor;
}

/**
 * Moves quantities of an open order to a new one of the same customer, channel, terms and day (`decideSplit` says what goes). Amounts are
 * shared, never computed again; the deposit goes by value (Dr customer deposits of the first order / Cr those of the new one). The money a
 * channel holds stays keyed by the order that was placed, under whose name the channel pays it out.
 *
 * Refuses an order that is closed or on a blocking hold (its part would escape the hold), sets in parts, and what `decideSplit` refuses.
 * The rules are tested again on both. Emits `sales.orderSplit`, then `sales.orderEdited` for both.
 */
export async function splitOrderOff(
  ctx: CommandContext,
  input: {
    readonly orderId: string;
    readonly newOrderId?: string | undefined;
    readonly lines: readonly { readonly orderLineId: number; readonly qty: number }[];
    readonly charges: (typeof SPLIT_CHARGES)[number];
    readonly promisedOn?: Day | undefined;
  },
): Promise<{ orderId: string; number: string; before: Part; stays: Part; moves: Part; holds: number }> {
  const book = await loadOrders(ctx.tx, [input.orderId]);
  const order = openOrderIn(ctx, book, input.orderId);
  refuseHeld(ctx, [...(await openHolds(ctx.tx, ORDER, [order.id])).values()].flat());
  const asked = input.lines.map((l) => ({ line: lineIn(book, order.id, l.orderLineId), qty: l.qty }));
  const sets = await loadSets(ctx, order);
  assertWholeSets(order, sets, asked);
  const moved = decideSplit(order, asked, input.charges);
  if (moved instanceof Refusal) throw moved;
  const id = input.newOrderId ?? ctx.newId('so');
  await assertNewId(ctx, id);
  const deposit = -((await residuals(ctx.tx, 'customer-deposits', [order.id])).get(order.id) ?? 0) + 0;
  const part = depositFor(order, moved, deposit);
  const [number = ''] = numbersFor(ctx, 'SO', [order.orderedOn]);
  const { lines, totals } = await writeSplit(ctx, order, moved, { id, number, promisedOn: input.promisedOn });
  await moveSets(ctx, id, sets, moved, lines);
  if (part > 0)
    await postEntries(ctx, [depositMoved({ fromOrderId: order.id, toOrderId: id, partyId: order.partyId, on: ctx.today, amount: part })]);
  const split: OrderSplit = { orderId: order.id, orderNumber: order.number, newOrderId: id, lines };
  await ctx.emit({ name: ORDER_SPLIT, data: split });
  const holds = await testAgain(ctx, [order.id, id]);
  await ctx.emit({ name: ORDER_EDITED, data: { orderIds: [order.id, id] } });
  const parts = {
    before: { ...totals.before, deposit },
    stays: { ...totals.stays, deposit: deposit - part },
    moves: { ...totals.moves, deposit: part },
  };
  tell(ctx, order, number, parts);
  return { orderId: id, number, ...parts, holds };
}

async function assertNewId(ctx: CommandContext, id: string): Promise<void> {
  const twin = await ctx.tx.db.selectFrom('sales_order').select('id').where('id', '=', id).executeTakeFirst();
  if (twin) throw refuse(alreadyExists, { kind: 'Order', id });
}

/** Totals before and after, for whoever decides on the preview. */
function tell(ctx: CommandContext, order: Order, number: string, parts: Readonly<Record<'before' | 'stays' | 'moves', Part>>): void {
  const said = ({ net, tax, total, deposit }: Part) => {
    const amount = (minor: Minor) => formatMinor(minor, order.currency);
    return `${amount(total)} (net ${amount(net)}, tax ${amount(tax)}, deposit ${amount(deposit)})`;
  };
  ctx.message(`${order.number} before: ${said(parts.before)} ${order.currency}`);
  ctx.message(`${order.number} after: ${said(parts.stays)}`);
  ctx.message(`${number}: ${said(parts.moves)}`);
}
