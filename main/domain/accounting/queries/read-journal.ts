import { sql } from 'kysely';
import type { Connection } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { type JournalEntryText, journalOperations } from '../../../../preload/contract/accounting-journal.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleQuery } from '../../handler.ts';
import { JOURNAL_JOB } from '../commands/export-journal.ts';
import type { After } from '../plain-text/write.ts';

interface Asked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: After;
  readonly limit: number;
}

/** A page of entries with their lines, in order of day and posting; `more` when others follow. */
export async function journalPage(tx: Connection<DB>, asked: Asked): Promise<{ rows: JournalEntryText[]; more: boolean }> {
  const { from, to, after, limit } = asked;
  let entries = tx.db
    .selectFrom('journal_entry')
    .select(['id', 'number', 'posted_on', 'document_on', 'memo', 'source_kind', 'source_id'])
    .orderBy('posted_on')
    .orderBy('id')
    .limit(limit + 1);
  if (after) entries = entries.where(sql<boolean>`(posted_on, id) > (${after.on}, ${after.id})`);
  if (from !== undefined) entries = entries.where('posted_on', '>=', from);
  if (to !== undefined) entries = entries.where('posted_on', '<=', to);
  const found = await entries.execute();
  const page = found.slice(0, limit);
  const ids = page.map((e) => e.id);
  const lines =
    ids.length === 0
      ? []
      : await tx.db
          .selectFrom('journal_line')
          .select(['entry_id', 'account_id', 'amount', 'doc_currency', 'doc_amount'])
          .where('entry_id', 'in', ids)
          .orderBy('entry_id')
          .orderBy('line_no')
          .execute();
  const byEntry = Map.groupBy(lines, (l) => l.entry_id);
  const rows = page.map((e) => ({
    id: e.id,
    number: e.number,
    postedOn: e.posted_on,
    documentOn: e.document_on,
    memo: e.memo,
    sourceKind: e.source_kind,
    sourceId: e.source_id,
    lines: (byEntry.get(e.id) ?? []).map((l) => ({
      accountId: l.account_id,
      amount: l.amount,
      docCurrency: l.doc_currency,
      docAmount: l.doc_amount,
    })),
  }));
  return { rows, more: found.length > limit };
}

export const readJournal = handleQuery(journalOperations.readJournal, (ctx, input) => journalPage(ctx.tx, input));

export const getJournalExport = handleQuery(journalOperations.getJournalExport, async (ctx, { jobId }) => {
  const job = await ctx.tx.db.selectFrom('job').selectAll().where('id', '=', jobId).executeTakeFirst();
  if (job?.kind !== JOURNAL_JOB || job.actor_id !== ctx.actor.id) throw refuse(notFound, { kind: 'export', id: jobId });
  const made = job.result === null ? null : (JSON.parse(job.result) as { fileId?: string } | null);
  return { state: job.state, error: job.error, fileId: made?.fileId ?? null };
});
