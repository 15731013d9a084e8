import { type PaymentFormat, paymentRunOperations, runState, WRITE_PAYMENT_FILE } from '../../../../preload/contract/banking-runs.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { RoomModule } from '../../../engine/registry.ts';
import { handleCommand, handleQuery } from '../../handler.ts';
import { listFile } from './files/list.ts';
import type { PaymentFile } from './files/model.ts';
import { nachaFile } from './files/nacha.ts';
import { sepaFile } from './files/sepa.ts';
import { loadPaying } from './payer.ts';
import { loadRun, type Run } from './store.ts';

const WRITTEN: Readonly<
  Record<PaymentFormat, { readonly write: (file: PaymentFile) => string; readonly ending: string; readonly mediaType: string }>
> = {
  sepa: { write: sepaFile, ending: 'xml', mediaType: 'application/xml' },
  nacha: { write: nachaFile, ending: 'ach', mediaType: 'text/plain' },
  list: { write: listFile, ending: 'csv', mediaType: 'text/csv' },
};

function assertSent(run: Run): string {
  if (run.sent_at === null) throw refuse(runState, { number: run.number, state: run.state, needs: 'sent' });
  return run.sent_at;
}

/** The file of a run out of what was posted: transfers the bank gave back since stand in it too, because they stood in it when it was sent. */
export const paymentFile = handleQuery(paymentRunOperations.paymentFile, async (ctx, { runId }) => {
  const run = await loadRun(ctx.tx, runId);
  const at = assertSent(run);
  const { account, payer } = await loadPaying(ctx.tx, run.bank_account_id, ctx.company.currency);
  const transfers = await ctx.tx.db
    .selectFrom('payment_transfer as t')
    .innerJoin('party_bank_account as a', 'a.id', 't.account_id')
    .innerJoin('payment as y', 'y.id', 't.payment_id')
    .where('t.run_id', '=', run.id)
    .select([
      't.id',
      'y.number as reference',
      'a.holder as name',
      'a.number as account',
      'a.bank_code as bankCode',
      'a.account_kind as accountKind',
    ])
    .select('t.amount')
    .orderBy('t.line_no')
    .execute();
  const lines = await ctx.tx.db
    .selectFrom('payment_transfer_line as l')
    .leftJoin('supplier_bill as b', 'b.id', 'l.bill_id')
    .leftJoin('supplier_credit as c', 'c.id', 'l.credit_id')
    .where('l.run_id', '=', run.id)
    .select(['l.transfer_id', 'l.amount', 'l.discount'])
    .select(({ fn }) => fn.coalesce('b.reference', 'c.reference').as('reference'))
    .orderBy('l.line_no')
    .execute();
  const pays = Map.groupBy(lines, (l) => l.transfer_id);
  const { write, ending, mediaType } = WRITTEN[run.format];
  const text = write({
    number: run.number,
    at,
    payOn: run.pay_on,
    currency: run.currency,
    payer: {
      name: payer.name,
      account: account.number ?? '',
      bankCode: payer.bank_code,
      bankName: payer.bank_name,
      companyCode: payer.company_code,
    },
    transfers: transfers.map(({ id, ...t }) => ({
      ...t,
      pays: (pays.get(id) ?? []).map((l) => ({ reference: l.reference ?? '', amount: l.amount - l.discount })),
    })),
  });
  return { name: `${run.number}.${ending}`, mediaType, text };
});

export const writePaymentFile = handleCommand(paymentRunOperations.writePaymentFile, async (ctx, { runId }) => {
  assertSent(await loadRun(ctx.tx, runId));
  const { jobId } = await ctx.later({ kind: WRITE_PAYMENT_FILE, payload: { runId } });
  return { jobId };
});

export const getPaymentFileJob = handleQuery(paymentRunOperations.getPaymentFileJob, async (ctx, { jobId }) => {
  const job = await ctx.tx.db.selectFrom('job').selectAll().where('id', '=', jobId).executeTakeFirst();
  if (job?.kind !== WRITE_PAYMENT_FILE || job.actor_id !== ctx.actor.id) throw refuse(notFound, { kind: 'payment file', id: jobId });
  const made = job.result === null ? null : (JSON.parse(job.result) as { fileId?: string } | null);
  return { state: job.state, error: job.error, fileId: made?.fileId ?? null };
});

/** Keeps the file of a run among the files of the company, for whoever may pay. */
export const paymentFileJob: NonNullable<RoomModule['jobs']>[number] = {
  kind: WRITE_PAYMENT_FILE,
  summary: 'Writes the file of a payment run for the bank',
  payload: paymentRunOperations.writePaymentFile.input,
  async run(job) {
    const { runId } = paymentRunOperations.writePaymentFile.input.parse(job.payload);
    const { name, mediaType, text } = await job.ask<{ name: string; mediaType: string; text: string }>('banking.paymentFile', { runId });
    const facts = { purpose: 'export', permission: 'accounting.pay', name, mediaType } as const;
    const { fileId } = await job.writeFile(facts, text);
    return { fileId };
  },
};
