import { documentOperations, nothingToPrint, PAPERS_MAX, type PaperKind, PRINT_JOB } from '../../../../preload/contract/documents.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { assertInScope, putSettings } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { lettersOfRun } from '../../receivables/index.ts';
import { issuerOf, LETTERHEAD } from '../issuer.ts';
import { assertMayPrint, papersOf } from '../papers.ts';
import { parcelsOf } from '../parcels.ts';

export const setLetterhead = handleCommand(documentOperations.setLetterhead, async (ctx, input) => ({
  changed: await putSettings(ctx, { [LETTERHEAD]: input }),
}));

/** Documents that are named by what they belong to: letters by their run, parcels by the day they left. */
async function idsOf(
  ctx: CommandContext,
  kind: PaperKind,
  runId: string | undefined,
  leftOn: string | null,
  warehouseId: string | undefined,
) {
  if (kind === 'dunning-letter' && runId !== undefined) return lettersOfRun(ctx, runId);
  return leftOn === null ? [] : parcelsOf(ctx, leftOn, warehouseId, PAPERS_MAX);
}

/** A job sees everything, so what somebody may print is found here: it is told the documents one by one. */
export const print = handleCommand(documentOperations.print, async (ctx: CommandContext, input) => {
  const { kind, shippedOn = null, warehouseId, runId, span } = input;
  assertMayPrint(ctx, kind, 'documents.print');
  assertInScope(ctx.actor, 'warehouse', warehouseId);
  const ofDay = shippedOn !== null && (kind === 'packing-slip' || kind === 'label');
  const ids = input.ids ?? (await idsOf(ctx, kind, runId, ofDay ? shippedOn : null, warehouseId));
  if (ids.length === 0 || (kind === 'invoice' && ids.length > 1)) throw refuse(nothingToPrint, { kind, on: ofDay ? shippedOn : null });
  const papers = await papersOf(ctx, kind, ids, span);
  if (papers.length === 0) throw refuse(nothingToPrint, { kind, on: null });
  const language = input.language ?? issuerOf(ctx.company).language;
  const { jobId } = await ctx.later({
    kind: PRINT_JOB,
    payload: { kind, ids, language, ...(span === undefined ? {} : { span }) },
    ...(kind === 'invoice' ? { uniqueKey: `print/${ids.join()}/${language}` } : {}),
  });
  return { jobId, documents: papers.length };
});

export const keepPrinted = handleCommand(documentOperations.keepPrinted, async (ctx, { invoiceId, language, fileId }) => {
  const { db } = ctx.tx;
  const kept = await db
    .selectFrom('printed_invoice')
    .select('file_id')
    .where('invoice_id', '=', invoiceId)
    .where('language', '=', language)
    .executeTakeFirst();
  if (kept) return { fileId: kept.file_id };
  const [invoice] = await papersOf(ctx, 'invoice', [invoiceId]);
  if (!invoice) throw refuse(notFound, { kind: 'invoice', id: invoiceId });
  await db.updateTable('stored_file').set({ expires_at: null }).where('id', '=', fileId).execute();
  await ctx.tx.insertMany('printed_invoice', [{ invoice_id: invoiceId, language, file_id: fileId, kept_at: ctx.now, revision: 1 }]);
  return { fileId };
});
