import { accountingOperations, unbalanced } from '../../../../preload/contract/accounting.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { chartOf } from '../chart.ts';
import { matchOnAccount } from '../match-items.ts';
import type { PaymentDraft, PaymentPart, PostedPayment } from '../model.ts';
import { recordPayments } from '../payments.ts';
import { sumOfDiscounts, takeDiscounts } from '../terms/taking.ts';

async function recordOne(ctx: CommandContext, draft: PaymentDraft): Promise<PostedPayment> {
  const [posted] = await recordPayments(ctx, [draft]);
  if (!posted) throw new Error('one payment in, one payment out');
  return posted;
}

interface GivenFacts {
  readonly id?: string | undefined;
  readonly on: string;
  readonly amount: number;
  readonly partyId?: string | undefined;
  readonly channelId?: string | undefined;
  readonly externalId?: string | undefined;
}
const factsOf = (input: GivenFacts) => ({
  on: input.on,
  amount: input.amount,
  ...(input.id === undefined ? {} : { id: input.id }),
  ...(input.partyId === undefined ? {} : { partyId: input.partyId }),
  ...(input.channelId === undefined ? {} : { channelId: input.channelId }),
  ...(input.externalId === undefined ? {} : { externalId: input.externalId }),
});

/** News of money taken or given back for orders by a person; `data` is `{ orderIds: string[] }`. */
export const ORDERS_PAID = 'accounting.ordersPaid';

/** Before shipment: Dr clearing / Cr customer deposits, keyed by order. At shipment: Dr clearing / Cr the invoice. */
export const recordCapture = handleCommand(accountingOperations.recordCapture, async (ctx, input) => {
  const part: PaymentPart =
    input.invoiceId === undefined
      ? { role: 'customer-deposits', itemKey: input.orderId, amount: input.amount, opens: true }
      : { role: 'receivable', itemKey: input.invoiceId, amount: input.amount };
  const done = await recordOne(ctx, { ...factsOf(input), kind: 'capture', via: 'clearing', orderId: input.orderId, parts: [part] });
  await ctx.emit({ name: ORDERS_PAID, data: { orderIds: [input.orderId] } });
  return done;
});

/** Dr bank, Dr what is let off for paying early / Cr the invoices named; what is left over stays on account, an open credit named by the payment itself. */
export const recordReceipt = handleCommand(accountingOperations.recordReceipt, async (ctx, input) => {
  const id = input.id ?? ctx.newId('pay');
  const settled = input.settles.map((s) => ({ itemKey: s.invoiceId, settled: s.amount, discount: s.discount }));
  const discounts = await takeDiscounts(ctx, 'customer', input.on, settled);
  const onAccount = input.amount + sumOfDiscounts(discounts) - sumSafe(input.settles.map((s) => s.amount));
  if (onAccount < 0) throw refuse(unbalanced, { difference: onAccount, currency: ctx.company.currency });
  const parts = input.settles.map((s): PaymentPart => ({ role: 'receivable', itemKey: s.invoiceId, amount: s.amount }));
  if (onAccount > 0) parts.push({ role: 'receivable', itemKey: id, amount: onAccount, opens: true });
  return recordOne(ctx, { ...factsOf(input), id, kind: 'receipt', via: 'bank', parts, discounts });
});

/** Dr the open credit / Cr channel clearing or bank. */
export const recordRefund = handleCommand(accountingOperations.recordRefund, async (ctx, input) => {
  const { via, of, orderId } = input;
  const part: PaymentPart = { role: of.role, itemKey: of.itemKey, amount: input.amount };
  const subject = orderId ?? (of.role === 'customer-deposits' ? of.itemKey : undefined);
  const done = await recordOne(ctx, {
    ...factsOf(input),
    kind: 'refund',
    via,
    parts: [part],
    ...(subject === undefined ? {} : { orderId: subject }),
  });
  if (subject !== undefined) await ctx.emit({ name: ORDERS_PAID, data: { orderIds: [subject] } });
  return done;
});

/** Nothing is posted: the account's balance stays, two of its items shrink. */
export const matchItems = handleCommand(accountingOperations.matchItems, async (ctx, input) => {
  const chart = await chartOf(ctx);
  const account = input.role !== undefined ? chart.role(input.role) : chart.id(input.accountId ?? '');
  return { matchId: await matchOnAccount(ctx, account.id, input) };
});
