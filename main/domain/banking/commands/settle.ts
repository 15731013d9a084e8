import {
  nothingDisputed,
  notUnmatched,
  otherChannelOrder,
  payoutNotArrived,
  payoutOperations,
} from '../../../../preload/contract/banking-payouts.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { accountByRole, openItemsOf, postEntries } from '../../accounting/index.ts';
import { handleCommand } from '../../handler.ts';
import { matchLines } from '../match-lines.ts';
import { rolesOf } from '../payouts/accounts.ts';
import { SETTLEMENT } from '../payouts/posting.ts';
import { lineKey, ordersByRef, payingChannel, postSettlement } from '../payouts/take.ts';
import { setLine } from '../store-payouts.ts';
import { loadBankAccount } from '../take-statements.ts';

async function lineOf(ctx: CommandContext, lineId: number) {
  const row = await ctx.tx.db
    .selectFrom('settlement_line as l')
    .innerJoin('settlement as s', 's.id', 'l.settlement_id')
    .where('l.id', '=', lineId)
    .selectAll('l')
    .select(['s.channel_id', 's.external_id as settlement', 's.state as settled'])
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'settlement line', id: String(lineId) });
  return row;
}

/** An order that is named takes over what the line left on clearing under itself; a kind that is named may complete the settlement, which is posted then. */
export const settleLine = handleCommand(payoutOperations.settleLine, async (ctx, input) => {
  const line = await lineOf(ctx, input.lineId);
  if (line.state !== 'unmatched') throw refuse(notUnmatched, { line: line.line_no, settlement: line.settlement });
  const channel = await payingChannel(ctx.tx, line.channel_id);
  if (input.kind !== undefined) {
    if (line.kind !== 'unknown') throw refuse(notUnmatched, { line: line.line_no, settlement: line.settlement });
    const ofOrder = input.kind === 'sale' || input.kind === 'refund';
    await setLine(ctx, line.id, { kind: input.kind, state: line.order_id !== null ? 'matched' : ofOrder ? 'unmatched' : 'plain' });
    const open = await ctx.tx.db
      .selectFrom('settlement_line')
      .select('id')
      .where('settlement_id', '=', line.settlement_id)
      .where('kind', '=', 'unknown')
      .limit(1)
      .executeTakeFirst();
    if (open) return { settlementId: line.settlement_id, state: 'incomplete' };
    await postSettlement(ctx, channel, line.settlement_id);
    return { settlementId: line.settlement_id, state: 'posted' };
  }
  const number = input.orderNumber ?? '';
  const orderId = (await ordersByRef(ctx.tx, channel.id, [number])).get(number);
  if (orderId === undefined) throw refuse(otherChannelOrder, { order: number });
  await setLine(ctx, line.id, { order_id: orderId, state: 'matched' });
  if (line.settled === 'posted') {
    const common = { account: { role: rolesOf(channel.id).clearing }, channelId: channel.id };
    await postEntries(ctx, [
      {
        journal: 'BNK',
        on: ctx.today,
        source: { kind: SETTLEMENT, id: line.settlement_id },
        memo: 'Line of a settlement moved to its order',
        lines: [
          { ...common, amount: line.amount, itemKey: lineKey(line.settlement_id, line.line_no) },
          { ...common, amount: -line.amount, itemKey: orderId },
        ],
      },
    ]);
  }
  return { settlementId: line.settlement_id, state: line.settled };
});

/** Dr payout in transit / Cr bank, by the line that took the money away again. The settlement itself stays as it was posted. */
export const failPayout = handleCommand(payoutOperations.failPayout, async (ctx, input) => {
  const s = await ctx.tx.db.selectFrom('settlement').selectAll().where('id', '=', input.settlementId).executeTakeFirst();
  if (!s || s.state !== 'posted') throw refuse(notFound, { kind: 'posted settlement', id: s?.external_id ?? input.settlementId });
  const accountId = await accountByRole(ctx, rolesOf(s.channel_id).transit);
  const open = (await openItemsOf(ctx.tx, accountId, [s.id])).get(s.id)?.residual ?? 0;
  if (open !== 0) throw refuse(payoutNotArrived, { settlement: s.external_id, open, currency: s.currency });
  const line = await ctx.tx.db.selectFrom('bank_line').select('bank_account_id').where('id', '=', input.bankLineId).executeTakeFirst();
  if (!line) throw refuse(notFound, { kind: 'bank line', id: String(input.bankLineId) });
  await matchLines(ctx, await loadBankAccount(ctx.tx, line.bank_account_id), [
    { lineId: input.bankLineId, parts: [{ kind: 'reopen', accountId, itemKey: s.id, amount: -s.payout }] },
  ]);
  return { settlementId: s.id };
});

/** Dr chargeback loss / Cr disputes. */
export const loseDispute = handleCommand(payoutOperations.loseDispute, async (ctx, input) => {
  const line = await lineOf(ctx, input.lineId);
  const key = line.order_id ?? lineKey(line.settlement_id, line.line_no);
  const role = rolesOf(line.channel_id).disputes;
  const item =
    line.kind === 'chargeback' && line.settled === 'posted'
      ? (await openItemsOf(ctx.tx, await accountByRole(ctx, role), [key])).get(key)
      : undefined;
  const amount = Math.min(item?.residual ?? 0, -line.amount);
  if (amount <= 0) throw refuse(nothingDisputed, { line: line.line_no, settlement: line.settlement });
  await postEntries(ctx, [
    {
      journal: 'BNK',
      on: input.on,
      source: { kind: SETTLEMENT, id: line.settlement_id },
      memo: 'Chargeback lost',
      lines: [
        { account: { role: 'chargeback-loss' }, amount, channelId: line.channel_id },
        { account: { role }, amount: -amount, itemKey: key, channelId: line.channel_id },
      ],
    },
  ]);
  return { settlementId: line.settlement_id, amount };
});
