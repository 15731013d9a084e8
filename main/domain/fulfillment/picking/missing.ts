import type { CommandContext } from '../../../engine/context.ts';
import { postEntries } from '../../accounting/index.ts';
import { type MoveDraft, moveStock, places, stockPosting } from '../../inventory/index.ts';
import { WAVE } from './confirm.ts';

export interface MissingRow {
  readonly id: number;
  readonly wave_id: string;
  readonly item_id: string;
  readonly location_id: string;
  readonly warehouse_id: string;
  readonly missing_location_id: string;
  readonly qty: number;
}

/**
 * Ends the search for missing goods: what was found goes back to its place and may be sold again, the rest is lost
 * (Dr stock losses / Cr inventory). Returns the value lost, minor units, and the entry it was posted with.
 */
export async function postLost(ctx: CommandContext, row: MissingRow, found: number): Promise<{ entryId: number | null; value: number }> {
  const { adjustment } = await places(ctx);
  const entryId = ctx.nextId('journal_entry');
  const common = { itemId: row.item_id, fromLocationId: row.missing_location_id, at: ctx.now, on: ctx.today, entryId };
  const source = { kind: WAVE, id: row.wave_id, line: row.id };
  const lost = row.qty - found;
  const drafts: MoveDraft[] = [
    ...(found > 0 ? [{ ...common, source, qty: found, toLocationId: row.location_id }] : []),
    ...(lost > 0 ? [{ ...common, source, qty: lost, toLocationId: adjustment }] : []),
  ];
  const posting = stockPosting(await moveStock(ctx, drafts), () => row.warehouse_id);
  const value = -posting.net + 0;
  const loss = { account: { role: 'stock-loss' }, amount: value };
  const [posted] = await postEntries(ctx, [
    {
      entryId,
      journal: 'STK',
      on: ctx.today,
      source: { kind: WAVE, id: row.wave_id },
      memo: 'Goods not found',
      lines: [...posting.lines, loss],
    },
  ]);
  return { entryId: posted?.entryId ?? null, value };
}
