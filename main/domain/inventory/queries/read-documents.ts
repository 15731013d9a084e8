import { type RawBuilder, sql } from 'kysely';
import { notFound } from '../../../../preload/contract/engine.ts';
import { stockDocumentsList } from '../../../../preload/contract/inventory-lists.ts';
import { inventoryReads } from '../../../../preload/contract/inventory-reads.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';
import { STOCK_DOCUMENT } from '../paper.ts';

/** Documents the asker may see: a transfer belongs to both warehouses it runs between, everything else to the one it names. */
function visible({ scopes: { warehouse } }: QueryContext['actor']): RawBuilder<boolean> {
  if (!warehouse) return sql<boolean>`1 = 1`;
  return sql<boolean>`exists (select 1 from location as l where l.id in (d.from_location_id, d.to_location_id) and ${onlyInScope(warehouse, 'l.warehouse_id')})`;
}

/** Stock documents with the places they go from and to, of the warehouses the asker may see. */
function documents(ctx: QueryContext) {
  return ctx.tx.db
    .selectFrom('stock_document as d')
    .leftJoin('location as f', 'f.id', 'd.from_location_id')
    .leftJoin('location as t', 't.id', 'd.to_location_id')
    .leftJoin('party as p', 'p.id', 'd.party_id')
    .where(visible(ctx.actor))
    .select([
      'd.id',
      'd.kind',
      'd.number',
      'd.state',
      'd.happened_on as happenedOn',
      'p.name as partyName',
      'f.code as fromCode',
      't.code as toCode',
      'd.reason_code as reasonCode',
      'd.memo',
      'd.revision',
    ]);
}

/** Place the move of a document line ended at. */
const wentTo = sql<string | null>`(select t.code from stock_move as m join location as t on t.id = m.to_location_id
  where m.source_kind = ${STOCK_DOCUMENT} and m.source_id = l.document_id and m.source_line = l.line_no)`;

/** One stock document with a window of its lines. */
export const getDocument = handleQuery(inventoryReads.getDocument, async (ctx, input) => {
  const { db } = ctx.tx;
  const head = await documents(ctx)
    .select(['d.party_id as partyId', 'd.from_location_id as fromLocationId', 'd.to_location_id as toLocationId', 'd.entry_id as entryId'])
    .where('d.id', '=', input.documentId)
    .executeTakeFirst();
  if (!head) throw refuse(notFound, { kind: 'stock document', id: input.documentId });
  const of = db.selectFrom('stock_document_line as l').where('l.document_id', '=', head.id);
  const lines = await of
    .innerJoin('item as i', 'i.id', 'l.item_id')
    .select([
      'l.line_no as lineNo',
      'l.item_id as itemId',
      'i.sku',
      'i.title',
      'l.qty',
      'l.unit_cost_micros as unitCostMicros',
      'l.value',
      'l.counted_qty as countedQty',
      'l.book_qty as bookQty',
      'l.received_qty as receivedQty',
      'l.lost_qty as lostQty',
      head.kind === 'transfer' && head.toLocationId === null ? wentTo.as('toCode') : sql<string | null>`null`.as('toCode'),
    ])
    .orderBy('l.line_no')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  const last = await of.select((eb) => eb.fn.max('l.line_no').as('no')).executeTakeFirst();
  return { ...head, lineCount: last?.no ?? 0, lines };
});

export const documentList = handleList(stockDocumentsList, {
  from: sql`stock_document as d`,
  columns: {
    id: 'd.id',
    kind: 'd.kind',
    state: 'd.state',
    happenedOn: 'd.happened_on',
    number: 'd.number',
    reasonCode: 'd.reason_code',
    fromLocationId: 'd.from_location_id',
    toLocationId: 'd.to_location_id',
  },
  through: { partyName: (on) => sql`d.party_id in (select n.id from party as n where ${on('n.name')})` },
  scope: visible,
  search: (text) => startsWith('d.number', text),
  labels: {
    fromLocationId: { table: 'location', name: 'code' },
    toLocationId: { table: 'location', name: 'code' },
    reasonCode: { table: 'reason_code', name: 'text', key: 'code' },
  },
  rows: (ctx, { window, order }) => {
    const lines = sql`from stock_document_line as l where l.document_id = d.id`;
    return documents(ctx)
      .innerJoin(window.as('w'), 'w.id', 'd.id')
      .select([
        sql<number>`(select cast(count(*) as bigint) ${lines})`.as('lines'),
        sql<number>`(select cast(coalesce(sum(l.value), 0) as bigint) ${lines})`.as('value'),
      ])
      .orderBy(order)
      .execute();
  },
});

/**
 * Holds of a subject whatever became of them, or open ones by code, oldest first. Holds on documents carry no scope of their own: to
 * somebody who is limited, only those on goods are shown here, and the room of the document shows the others.
 */
export const listHolds = handleQuery(inventoryReads.listHolds, async (ctx, input) => {
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
