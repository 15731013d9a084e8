import { alreadyExists, notFound } from '../../../preload/contract/engine.ts';
import { Refusal, refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import { type ItemFacts, loadItems } from '../catalog/index.ts';
import { takeNumbers } from '../company/index.ts';
import { loadReturnable } from './load.ts';
import type { ReturnableLine, ReturnDraft, ReturnLineDraft, StatedCredit } from './model.ts';
import { decidePieces, splitCredit } from './rules.ts';

/** A return with its lines resolved to the shipments they come from; not written yet. */
export interface OpenedReturn {
  readonly draft: ReturnDraft;
  readonly returnId: string;
  readonly number: string;
  readonly warehouseId: string;
  readonly lines: readonly OpenedLine[];
}

/** Goods of one shipment line, or goods without a known sale (`shipped` undefined). */
export interface OpenedLine {
  readonly id: number;
  readonly lineNo: number;
  readonly item: ItemFacts;
  readonly qty: number;
  readonly shipped: ReturnableLine | undefined;
  readonly unitCostMicros: number | undefined;
  readonly credit: StatedCredit | undefined;
  readonly lots: ReturnLineDraft['lots'];
}

/**
 * Resolves returns: what is known of each line (shipment line, order line, nothing) becomes shipment lines with their
 * quantities, and the return gets id, number and the warehouse it comes in at. Refuses more than was shipped and has not
 * come back, in this command included, and an id that is taken.
 */
export async function openReturns(ctx: CommandContext, drafts: readonly ReturnDraft[]): Promise<OpenedReturn[]> {
  await assertNew(ctx, drafts);
  const all = drafts.flatMap((d) => d.lines);
  const items = await loadItems(
    ctx,
    all.map((l) => l.itemId),
  );
  const returnable = await loadReturnable(ctx.tx, {
    shipmentLineIds: all.flatMap((l) => l.shipmentLineId ?? []),
    orderLineIds: all.flatMap((l) => (l.shipmentLineId === undefined ? (l.orderLineId ?? []) : [])),
  });
  const byOrderLine = Map.groupBy(returnable, (r) => r.orderLineId);
  const byShipmentLine = Map.groupBy(returnable, (r) => r.shipmentLineId);
  const codes = await lotsSold(ctx, all.some((l) => l.lots) ? returnable : []);
  const used = new Map<number, number>();
  const numbers = takeReturnNumbers(ctx, drafts);
  const anyWarehouse =
    (await ctx.tx.db.selectFrom('warehouse').select('id').where('active', '=', 1).orderBy('code').limit(1).executeTakeFirst())?.id ?? '';
  return drafts.map((draft, i) => {
    const lines: OpenedLine[] = [];
    const add = (line: Omit<OpenedLine, 'id' | 'lineNo'>) =>
      lines.push({ id: ctx.nextId('return_line'), lineNo: lines.length + 1, ...line });
    for (const line of draft.lines) {
      const item = items.get(line.itemId);
      if (!item) throw refuse(notFound, { kind: 'item', id: line.itemId });
      const { qty, unitCostMicros, credit, lots } = line;
      const known = line.shipmentLineId !== undefined || line.orderLineId !== undefined;
      if (!known) {
        add({ item, qty, shipped: undefined, unitCostMicros, credit, lots });
        continue;
      }
      const candidates =
        (line.shipmentLineId !== undefined ? byShipmentLine.get(line.shipmentLineId) : byOrderLine.get(line.orderLineId ?? 0)) ?? [];
      // Where it is said which lots came back, they came of the shipment that had them.
      const had = (s: ReturnableLine) => (lots?.some((l) => codes.get(s.moveId ?? 0)?.has(l.code)) ? 0 : 1);
      const pieces = decidePieces(candidates, qty, used, item.sku, lots && had);
      if (pieces instanceof Refusal) throw pieces;
      const credits =
        credit &&
        splitCredit(
          credit,
          pieces.map((p) => p.qty),
        );
      pieces.forEach((p, at) =>
        add({
          item,
          qty: p.qty,
          shipped: p.line,
          unitCostMicros: undefined,
          credit: credits?.[at],
          lots: pieces.length === 1 ? lots : undefined,
        }),
      );
    }
    const warehouseId = draft.warehouseId ?? lines.find((l) => l.shipped)?.shipped?.warehouseId ?? anyWarehouse;
    return { draft, returnId: draft.returnId ?? ctx.newId('ret'), number: numbers[i] ?? '', warehouseId, lines };
  });
}

/** Codes of the lots that left with shipment lines, by their moves. */
async function lotsSold(ctx: CommandContext, lines: readonly ReturnableLine[]): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const ids = lines.flatMap((l) => l.moveId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx.db
    .selectFrom('lot_move as m')
    .innerJoin('lot as l', 'l.id', 'm.lot_id')
    .where('m.move_id', 'in', ids)
    .select(['m.move_id as moveId', 'l.code'])
    .execute();
  return new Map([...Map.groupBy(rows, (r) => r.moveId)].map(([id, own]) => [id, new Set(own.map((r) => r.code))]));
}

async function assertNew(ctx: CommandContext, drafts: readonly ReturnDraft[]): Promise<void> {
  const ids = drafts.flatMap((d) => (d.returnId === undefined ? [] : [{ id: d.returnId }]));
  const external = drafts.flatMap(({ channelId, externalId }) =>
    channelId == null || externalId == null ? [] : [{ channel_id: channelId, external_id: externalId }],
  );
  const twin =
    (ids.length > 0
      ? await ctx.tx.db
          .selectFrom(ctx.tx.rowset(ids, { id: 'text' }).as('w'))
          .crossJoin('customer_return as r')
          .whereRef('r.id', '=', 'w.id')
          .select('r.id as name')
          .limit(1)
          .executeTakeFirst()
      : undefined) ??
    (external.length > 0
      ? await ctx.tx.db
          .selectFrom(ctx.tx.rowset(external, { channel_id: 'text', external_id: 'text' }).as('w'))
          .crossJoin('customer_return as r')
          .whereRef('r.channel_id', '=', 'w.channel_id')
          .whereRef('r.external_id', '=', 'w.external_id')
          .select('w.external_id as name')
          .limit(1)
          .executeTakeFirst()
      : undefined);
  if (twin) throw refuse(alreadyExists, { kind: 'Return', id: twin.name });
}

function takeReturnNumbers(ctx: CommandContext, drafts: readonly ReturnDraft[]): string[] {
  const numbers: string[] = [];
  for (const [, places] of Map.groupBy(drafts.keys(), (i) => (drafts[i]?.on ?? ctx.today).slice(0, 4))) {
    const taken = takeNumbers(ctx, 'RET', drafts[places[0] ?? 0]?.on ?? ctx.today, places.length);
    places.forEach((place, at) => (numbers[place] = taken[at] ?? ''));
  }
  return numbers;
}

/** The row of a return as it is first written. */
export const headRow = (r: OpenedReturn, state: 'expected' | 'received', entryId: number | null) => ({
  id: r.returnId,
  number: r.number,
  order_id: r.draft.orderId ?? null,
  party_id: r.draft.partyId,
  channel_id: r.draft.channelId ?? null,
  external_id: r.draft.externalId ?? null,
  warehouse_id: r.warehouseId,
  state,
  opened_at: r.draft.at,
  opened_on: r.draft.on,
  received_on: state === 'received' ? r.draft.on : null,
  credited_on: null,
  reason_code: r.draft.reasonCode ?? null,
  entry_id: entryId,
  credit_note_id: null,
  revision: 1,
});

/** The row of a line as it is first written. */
export const lineRow = (r: OpenedReturn, line: OpenedLine, goods: { readonly value: number; readonly moveId: number | null }) => ({
  id: line.id,
  return_id: r.returnId,
  line_no: line.lineNo,
  order_line_id: line.shipped?.orderLineId ?? null,
  shipment_line_id: line.shipped?.shipmentLineId ?? null,
  item_id: line.item.id,
  qty: line.qty,
  value: goods.value,
  cost_flag: line.shipped ? (0 as const) : (1 as const),
  qty_restocked: 0,
  qty_written_down: 0,
  move_id: goods.moveId,
});
