import { sql } from 'kysely';
import { entriesList } from '../../../../preload/contract/accounting-lists.ts';
import { accountingReads } from '../../../../preload/contract/accounting-reads.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { namesOfIds } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';
import { lineView } from './read-lines.ts';

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

/** Entries with what made them. */
export const entryList = handleList(entriesList, {
  from: sql`journal_entry as e`,
  columns: {
    id: 'e.id',
    journal: 'e.journal_code',
    number: 'e.number',
    postedOn: 'e.posted_on',
    sourceKind: 'e.source_kind',
    sourceId: 'e.source_id',
  },
  labels: { journal: { table: 'journal', name: 'name', key: 'code' } },
  search: (text) => startsWith('e.number', text),
  rows: async (ctx, { window, order }) => {
    const rows = await ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('journal_entry', 'journal_entry.id', 'w.id')
      .innerJoin('journal_seal', 'journal_seal.id', 'journal_entry.id')
      .select(ENTRY_COLUMNS)
      .orderBy(order)
      .execute();
    const named = await namesOfIds(
      ctx.tx,
      rows.map((r) => r.source_id),
    );
    return rows.map((r) => ({ ...entryView(r), sourceName: named(r.source_id) }));
  },
});

export const getEntry = handleQuery(accountingReads.getEntry, async ({ tx }, { entryId }) => {
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
