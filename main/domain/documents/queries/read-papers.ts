import { documentOperations } from '../../../../preload/contract/documents.ts';
import { handleQuery } from '../../handler.ts';
import { issuerOf } from '../issuer.ts';
import { assertMayPrint, papersOf } from '../papers.ts';

export const getLetterhead = handleQuery(documentOperations.getLetterhead, async (ctx) => issuerOf(ctx.company));

export const getPapers = handleQuery(documentOperations.getPapers, async (ctx, { kind, ids }) => {
  assertMayPrint(ctx, kind, 'documents.getPapers');
  return { papers: await papersOf(ctx, kind, ids) };
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
