import { IMPORT_SETTLEMENT, LOOK_AT_SETTLEMENT, payoutOperations } from '../../../../preload/contract/banking-payouts.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand, handleQuery } from '../../handler.ts';
import { decideTaking, payingChannel, postSettlement, told, waits } from '../payouts/take.ts';
import { insertSettlement } from '../store-payouts.ts';

async function queued(
  ctx: CommandContext,
  kind: string,
  input: { channelId: string; fileId: string; profile: string },
): Promise<{ jobId: string }> {
  const { channelId, fileId, profile } = input;
  await payingChannel(ctx.tx, channelId);
  const file = await ctx.tx.db.selectFrom('stored_file').select('id').where('id', '=', fileId).executeTakeFirst();
  if (!file) throw refuse(notFound, { kind: 'file', id: fileId });
  const { jobId } = await ctx.later({ kind, payload: { channelId, fileId, profile }, uniqueKey: `${kind}/${channelId}/${fileId}` });
  return { jobId };
}

export const previewSettlement = handleCommand(payoutOperations.previewSettlement, (ctx, input) => queued(ctx, LOOK_AT_SETTLEMENT, input));

export const importSettlement = handleCommand(payoutOperations.importSettlement, (ctx, input) => queued(ctx, IMPORT_SETTLEMENT, input));

export const checkSettlements = handleQuery(payoutOperations.checkSettlements, async (ctx, input) =>
  told(await decideTaking(ctx.tx, input.channelId, input.settlements, ctx.company.currency)),
);

/** All settlements of a file in one commit. One with a line of an unknown kind is kept and posted when somebody says what it is. */
export const takeSettlements = handleCommand(payoutOperations.takeSettlements, async (ctx, input) => {
  const taking = await decideTaking(ctx.tx, input.channelId, input.settlements, ctx.company.currency);
  const { channel, fresh, orders } = taking;
  for (const { settlement: s, proof, position } of fresh) {
    const id = ctx.newId('stl');
    const days = s.lines.map((l) => l.on).sort();
    await insertSettlement(
      ctx,
      {
        id,
        channel_id: channel.id,
        position,
        external_id: s.externalId,
        reference: s.reference,
        profile: input.profile,
        currency: s.currency,
        from_on: days[0] ?? s.paidOn,
        to_on: days.at(-1) ?? s.paidOn,
        paid_on: s.paidOn,
        payout: proof.payout,
        opening: proof.opening,
        transactions: proof.transactions,
        reserved: proof.reserved,
        closing: proof.closing,
        state: 'incomplete',
        entry_id: null,
        file_id: input.fileId,
        content_hash: s.contentHash,
        imported_at: ctx.now,
        revision: 1,
      },
      s.lines.map((l, i) => ({
        id: ctx.nextId('settlement_line'),
        settlement_id: id,
        line_no: i + 1,
        kind: l.kind,
        type: l.type,
        order_ref: l.orderRef,
        order_id: l.orderRef === null ? null : (orders.get(l.orderRef) ?? null),
        external_id: l.externalId,
        happened_on: l.on,
        label: l.label,
        amount: l.amount,
        state:
          l.kind === 'unknown' || waits(l, orders)
            ? ('unmatched' as const)
            : l.orderRef !== null && orders.has(l.orderRef)
              ? ('matched' as const)
              : ('plain' as const),
      })),
    );
    if (s.lines.every((l) => l.kind !== 'unknown')) await postSettlement(ctx, channel, id);
  }
  return told(taking);
});
