import { documentOperations, PRINT_JOB, zPrintJob } from '../../../../preload/contract/documents.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleQuery } from '../../handler.ts';
import { issuerOf } from '../issuer.ts';
import { assertMayPrint, papersOf } from '../papers.ts';

export const getLetterhead = handleQuery(documentOperations.getLetterhead, async (ctx) => issuerOf(ctx.company));

export const getPapers = handleQuery(documentOperations.getPapers, async (ctx, { kind, ids, span }) => {
  assertMayPrint(ctx, kind, 'documents.getPapers');
  return { papers: await papersOf(ctx, kind, ids, span) };
});

export const getPrinted = handleQuery(documentOperations.getPrinted, async (ctx, { invoiceId, language }) => {
  await papersOf(ctx, 'invoice', [invoiceId]);
  const kept = await ctx.tx.db
    .selectFrom('printed_invoice')
    .select('file_id')
    .where('invoice_id', '=', invoiceId)
    .where('language', '=', language ?? issuerOf(ctx.company).language)
    .executeTakeFirst();
  return { fileId: kept?.file_id ?? null };
});

/** Two people who print the same invoice wait for the same job: it answers everybody who may read the paper. */
export const getPrint = handleQuery(documentOperations.getPrint, async (ctx, { jobId }) => {
  const job = await ctx.tx.db
    .selectFrom('job')
    .select(['kind', 'payload', 'state', 'error', 'result'])
    .where('id', '=', jobId)
    .executeTakeFirst();
  if (job?.kind !== PRINT_JOB) throw refuse(notFound, { kind: 'print', id: jobId });
  assertMayPrint(ctx, zPrintJob.parse(JSON.parse(job.payload)).kind, 'documents.getPrint');
  const made = job.result === null ? null : (JSON.parse(job.result) as { fileId?: string } | null);
  return { state: job.state, error: job.error, fileId: made?.fileId ?? null };
});
