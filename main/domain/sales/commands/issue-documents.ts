import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { salesOperations, unknownLine } from '../../../../preload/contract/sales.ts';
import { sayWhy } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { creditNotes } from '../crediting.ts';
import { invoiceAhead } from '../invoicing.ts';

export const issueInvoice = handleCommand(salesOperations.issueInvoice, async (ctx, { orderId, invoiceId, lines, on = ctx.today }) => {
  const { invoiceId: id, number, total, settled } = await invoiceAhead(ctx, { orderId, invoiceId, on, lines });
  if (id === null || number === null) throw new Error('an invoice ahead is always an invoice');
  return { invoiceId: id, number, total, settled };
});

export const creditNote = handleCommand(salesOperations.creditNote, async (ctx, input) => {
  const invoice = await ctx.tx.db
    .selectFrom('invoice')
    .select(['order_id', 'party_id'])
    .where('id', '=', input.invoiceId)
    .executeTakeFirst();
  if (!invoice) throw refuse(notFound, { kind: 'invoice', id: input.invoiceId });
  await assertOnInvoice(
    ctx,
    input.invoiceId,
    input.lines.map((l) => l.orderLineId),
  );
  const [note] = await creditNotes(ctx, [
    {
      id: input.id,
      kind: input.kind,
      invoiceId: input.invoiceId,
      orderId: invoice.order_id ?? undefined,
      partyId: invoice.party_id,
      on: input.on ?? ctx.today,
      lines: input.lines,
      memo: await sayWhy(ctx, 'refund', input),
    },
  ]);
  if (!note) throw new Error('one draft makes one credit note');
  return { creditNoteId: note.creditNoteId, number: note.number, total: note.total };
});

/** Only lines the invoice carries can be credited against it. */
async function assertOnInvoice(ctx: Parameters<typeof creditNotes>[0], invoiceId: string, lineIds: readonly number[]): Promise<void> {
  const rows = await ctx.tx.db.selectFrom('invoice_line').select('order_line_id').where('invoice_id', '=', invoiceId).execute();
  const carried = new Set(rows.map((r) => r.order_line_id));
  for (const orderLineId of lineIds) if (!carried.has(orderLineId)) throw refuse(unknownLine, { orderId: invoiceId, orderLineId });
}
