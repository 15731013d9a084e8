import { notFound } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import { postEntries } from '../accounting/index.ts';
import { markReturned } from '../sales/index.ts';
import { loadReturns, postingHead, stateAfter } from './in-hand.ts';
import type { ReceivedReturn, ReturnDraft } from './model.ts';
import { headRow, lineRow, openReturns } from './open-returns.ts';
import { goodsBackEntry, lossEntry } from './posting.ts';
import { goodsOf, intoQuarantine } from './receive-returns.ts';
import { changeLines, changeReturns, insertReturns } from './store.ts';

/** Expects goods back: the units cannot be returned twice from now on; nothing is posted. */
export async function announceReturns(
  ctx: CommandContext,
  drafts: readonly ReturnDraft[],
): Promise<{ returnId: string; number: string }[]> {
  const opened = await openReturns(ctx, drafts);
  await insertReturns(
    ctx,
    opened.map((r) => headRow(r, 'expected', null)),
    opened.flatMap((r) => r.lines.map((line) => lineRow(r, line, { value: 0, moveId: null }))),
  );
  return opened.map(({ returnId, number }) => ({ returnId, number }));
}

/**
 * The goods of an expected return have arrived. Where the customer was credited before, the clearing item closes: what the
 * credit assumed differently from the cost that really comes back is corrected in cost of sales.
 */
export async function receiveAnnounced(ctx: CommandContext, returnId: string, at: string, on: string): Promise<ReceivedReturn> {
  const [found] = await loadReturns(ctx, [returnId]);
  if (!found) throw refuse(notFound, { kind: 'return', id: returnId });
  const { head, lines } = found;
  const state = stateAfter(found, 'receive');
  const entryId = ctx.nextId('journal_entry');
  const results = await intoQuarantine(
    ctx,
    lines.map((l) => ({
      returnId,
      lineNo: l.line_no,
      itemId: l.item_id,
      qty: l.qty,
      warehouseId: head.warehouse_id,
      at,
      on,
      reasonCode: head.reason_code ?? undefined,
      entryId,
      cost: { kind: 'return' as const, ofMoveIds: l.shipMoveId === null ? [] : [l.shipMoveId] },
    })),
  );
  const trueUp = new Map<string, number>();
  if (head.state === 'credited')
    lines.forEach((l, i) => trueUp.set(l.cogsRole, (trueUp.get(l.cogsRole) ?? 0) + goodsOf(results[i]).value - l.value));
  const [posted] = await postEntries(ctx, [goodsBackEntry(postingHead(found, on, entryId), results, trueUp)]);
  await changeLines(
    ctx,
    lines.map((l, i) => ({ id: l.id, value: goodsOf(results[i]).value, move_id: goodsOf(results[i]).moveId })),
  );
  await changeReturns(ctx, [{ id: head.id, revision: head.revision, state, received_on: on, entry_id: posted?.entryId ?? null }]);
  await markReturned(
    ctx,
    lines.flatMap((l) => (l.order_line_id === null ? [] : [{ orderLineId: l.order_line_id, qty: l.qty }])),
  );
  return {
    returnId,
    number: head.number,
    lines: lines.length,
    qty: lines.reduce((sum, l) => sum + l.qty, 0),
    value: results.reduce((sum, r) => sum + goodsOf(r).value, 0),
    flagged: 0,
    credits: new Map(),
  };
}

/** Credited goods that never arrived become a loss: Dr return loss / Cr returns clearing. Returns the loss. */
export async function closeMissing(ctx: CommandContext, returnId: string, on: string): Promise<number> {
  const [found] = await loadReturns(ctx, [returnId]);
  if (!found) throw refuse(notFound, { kind: 'return', id: returnId });
  const state = stateAfter(found, 'giveUp');
  const loss = found.lines.reduce((sum, l) => sum + l.value, 0);
  await postEntries(ctx, [lossEntry(postingHead(found, on), loss)]);
  await changeReturns(ctx, [{ id: returnId, revision: found.head.revision, state }]);
  return loss;
}

/** An expected return that will not come: its units may be returned again. */
export async function cancelReturn(ctx: CommandContext, returnId: string): Promise<void> {
  const [found] = await loadReturns(ctx, [returnId]);
  if (!found) throw refuse(notFound, { kind: 'return', id: returnId });
  await changeReturns(ctx, [{ id: returnId, revision: found.head.revision, state: stateAfter(found, 'cancel') }]);
}
