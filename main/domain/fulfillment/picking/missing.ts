import type { CommandContext } from '../../../engine/context.ts';
import { postEntries } from '../../accounting/index.ts';
import { type CountedPlace, type MoveDraft, moveStock, places, stockPosting } from '../../inventory/index.ts';
import { WAVE } from './confirm.ts';

export interface MissingRow {
  readonly id: number;
  readonly wave_id: string;
  readonly item_id: string;
  readonly location_id: string;
  readonly warehouse_id: string;
  readonly missing_location_id: string;
  readonly lot_id: string | null;
  readonly qty: number;
  readonly revision: number;
}

/**
 * Ends the search for missing goods: what was found goes back to its place and may be sold again, the rest is lost
 * (Dr stock losses / Cr inventory). Returns the value lost, minor units.
 */
export async function endSearch(
  ctx: CommandContext,
  row: MissingRow,
  found: number,
  { at, on }: Pick<CountedPlace, 'at' | 'on'>,
): Promise<{ value: number }> {
  const { adjustment } = await places(ctx);
  const entryId = ctx.nextId('journal_entry');
  const common = { itemId: row.item_id, fromLocationId: row.missing_location_id, at, on, entryId };
  const source = { kind: WAVE, id: row.wave_id, line: row.id };
  const lost = row.qty - found;
  const lots = (qty: number) => (row.lot_id === null ? {} : { lots: [{ lotId: row.lot_id, qty }] });
  const drafts: MoveDraft[] = [
    ...(found > 0 ? [{ ...common, source, qty: found, toLocationId: row.location_id, ...lots(found) }] : []),
    ...(lost > 0 ? [{ ...common, source, qty: lost, toLocationId: adjustment, ...lots(lost) }] : []),
  ];
  const posting = stockPosting(await moveStock(ctx, drafts), () => row.warehouse_id);
  const value = -posting.net + 0;
  const loss = { account: { role: 'stock-loss' }, amount: value };
  const [posted] = await postEntries(ctx, [
    {
      entryId,
      journal: 'STK',
      on,
      source: { kind: WAVE, id: row.wave_id },
      memo: 'Goods not found',
      lines: [...posting.lines, loss],
    },
  ]);
  const closed = { state: 'closed' as const, found_qty: found, entry_id: posted?.entryId ?? null };
  await ctx.tx.updateMany('missing_goods', ['id'], [{ id: row.id, ...closed, revision: row.revision + 1 }]);
  return { value };
}

/**
 * A count of the place ends the search for what was missed there before it: goods found above what the books say are those, oldest search
 * first, and so neither lost nor found twice.
 */
export async function searchedByCount(ctx: CommandContext, { warehouseId, locationId, lines, ...when }: CountedPlace): Promise<void> {
  const rows = await ctx.tx.db
    .selectFrom('missing_goods as m')
    .innerJoin('warehouse_delivery as d', 'd.warehouse_id', 'm.warehouse_id')
    .innerJoin('pick_task as t', 't.id', 'm.task_id')
    .leftJoin('task_lot as k', (join) => join.onRef('k.task_id', '=', 't.id').on('k.task_kind', '=', 'pick'))
    .selectAll('m')
    .select(['d.missing_location_id', 't.wave_id', 'k.lot_id'])
    .where('m.state', '=', 'open')
    .where('m.warehouse_id', '=', warehouseId)
    .where('m.location_id', '=', locationId)
    .where(
      'm.item_id',
      'in',
      lines.map((l) => l.itemId),
    )
    .where('m.noticed_at', '<=', when.at)
    .orderBy('m.id')
    .execute();
  // Of a tracked item a count says which lot it found, and ends the search for that one only.
  const key = (itemId: string, lotId: string | null | undefined) => `${itemId}|${lotId ?? ''}`;
  const surplus = new Map(lines.map((l) => [key(l.itemId, l.lotId), Math.max(0, l.surplus)]));
  for (const row of rows) {
    const at = key(row.item_id, row.lot_id);
    const left = surplus.get(at);
    if (left === undefined) continue;
    const found = Math.min(row.qty, left);
    surplus.set(at, left - found);
    await endSearch(ctx, row, found, when);
  }
}
