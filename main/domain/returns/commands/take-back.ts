import { notFound, outOfScope } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { returnsOperations } from '../../../../preload/contract/returns.ts';
import { unknownLine } from '../../../../preload/contract/sales.ts';
import { dayOfInstant } from '../../../../preload/contract/values/day.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { itemsBySku } from '../../catalog/index.ts';
import { handleCommand } from '../../handler.ts';
import { creditReturns, takeBackAndCredit } from '../credit-returns.ts';
import { announceReturns, cancelReturn as cancel, closeMissing as giveUp, receiveAnnounced as receive } from '../expected-returns.ts';
import type { ReturnDraft, ReturnLineDraft } from '../model.ts';
import { moveReturned } from '../move-returned.ts';
import { receiveReturns } from '../receive-returns.ts';

/** Instant and company-local day of what happened: now, unless the input says otherwise. */
function whenOf(
  ctx: CommandContext,
  input: { readonly at?: string | undefined; readonly on?: string | undefined },
): { at: string; on: string } {
  const at = input.at ?? ctx.now;
  return { at, on: input.on ?? (input.at === undefined ? ctx.today : dayOfInstant(at, ctx.company.zone)) };
}

interface OrderReturnInput {
  readonly orderId: string;
  readonly returnId?: string | undefined;
  readonly warehouseId?: string | undefined;
  readonly reasonCode?: string | undefined;
  readonly at?: string | undefined;
  readonly on?: string | undefined;
  readonly lines: readonly (Pick<ReturnLineDraft, 'qty' | 'lots'> & { readonly orderLineId: number })[];
}

async function draftOfOrder(ctx: CommandContext, input: OrderReturnInput): Promise<ReturnDraft> {
  assertScope(ctx, input.warehouseId);
  const order = await ctx.tx.db
    .selectFrom('sales_order')
    .select(['id', 'party_id', 'channel_id'])
    .where('id', '=', input.orderId)
    .executeTakeFirst();
  if (!order) throw refuse(notFound, { kind: 'order', id: input.orderId });
  const channels = ctx.actor.scopes.channel;
  if (channels && order.channel_id !== null && !channels.has(order.channel_id))
    throw refuse(outOfScope, { scope: 'channel', id: order.channel_id });
  const known = new Map(
    (await ctx.tx.db.selectFrom('sales_order_line').select(['id', 'item_id']).where('order_id', '=', order.id).execute()).map((l) => [
      l.id,
      l.item_id,
    ]),
  );
  const { orderId, returnId, warehouseId, reasonCode } = input;
  const lines = input.lines.map(({ orderLineId, qty, lots }) => {
    const itemId = known.get(orderLineId);
    if (itemId == null) throw refuse(unknownLine, { orderId, orderLineId });
    return { itemId, orderLineId, qty, lots };
  });
  return { returnId, orderId, partyId: order.party_id, channelId: order.channel_id, warehouseId, reasonCode, ...whenOf(ctx, input), lines };
}

function assertScope(ctx: CommandContext, warehouseId: string | undefined): void {
  const allowed = ctx.actor.scopes.warehouse;
  if (allowed && warehouseId !== undefined && !allowed.has(warehouseId)) throw refuse(outOfScope, { scope: 'warehouse', id: warehouseId });
}

export const announceReturn = handleCommand(returnsOperations.announceReturn, async (ctx, input) => {
  const [made] = await announceReturns(ctx, [await draftOfOrder(ctx, input)]);
  return { returnId: made?.returnId ?? '', number: made?.number ?? '' };
});

export const receiveReturn = handleCommand(returnsOperations.receiveReturn, async (ctx, input) => {
  const [made] = await receiveReturns(ctx, [await draftOfOrder(ctx, input)]);
  return { returnId: made?.returnId ?? '', number: made?.number ?? '', value: made?.value ?? 0 };
});

export const receiveUnmatched = handleCommand(returnsOperations.receiveUnmatched, async (ctx, input) => {
  assertScope(ctx, input.warehouseId);
  const items = await itemsBySku(
    ctx,
    input.lines.map((l) => l.sku),
  );
  const { returnId, partyId, warehouseId, reasonCode } = input;
  const lines = input.lines.map(({ sku, qty, unitCostMicros, lots }) => {
    const item = items.get(sku);
    if (!item) throw refuse(notFound, { kind: 'SKU', id: sku });
    return { itemId: item.id, qty, unitCostMicros, lots };
  });
  const [made] = await receiveReturns(ctx, [{ returnId, partyId, warehouseId, reasonCode, ...whenOf(ctx, input), lines }]);
  return { returnId: made?.returnId ?? '', number: made?.number ?? '', value: made?.value ?? 0 };
});

export const receiveAnnounced = handleCommand(returnsOperations.receiveAnnounced, async (ctx, input) => {
  const { at, on } = whenOf(ctx, input);
  const { returnId, number, value } = await receive(ctx, input.returnId, at, on);
  return { returnId, number, value };
});

export const creditReturn = handleCommand(returnsOperations.creditReturn, async (ctx, { returnId, on }) => {
  const [made] = await creditReturns(ctx, [{ returnId, on: on ?? ctx.today }]);
  return { returnId, creditNoteId: made?.creditNoteId ?? null, cost: made?.cost ?? 0 };
});

export const receiveAndCredit = handleCommand(returnsOperations.receiveAndCredit, async (ctx, { returns }) => {
  const drafts = returns.map((r): ReturnDraft => {
    assertScope(ctx, r.warehouseId);
    const lines = r.lines.map(({ net, tax, ...line }) => ({
      ...line,
      ...(net === undefined && tax === undefined ? {} : { credit: { net: net ?? 0, tax: tax ?? 0 } }),
    }));
    return { ...r, ...whenOf(ctx, r), lines };
  });
  const { received, credited } = await takeBackAndCredit(ctx, drafts);
  const sum = (of: (r: (typeof received)[number]) => number) => received.reduce((total, r) => total + of(r), 0);
  return {
    returns: received.length,
    lines: sum((r) => r.lines),
    qty: sum((r) => r.qty),
    value: sum((r) => r.value),
    flagged: sum((r) => r.flagged),
    credited: credited.filter((c) => c.creditNoteId !== null).length,
  };
});

export const restock = handleCommand(returnsOperations.restock, async (ctx, { returnId, lines, ...input }) => ({
  returnId,
  ...(await moveReturned(ctx, { returnId, lines, ...whenOf(ctx, input) }, { to: 'stock' })),
}));

export const writeDown = handleCommand(returnsOperations.writeDown, async (ctx, { returnId, lines, reasonCode, ...input }) => {
  ctx.because({ code: reasonCode, text: null });
  return { returnId, ...(await moveReturned(ctx, { returnId, lines, ...whenOf(ctx, input) }, { to: 'scrap', reasonCode })) };
});

export const closeMissing = handleCommand(returnsOperations.closeMissing, async (ctx, { returnId, on }) => ({
  returnId,
  loss: await giveUp(ctx, returnId, on ?? ctx.today),
}));

export const cancelReturn = handleCommand(returnsOperations.cancelReturn, async (ctx, { returnId }) => {
  await cancel(ctx, returnId);
  return { returnId };
});
