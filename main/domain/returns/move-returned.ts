import { notFound } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { notInQuarantine, wrongState } from '../../../preload/contract/returns.ts';
import type { CommandContext } from '../../engine/context.ts';
import { postEntries } from '../accounting/index.ts';
import { type MoveDraft, moveStock, places } from '../inventory/index.ts';
import { loadReturns, postingHead, type ReturnInHand } from './in-hand.ts';
import { loadReturnPlaces } from './load.ts';
import { RETURN } from './model.ts';
import { restockEntry, writeDownEntry } from './posting.ts';
import { changeLines, changeReturns } from './store.ts';

/** Where inspected goods go. */
export type Disposition = { readonly to: 'stock' } | { readonly to: 'scrap'; readonly reasonCode: string };

/** Quantities of return lines to move out of quarantine; without `lines` all that is still there. */
export interface InspectedGoods {
  readonly returnId: string;
  readonly lines?: readonly { readonly lineNo: number; readonly qty: number }[] | undefined;
  readonly at: string;
  readonly on: string;
}

/**
 * Moves inspected goods of a return out of quarantine: back on sale (Dr inventory of the warehouse / Cr quarantine), or to
 * scrap (Dr the write-down account of the reason / Cr quarantine). Cost leaves quarantine in FIFO order of the goods there.
 * Returns quantity and value moved. Refuses more than still waits, and a return whose goods have not arrived.
 */
export async function moveReturned(
  ctx: CommandContext,
  goods: InspectedGoods,
  disposition: Disposition,
): Promise<{ qty: number; value: number }> {
  const [found] = await loadReturns(ctx, [goods.returnId]);
  if (!found) throw refuse(notFound, { kind: 'return', id: goods.returnId });
  const { head } = found;
  if (head.received_on === null)
    throw refuse(wrongState, { returnId: head.id, state: head.state, needs: 'here: its goods have not arrived' });
  const parts = partsOf(found, goods);
  const inside = (await loadReturnPlaces(ctx.tx)).get(head.warehouse_id);
  const from = inside?.quarantine;
  const to = disposition.to === 'stock' ? inside?.stock : (await places(ctx)).scrap;
  if (from === undefined || to === undefined) throw refuse(notFound, { kind: 'place of warehouse', id: head.warehouse_id });
  const entryId = ctx.nextId('journal_entry');
  const reasonCode = disposition.to === 'scrap' ? disposition.reasonCode : undefined;
  const results = await moveStock(
    ctx,
    parts.map(
      ({ line, qty }): MoveDraft => ({
        itemId: line.item_id,
        qty,
        fromLocationId: from,
        toLocationId: to,
        at: goods.at,
        on: goods.on,
        entryId,
        source: { kind: RETURN, id: head.id, line: line.line_no },
        // Of the lots that came back with the line; nobody says which of several.
        ...(line.move_id === null ? {} : { lotsOf: [line.move_id], anyLot: true }),
        ...(reasonCode === undefined ? {} : { reasonCode }),
      }),
    ),
  );
  const posting = postingHead(found, goods.on, entryId);
  await postEntries(ctx, [
    disposition.to === 'stock'
      ? restockEntry(posting, results)
      : writeDownEntry(posting, results, await lossRole(ctx, disposition.reasonCode)),
  ]);
  await changeLines(
    ctx,
    parts.map(({ line, qty }) => ({
      id: line.id,
      ...(disposition.to === 'stock' ? { qty_restocked: line.qty_restocked + qty } : { qty_written_down: line.qty_written_down + qty }),
    })),
  );
  await changeReturns(ctx, [{ id: head.id, revision: head.revision }]);
  return { qty: parts.reduce((sum, p) => sum + p.qty, 0), value: results.reduce((sum, r) => sum + (r.out?.value ?? 0), 0) };
}

function partsOf(found: ReturnInHand, goods: InspectedGoods) {
  const left = (l: ReturnInHand['lines'][number]) => l.qty - l.qty_restocked - l.qty_written_down;
  if (!goods.lines) {
    const parts = found.lines.map((line) => ({ line, qty: left(line) })).filter((p) => p.qty > 0);
    if (parts.length === 0) throw refuse(notInQuarantine, { returnId: goods.returnId, lineNo: 1, asked: 1, left: 0 });
    return parts;
  }
  const asked = new Map<number, number>();
  for (const { lineNo, qty } of goods.lines) asked.set(lineNo, (asked.get(lineNo) ?? 0) + qty);
  return [...asked].map(([lineNo, qty]) => {
    const line = found.lines.find((l) => l.line_no === lineNo);
    if (!line) throw refuse(notFound, { kind: `line of ${goods.returnId}`, id: String(lineNo) });
    if (qty > left(line)) throw refuse(notInQuarantine, { returnId: goods.returnId, lineNo, asked: qty, left: left(line) });
    return { line, qty };
  });
}

async function lossRole(ctx: CommandContext, code: string): Promise<string> {
  const reason = await ctx.tx.db
    .selectFrom('reason_code')
    .select('account_role')
    .where('code', '=', code)
    .where('kind', '=', 'write-down')
    .executeTakeFirst();
  if (!reason) throw refuse(notFound, { kind: 'write-down reason', id: code });
  return reason.account_role ?? 'write-down';
}
