import { share } from '../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../engine/context.ts';
import { postEntries } from '../accounting/index.ts';
import { type CreditDraft, creditNotes } from '../sales/index.ts';
import { loadReturns, postingHead, type ReturnInHand, stateAfter } from './in-hand.ts';
import { loadCostOfMoves, loadInvoicesOf } from './load.ts';
import type { ChargeBack, ReceivedReturn, ReturnDraft, StatedCredit } from './model.ts';
import { costBackEntry } from './posting.ts';
import { receiveReturns } from './receive-returns.ts';
import { changeLines, changeReturns } from './store.ts';

/** A return to credit. `credits`: what the channel gave back per return line number; left out, as it was invoiced. */
export interface CreditWant {
  readonly returnId: string;
  readonly on: string;
  readonly credits?: ReadonlyMap<number, StatedCredit> | undefined;
  /** Charges given back with the goods (postage), amounts positive. */
  readonly charges?: readonly ChargeBack[] | undefined;
}

export interface CreditedReturn {
  readonly returnId: string;
  readonly creditNoteId: string | null;
  /** Cost of sales given back, minor units. */
  readonly cost: number;
}

/**
 * Credits customers for returns: the credit note with goods (revenue and tax back), and the cost side Dr returns clearing /
 * Cr cost of sales at the original cost. When the goods have not arrived yet the cost of the shipment line per unit is
 * assumed; what really comes back later trues it up. Refuses a return that is credited already or cancelled.
 */
export async function creditReturns(ctx: CommandContext, wants: readonly CreditWant[]): Promise<CreditedReturn[]> {
  const found = await loadReturns(
    ctx,
    wants.map((w) => w.returnId),
  );
  const states = found.map((r) => stateAfter(r, 'credit'));
  const assumed = await assumedCosts(ctx, found);
  const left = new Map<number, StatedCredit>();
  const invoices = await loadInvoicesOf(
    ctx.tx,
    found.flatMap((r) => r.lines),
  );
  const drafts = found.map((r, i) => noteOf(r, wants[i], { today: ctx.today, left, invoices }));
  const worth = drafts.filter((d) => d.lines.length > 0);
  const notes = await creditNotes(ctx, worth);
  const noteOfReturn = new Map(notes.map((n, i) => [worth[i]?.returnId, n.creditNoteId]));
  const costs = found.map((r) => {
    const byRole = new Map<string, number>();
    for (const l of r.lines) byRole.set(l.cogsRole, (byRole.get(l.cogsRole) ?? 0) + (assumed.get(l.id) ?? l.value));
    return byRole;
  });
  await postEntries(
    ctx,
    found.map((r, i) => costBackEntry(postingHead(r, wants[i]?.on ?? ctx.today), costs[i] ?? new Map())),
  );
  await changeLines(
    ctx,
    [...assumed].map(([id, value]) => ({ id, value })),
  );
  await changeReturns(
    ctx,
    found.map((r, i) => ({
      id: r.head.id,
      revision: r.head.revision,
      state: states[i] ?? 'closed',
      credited_on: wants[i]?.on ?? ctx.today,
      credit_note_id: noteOfReturn.get(r.head.id) ?? null,
    })),
  );
  return found.map((r, i) => ({
    returnId: r.head.id,
    creditNoteId: noteOfReturn.get(r.head.id) ?? null,
    cost: [...(costs[i]?.values() ?? [])].reduce((sum, v) => sum + v, 0),
  }));
}

interface Known {
  readonly today: string;
  readonly left: Map<number, StatedCredit>;
  /** Invoice per return line, where it stands on one. */
  readonly invoices: ReadonlyMap<number, string>;
}

/**
 * The credit note of a return. Goods of a known sale are credited against their order line; a stated credit above what
 * that line still has to credit, and goods without a sale, stand on lines of their own, so that the note says to the cent
 * what the channel gave back. `left` carries what order lines still have to credit from one return to the next. Goods without a sale and without a stated credit give the customer nothing.
 * The credit lowers what the invoice of the goods still owes, where they all stand on one.
 */
function noteOf({ head, lines }: ReturnInHand, want: CreditWant | undefined, known: Known): CreditDraft {
  const { left } = known;
  const credited = lines.flatMap((l): CreditDraft['lines'][number][] => {
    const stated = want?.credits?.get(l.line_no);
    const loose = { itemId: l.item_id, title: l.title, revenueRole: l.revenueRole };
    if (l.order_line_id === null) return stated ? [{ ...loose, qty: l.qty, ...stated }] : [];
    if (!stated) return [{ orderLineId: l.order_line_id, qty: l.qty }];
    const open = left.get(l.order_line_id) ?? { net: l.netLeft ?? 0, tax: l.taxLeft ?? 0 };
    const net = Math.min(stated.net, open.net);
    const tax = Math.min(stated.tax, open.tax);
    left.set(l.order_line_id, { net: open.net - net, tax: open.tax - tax });
    const above = { net: stated.net - net, tax: stated.tax - tax };
    return [
      { orderLineId: l.order_line_id, qty: l.qty, net, tax },
      ...(above.net > 0 || above.tax > 0 ? [{ ...loose, qty: 0, ...above }] : []),
    ];
  });
  const charges = (want?.charges ?? []).map(({ title, revenueRole, net, tax }) => ({ title, revenueRole, net, tax, qty: 1 }));
  const asInvoiced = charges.length === 0 && credited.every((l) => l.orderLineId !== undefined);
  const of = new Set(lines.map((l) => known.invoices.get(l.id)));
  const [invoiceId] = asInvoiced && of.size === 1 ? of : [];
  return {
    kind: 'goods',
    ...(asInvoiced && head.order_id !== null ? { orderId: head.order_id } : {}),
    ...(invoiceId === undefined ? {} : { invoiceId }),
    partyId: head.party_id,
    channelId: head.channel_id,
    on: want?.on ?? known.today,
    returnId: head.id,
    warehouseId: head.warehouse_id,
    lines: [...credited, ...charges],
  };
}

/** Cost assumed per line of the returns whose goods have not arrived: the shipment line's cost per unit. */
async function assumedCosts(ctx: CommandContext, found: readonly ReturnInHand[]): Promise<Map<number, number>> {
  const waiting = found.filter((r) => r.head.received_on === null).flatMap((r) => r.lines);
  const costs = await loadCostOfMoves(
    ctx.tx,
    waiting.flatMap((l) => l.shipMoveId ?? []),
  );
  return new Map(
    waiting.map((l) => {
      const cost = l.shipMoveId === null ? undefined : costs.get(l.shipMoveId);
      return [l.id, cost ? share(cost.value, cost.qty, l.qty) : 0];
    }),
  );
}

/** Takes goods back and credits them in one go: what a channel's cancellation means. */
export async function takeBackAndCredit(
  ctx: CommandContext,
  drafts: readonly ReturnDraft[],
): Promise<{ received: readonly ReceivedReturn[]; credited: readonly CreditedReturn[] }> {
  const received = await receiveReturns(ctx, drafts);
  const credited = await creditReturns(
    ctx,
    received.map(({ returnId, credits }, i) => ({ returnId, on: drafts[i]?.on ?? ctx.today, credits, charges: drafts[i]?.charges })),
  );
  return { received, credited };
}
