import { type RawBuilder, sql } from 'kysely';
import { notFound } from '../../../../preload/contract/engine.ts';
import { inventoryOperations } from '../../../../preload/contract/inventory.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';

/** Documents the asker may see: a transfer belongs to both warehouses it runs between, everything else to the one it names. */
function visible(ctx: QueryContext): RawBuilder<boolean> {
  const { warehouse } = ctx.actor.scopes;
  if (!warehouse) return sql<boolean>`1 = 1`;
  return sql<boolean>`exists (select 1 from location as l where l.id in (d.from_location_id, d.to_location_id) and ${onlyInScope(warehouse, 'l.warehouse_id')})`;
}

/** One stock document with a window of its lines. */
export const getDocument = handleQuery(inventoryOperations.getDocument, async (ctx, input) => {
  const { db } = ctx.tx;
  const d = await db
    .selectFrom('stock_document as d')
    .selectAll()
    .where('d.id', '=', input.documentId)
    .where(visible(ctx))
    .executeTakeFirst();
  if (!d) throw refuse(notFound, { kind: 'stock document', id: input.documentId });
  const of = db.selectFrom('stock_document_line as l').where('l.document_id', '=', d.id);
  const lines = await of
    .innerJoin('item as i', 'i.id', 'l.item_id')
    .select([
      'l.line_no as lineNo',
      'l.item_id as itemId',
      'i.sku',
      'l.qty',
      'l.unit_cost_micros as unitCostMicros',
      'l.value',
      'l.counted_qty as countedQty',
      'l.book_qty as bookQty',
      'l.received_qty as receivedQty',
      'l.lost_qty as lostQty',
    ])
    .orderBy('l.line_no')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  const last = await of.select((eb) => eb.fn.max('l.line_no').as('no')).executeTakeFirst();
  return {
    id: d.id,
    kind: d.kind,
    number: d.number,
    state: d.state,
    happenedOn: d.happened_on,
    partyId: d.party_id,
    fromLocationId: d.from_location_id,
    toLocationId: d.to_location_id,
    reasonCode: d.reason_code,
    memo: d.memo,
    entryId: d.entry_id,
    revision: d.revision,
    lineCount: last?.no ?? 0,
    lines,
  };
});

/** Documents of a kind, newest day first. */
export const listDocuments = handleQuery(inventoryOperations.listDocuments, async (ctx, input) => {
  const rows = await ctx.tx.db
    .selectFrom('stock_document as d')
    .select(['id', 'kind', 'number', 'state', 'happened_on as happenedOn', 'memo', 'revision'])
    .where('kind', '=', input.kind)
    .where(visible(ctx))
    .orderBy('happened_on', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  return { rows };
});

/**
 * Holds of a subject whatever became of them, or open ones by code, oldest first. Holds on documents carry no scope of their own: to
 * somebody who is limited, only those on goods are shown here, and the room of the document shows the others.
 */
export const listHolds = handleQuery(inventoryOperations.listHolds, async (ctx, input) => {
  let q = ctx.tx.db
    .selectFrom('hold')
    .select([
      'id',
      'subject_kind as subjectKind',
      'subject_id as subjectId',
      'code',
      'severity',
      'detail',
      'placed_by as placedBy',
      'placed_at as placedAt',
      'released_at as releasedAt',
      'release_reason as releaseReason',
      'revision',
    ]);
  if (input.subject) q = q.where('subject_kind', '=', input.subject.kind).where('subject_id', '=', input.subject.id);
  else q = q.where('released_at', 'is', null);
  if (input.code !== undefined) q = q.where('code', '=', input.code);
  const { warehouse, channel } = ctx.actor.scopes;
  if (warehouse || channel) q = q.where('subject_kind', '=', 'item');
  const rows = await q.orderBy('placed_at').orderBy('id').limit(input.limit).offset(input.offset).execute();
  return { rows };
});
