import { accountingOperations } from '../../../../preload/contract/accounting.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleQuery } from '../../handler.ts';
import { countRows, sumOf } from '../sums.ts';
import { accountAsked } from './read-books.ts';

const ENTRY_COLUMNS = [
  'journal_entry.id',
  'journal_entry.seq',
  'journal_entry.journal_code',
  'journal_entry.number',
  'journal_entry.posted_on',
  'journal_entry.document_on',
  'journal_entry.source_kind',
  'journal_entry.source_id',
  'journal_entry.memo',
  'journal_entry.reverses_id',
  'journal_seal.debit',
] as const;

interface EntryRow {
  id: number;
  seq: number;
  journal_code: string;
  number: string;
  posted_on: string;
  document_on: string;
  source_kind: string;
  source_id: string;
  memo: string;
  reverses_id: number | null;
  debit: number;
}

const entryView = (r: EntryRow) => ({
  id: r.id,
  seq: r.seq,
  journal: r.journal_code,
  number: r.number,
  postedOn: r.posted_on,
  documentOn: r.document_on,
  sourceKind: r.source_kind,
  sourceId: r.source_id,
  memo: r.memo,
  reversesId: r.reverses_id,
  debit: r.debit,
});

// The window is cut inside an index, and only the rows of the window are read.
function entryWindow(
  { tx }: QueryContext,
  input: {
    offset: number;
    limit: number;
    journal?: string | undefined;
    from?: string | undefined;
    to?: string | undefined;
    source?: { kind: string; id: string } | undefined;
  },
) {
  let ids = tx.db
    .selectFrom('journal_entry')
    .select('id')
    .orderBy('posted_on', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit)
    .offset(input.offset);
  if (input.journal !== undefined) ids = ids.where('journal_code', '=', input.journal);
  if (input.from !== undefined) ids = ids.where('posted_on', '>=', input.from);
  if (input.to !== undefined) ids = ids.where('posted_on', '<=', input.to);
  if (input.source !== undefined) ids = ids.where('source_kind', '=', input.source.kind).where('source_id', '=', input.source.id);
  return ids;
}

export const listEntries = handleQuery(accountingOperations.listEntries, async (ctx, input) => {
  const rows = await ctx.tx.db
    .selectFrom(entryWindow(ctx, input).as('w'))
    .innerJoin('journal_entry', 'journal_entry.id', 'w.id')
    .innerJoin('journal_seal', 'journal_seal.id', 'journal_entry.id')
    .select(ENTRY_COLUMNS)
    .orderBy('journal_entry.posted_on', 'desc')
    .orderBy('journal_entry.id', 'desc')
    .execute();
  return { rows: rows.map(entryView) };
});

export const getEntry = handleQuery(accountingOperations.getEntry, async ({ tx }, { entryId }) => {
  const entry = await tx.db
    .selectFrom('journal_entry')
    .innerJoin('journal_seal', 'journal_seal.id', 'journal_entry.id')
    .leftJoin('journal_entry as reversal', 'reversal.reverses_id', 'journal_entry.id')
    .select([...ENTRY_COLUMNS, 'reversal.id as reversed_by'])
    .where('journal_entry.id', '=', entryId)
    .executeTakeFirst();
  if (!entry) throw refuse(notFound, { kind: 'entry', id: String(entryId) });
  const lines = await tx.db
    .selectFrom('journal_line as l')
    .innerJoin('account as a', 'a.id', 'l.account_id')
    .leftJoin('dimension_set as d', 'd.id', 'l.dimension_id')
    .select([
      'l.id',
      'l.line_no',
      'l.account_id',
      'a.code',
      'a.name',
      'l.amount',
      'l.doc_currency',
      'l.doc_amount',
      'l.item_key',
      'l.party_id',
      'd.channel_id',
      'd.warehouse_id',
      'l.memo',
    ])
    .where('l.entry_id', '=', entryId)
    .orderBy('l.line_no')
    .execute();
  return {
    ...entryView(entry),
    reversedById: entry.reversed_by,
    lines: lines.map((l) => ({ ...lineView(l), code: l.code, name: l.name })),
  };
});

interface LineRow {
  id: number;
  line_no: number;
  account_id: string;
  amount: number;
  doc_currency: string;
  doc_amount: number;
  item_key: string | null;
  party_id: string | null;
  channel_id: string | null;
  warehouse_id: string | null;
  memo: string | null;
}
const lineView = (l: LineRow) => ({
  id: l.id,
  lineNo: l.line_no,
  accountId: l.account_id,
  amount: l.amount,
  docCurrency: l.doc_currency,
  docAmount: l.doc_amount,
  itemKey: l.item_key,
  partyId: l.party_id,
  channelId: l.channel_id,
  warehouseId: l.warehouse_id,
  memo: l.memo,
});

/** The sum is that of the lines themselves, out of the ledger index: it proves the balance that led here. */
export const listLines = handleQuery(accountingOperations.listLines, async (ctx, input) => {
  const accountId = await accountAsked(ctx, input);
  const { db } = ctx.tx;
  let inFilter = db.selectFrom('journal_line').where('account_id', '=', accountId);
  if (input.from !== undefined) inFilter = inFilter.where('posted_on', '>=', input.from);
  if (input.to !== undefined) inFilter = inFilter.where('posted_on', '<=', input.to);
  if (input.itemKey !== undefined) inFilter = inFilter.where('item_key', '=', input.itemKey);
  const whole = await inFilter.select([sumOf('amount'), countRows]).executeTakeFirstOrThrow();
  const ids = inFilter.select('id').limit(input.limit).offset(input.offset);
  // One item has few lines, found by its key; asking for them by day would walk the whole ledger of the account.
  const window = input.itemKey === undefined ? ids.orderBy('posted_on').orderBy('id') : ids.orderBy('id');
  const rows = await db
    .selectFrom(window.as('w'))
    .innerJoin('journal_line as l', 'l.id', 'w.id')
    .innerJoin('journal_entry as e', 'e.id', 'l.entry_id')
    .leftJoin('dimension_set as d', 'd.id', 'l.dimension_id')
    .select([
      'l.id',
      'l.entry_id',
      'l.line_no',
      'l.account_id',
      'l.amount',
      'l.doc_currency',
      'l.doc_amount',
      'l.item_key',
      'l.party_id',
      'l.memo',
      'l.posted_on',
    ])
    .select(['d.channel_id', 'd.warehouse_id', 'e.number', 'e.source_kind', 'e.source_id'])
    .orderBy('l.posted_on')
    .orderBy('l.id')
    .execute();
  return {
    rows: rows.map((r) => ({
      ...lineView(r),
      entryId: r.entry_id,
      number: r.number,
      postedOn: r.posted_on,
      sourceKind: r.source_kind,
      sourceId: r.source_id,
    })),
    count: whole.count,
    sum: whole.sum,
  };
});
