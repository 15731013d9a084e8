import {
  accountChanged,
  makerApproves,
  notPayable,
  openDiffers,
  type Payer,
  payDayPassed,
  paymentRunOperations,
  RUN_TOTAL_MAX,
  returnedAlready,
  runState,
  TRANSFER_MAX,
} from '../../../../preload/contract/banking-runs.ts';
import { alreadyExists, notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import { formatMinor } from '../../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { postEntries, residuals, reversalOf } from '../../accounting/index.ts';
import { policy, takeNumbers } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { freePayables, insertHolds, paySuppliers, type SupplierPayment } from '../../purchasing/index.ts';
import { bySupplier, type Payable, payablesOf } from '../runs/payables.ts';
import { assertPayer, loadPaying } from '../runs/payer.ts';
import { insertRun, loadRun, putPayer, type Run, stepOf, updateRun, updateTransfer } from '../runs/store.ts';
import { updateBankAccount } from '../store.ts';
import { loadBankAccount } from '../take-statements.ts';

/** What the bank knows the company by, as far as the format carries it. */
function numbersOf(payer: Payer) {
  const none = { bank_code: null, bank_name: null, company_code: null };
  if (payer.format === 'list') return none;
  if (payer.format === 'sepa') return { ...none, bank_code: payer.bic ?? null };
  return { bank_code: payer.routing, bank_name: payer.bankName, company_code: payer.companyCode };
}

export const setPayer = handleCommand(paymentRunOperations.setPayer, async (ctx, { bankAccountId, payer }) => {
  const account = await loadBankAccount(ctx.tx, bankAccountId);
  assertPayer(account, payer.format, ctx.company.currency);
  await updateBankAccount(ctx, account, {});
  await putPayer(ctx, { bank_account_id: account.id, format: payer.format, name: payer.name, ...numbersOf(payer) });
  return { bankAccountId: account.id };
});

function assertDay(ctx: CommandContext, payOn: string): void {
  if (payOn < ctx.today) throw refuse(payDayPassed, { payOn, today: ctx.today });
}

/** What the run names, by supplier and in the order of the file. Refuses what is not there, not open, or cannot be paid. */
function assertAll(items: readonly Payable[], ids: readonly string[]): void {
  const found = new Map(items.map((i) => [i.id, i]));
  for (const id of ids) {
    const item = found.get(id);
    if (!item) throw refuse(notFound, { kind: 'open bill or credit', id });
    if (item.problem !== null) throw refuse(notPayable, { number: item.number, why: item.problem, detail: item.detail });
  }
}

/** Each bill whole, of one in instalments what is due by a day, less its discount; credits taken off; one transfer per supplier. Nothing is posted before the run is sent. */
export const createPaymentRun = handleCommand(paymentRunOperations.createPaymentRun, async (ctx, input) => {
  assertDay(ctx, input.payOn);
  const home = ctx.company.currency;
  const { account, payer } = await loadPaying(ctx.tx, input.bankAccountId, home);
  const { format } = payer;
  const items = await payablesOf(
    ctx.tx,
    { format, payOn: input.payOn, through: input.through ?? input.payOn, home },
    input.bills,
    input.credits,
  );
  assertAll(items, [...input.bills, ...input.credits]);
  const runId = input.id ?? ctx.newId('prn');
  if (await ctx.tx.db.selectFrom('payment_run').select('id').where('id', '=', runId).executeTakeFirst())
    throw refuse(alreadyExists, { kind: 'Payment run', id: runId });
  const groups = [...Map.groupBy(items.toSorted(bySupplier), (i) => i.partyId).values()].map((of, i) => {
    const amount = sumSafe(of.map((item) => item.pay));
    const [first] = of;
    if (!first) throw new Error('a group has at least one item');
    if (amount <= 0) throw refuse(notPayable, { number: first.number, why: 'too-little', detail: first.partyName });
    if (amount > TRANSFER_MAX[format]) throw refuse(notPayable, { number: first.number, why: 'too-large', detail: first.partyName });
    return { id: ctx.nextId('payment_transfer'), line_no: i + 1, first, of, amount };
  });
  const total = sumSafe(groups.map((g) => g.amount));
  if (total > RUN_TOTAL_MAX) throw refuse(notPayable, { number: groups.at(-1)?.first.number ?? '', why: 'too-large', detail: '' });
  const discount = sumSafe(items.map((i) => i.discount));
  const [number = ''] = takeNumbers(ctx, 'PR', ctx.today);
  let lineNo = 0;
  await insertRun(
    ctx,
    {
      id: runId,
      number,
      bank_account_id: account.id,
      format,
      state: 'draft',
      pay_on: input.payOn,
      currency: home,
      total,
      transfers: groups.length,
      maker_id: ctx.actor.id,
      made_at: ctx.now,
      approver_id: null,
      approved_at: null,
      sent_at: null,
      revision: 1,
    },
    groups.map(({ id, line_no, first, amount }) => ({
      id,
      run_id: runId,
      line_no,
      party_id: first.partyId,
      account_id: first.accountId ?? '',
      amount,
      payment_id: null,
      returned_on: null,
      return_reason: null,
      return_entry_id: null,
    })),
    groups.flatMap((g) =>
      g.of.map((item) => ({
        id: ctx.nextId('payment_transfer_line'),
        run_id: runId,
        transfer_id: g.id,
        line_no: ++lineNo,
        bill_id: item.kind === 'bill' ? item.id : null,
        credit_id: item.kind === 'credit' ? item.id : null,
        amount: item.open,
        discount: item.discount,
      })),
    ),
  );
  await insertHolds(
    ctx,
    items.map((i) => ({ item_key: i.id, kind: 'payment-run' as const, source_id: runId, reason: '', held_on: ctx.today })),
  );
  for (const { first, of, amount } of groups)
    ctx.message(
      `${first.partyName}: ${formatMinor(amount, home)} ${home} to ${first.account ?? ''}, ${of.length} ${of.length === 1 ? 'line' : 'lines'}`,
    );
  if (discount > 0) ctx.message(`Discount taken: ${formatMinor(discount, home)} ${home}`);
  return { runId, number, transfers: groups.length, total, discount };
});

export const approvePaymentRun = handleCommand(paymentRunOperations.approvePaymentRun, async (ctx, { runId }) => {
  const run = await loadRun(ctx.tx, runId);
  const state = stepOf(run, 'approve');
  if (run.maker_id === ctx.actor.id && policy(ctx, 'paymentApproval') === 'other') throw refuse(makerApproves, { number: run.number });
  await updateRun(ctx, run, { state, approver_id: ctx.actor.id, approved_at: ctx.now });
  return { runId };
});

export const cancelPaymentRun = handleCommand(paymentRunOperations.cancelPaymentRun, async (ctx, { runId }) => {
  const run = await loadRun(ctx.tx, runId);
  await updateRun(ctx, run, { state: stepOf(run, 'cancel') });
  await freePayables(ctx, run.id);
  return { runId };
});

/** The transfers of a run with what each settles, as payments to suppliers. Refuses accounts that changed and items that are not open as planned. */
async function paymentsOf(ctx: CommandContext, run: Run) {
  const transfers = await ctx.tx.db
    .selectFrom('payment_transfer as t')
    .innerJoin('party_bank_account as a', 'a.id', 't.account_id')
    .innerJoin('party as p', 'p.id', 't.party_id')
    .where('t.run_id', '=', run.id)
    .select(['t.id', 't.party_id as partyId', 'p.name', 'a.ended_at as endedAt'])
    .orderBy('t.line_no')
    .execute();
  const changed = transfers.find((t) => t.endedAt !== null);
  if (changed) throw refuse(accountChanged, { supplier: changed.name });
  const lines = await ctx.tx.db.selectFrom('payment_transfer_line').selectAll().where('run_id', '=', run.id).orderBy('line_no').execute();
  const keys = lines.map((l) => l.bill_id ?? l.credit_id ?? '');
  const open = await residuals(ctx.tx, 'payable', keys);
  // What of a bill falls due later is not in the run: of it more may be open than is paid.
  const differs = lines.findIndex((l, i) => {
    const left = -(open.get(keys[i] ?? '') ?? 0);
    return l.bill_id === null ? left !== l.amount : left < l.amount;
  });
  if (differs >= 0)
    await refuseDiffering(ctx, run, keys[differs] ?? '', -(open.get(keys[differs] ?? '') ?? 0), lines[differs]?.amount ?? 0);
  const of = Map.groupBy(lines, (l) => l.transfer_id);
  return transfers.map((t): { transferId: number; payment: SupplierPayment } => ({
    transferId: t.id,
    payment: {
      partyId: t.partyId,
      on: run.pay_on,
      settles: (of.get(t.id) ?? []).flatMap((l) =>
        l.bill_id === null ? [] : [{ billId: l.bill_id, amount: l.amount, discount: l.discount }],
      ),
      credits: (of.get(t.id) ?? []).flatMap((l) => (l.credit_id === null ? [] : [{ creditId: l.credit_id, amount: -l.amount }])),
    },
  }));
}

async function refuseDiffering(ctx: CommandContext, run: Run, key: string, open: number, planned: number): Promise<never> {
  const table = key.startsWith('bill_') ? 'supplier_bill' : 'supplier_credit';
  const named = await ctx.tx.db.selectFrom(table).select('number').where('id', '=', key).executeTakeFirst();
  throw refuse(openDiffers, { number: named?.number ?? '', open, planned, currency: run.currency });
}

/** Dr payable, per bill / Cr payments on their way, per payment, Cr discounts taken and their tax; credits are matched with the bills. */
export const sendPaymentRun = handleCommand(paymentRunOperations.sendPaymentRun, async (ctx, { runId }) => {
  const run = await loadRun(ctx.tx, runId);
  const state = stepOf(run, 'send');
  assertDay(ctx, run.pay_on);
  const planned = await paymentsOf(ctx, run);
  const paid = await paySuppliers(
    ctx,
    planned.map((p) => p.payment),
    { via: 'outgoing', by: run.id },
  );
  for (const [i, { transferId }] of planned.entries()) await updateTransfer(ctx, transferId, { payment_id: paid[i]?.paymentId ?? null });
  await freePayables(ctx, run.id);
  await updateRun(ctx, run, { state, sent_at: ctx.now });
  return { runId };
});

/**
 * The payment is reversed: its bills are open again with their discount, and what is on its way is nothing where the bank never took it, else a claim
 * until the bank shows the money back. Credits that were taken off stay matched.
 */
export const returnPayment = handleCommand(paymentRunOperations.returnPayment, async (ctx, { runId, lineNo, on, reason }) => {
  const run = await loadRun(ctx.tx, runId);
  if (run.state !== 'sent') throw refuse(runState, { number: run.number, state: run.state, needs: 'sent' });
  const transfer = await ctx.tx.db
    .selectFrom('payment_transfer as t')
    .innerJoin('party as p', 'p.id', 't.party_id')
    .innerJoin('payment as y', 'y.id', 't.payment_id')
    .where('t.run_id', '=', run.id)
    .where('t.line_no', '=', lineNo)
    .select(['t.id', 't.returned_on', 'p.name', 'y.entry_id'])
    .executeTakeFirst();
  if (!transfer) throw refuse(notFound, { kind: `line of ${run.number}`, id: String(lineNo) });
  if (transfer.returned_on !== null) throw refuse(returnedAlready, { supplier: transfer.name, on: transfer.returned_on });
  const undone = { entryId: transfer.entry_id, journal: 'BNK' as const, memo: 'Payment returned by the bank' };
  const [posted] = await postEntries(ctx, [await reversalOf(ctx, undone, on)]);
  if (!posted) throw new Error('a payment has an entry, so its return has one');
  await updateTransfer(ctx, transfer.id, { returned_on: on, return_reason: reason, return_entry_id: posted.entryId });
  await updateRun(ctx, run);
  return { runId, entryId: posted.entryId };
});
