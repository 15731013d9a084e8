import { sql } from 'kysely';
import { payDayPassed, paymentRunOperations, paymentRunsList } from '../../../../preload/contract/banking-runs.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { masked } from '../../../../preload/contract/values/bank.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { OUTGOING_ROLE } from '../../accounting/index.ts';
import { peopleNames } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';
import { proposed } from '../runs/payables.ts';
import { loadPaying } from '../runs/payer.ts';

const HEAD = [
  'r.id',
  'r.number',
  'r.bank_account_id as bankAccountId',
  'b.name as bankAccountName',
  'r.format',
  'r.state',
  'r.pay_on as payOn',
  'r.currency',
  'r.transfers',
  'r.total',
  'r.maker_id as makerId',
  'r.made_at as madeAt',
  'r.approver_id as approverId',
  'r.approved_at as approvedAt',
  'r.sent_at as sentAt',
  'r.revision',
] as const;
const RETURNED = sql<number>`(select cast(count(*) as bigint) from payment_transfer as t where t.run_id = r.id and t.returned_on is not null)`;

const heads = (ctx: QueryContext) =>
  ctx.tx.db
    .selectFrom('payment_run as r')
    .innerJoin('bank_account as b', 'b.id', 'r.bank_account_id')
    .select(HEAD)
    .select(RETURNED.as('returned'));

/** Payment runs by the day they are carried out. */
export const paymentRunList = handleList(paymentRunsList, {
  from: sql`payment_run as r`,
  columns: { id: 'r.id', bankAccountId: 'r.bank_account_id', payOn: 'r.pay_on', state: 'r.state', total: 'r.total' },
  search: (text) => startsWith('r.number', text),
  labels: { bankAccountId: { table: 'bank_account', name: 'name' } },
  rows: async (ctx, { window, order }) => {
    const rows = await heads(ctx).innerJoin(window.as('w'), 'w.id', 'r.id').orderBy(order).execute();
    const people = await peopleNames(
      ctx.tx,
      rows.map((r) => r.makerId),
    );
    return rows.map(({ makerId, madeAt: _m, approverId: _a, approvedAt: _b, sentAt: _s, ...r }) => ({ ...r, makerName: people(makerId) }));
  },
});

export const proposePayments = handleQuery(paymentRunOperations.proposePayments, async (ctx, { bankAccountId, payOn, through }) => {
  if (payOn < ctx.today) throw refuse(payDayPassed, { payOn, today: ctx.today });
  const { currency } = ctx.company;
  const { payer } = await loadPaying(ctx.tx, bankAccountId, currency);
  const { rows, more } = await proposed(ctx.tx, { format: payer.format, payOn, through, home: currency });
  return { format: payer.format, currency, rows: rows.map(({ accountId: _accountId, ...row }) => row), more };
});

async function transfersOf(ctx: QueryContext, runId: string) {
  const rows = await ctx.tx.db
    .selectFrom('payment_transfer as t')
    .innerJoin('party as p', 'p.id', 't.party_id')
    .innerJoin('party_bank_account as a', 'a.id', 't.account_id')
    .leftJoin('payment as y', 'y.id', 't.payment_id')
    .leftJoin('account_role as r', (j) => j.on('r.role', '=', OUTGOING_ROLE))
    .leftJoin('open_item as o', (j) => j.onRef('o.account_id', '=', 'r.account_id').onRef('o.item_key', '=', 't.payment_id'))
    .where('t.run_id', '=', runId)
    .select([
      't.line_no as lineNo',
      't.party_id as partyId',
      'p.name as partyName',
      'a.number as account',
      't.amount',
      't.payment_id as paymentId',
      'y.number as paymentNumber',
      'y.entry_id as entryId',
      't.returned_on as returnedOn',
      't.return_reason as returnReason',
      't.return_entry_id as returnEntryId',
      'o.residual',
    ])
    .orderBy('t.line_no')
    .execute();
  return rows.map(({ residual, ...t }) => ({ ...t, account: masked(t.account), state: stateOf(t, residual) }));
}

function stateOf(t: { readonly paymentId: string | null; readonly returnedOn: string | null }, residual: number | null) {
  if (t.paymentId === null) return 'planned' as const;
  if (t.returnedOn !== null) return 'returned' as const;
  return residual === 0 ? ('paid' as const) : ('on-its-way' as const);
}

async function linesOf(ctx: QueryContext, runId: string) {
  const rows = await ctx.tx.db
    .selectFrom('payment_transfer_line as l')
    .innerJoin('payment_transfer as t', 't.id', 'l.transfer_id')
    .innerJoin('party as p', 'p.id', 't.party_id')
    .leftJoin('supplier_bill as b', 'b.id', 'l.bill_id')
    .leftJoin('supplier_credit as c', 'c.id', 'l.credit_id')
    .where('l.run_id', '=', runId)
    .select(['l.line_no as lineNo', 't.line_no as transferNo', 'p.name as partyName', 'l.bill_id', 'l.credit_id', 'l.amount', 'l.discount'])
    .select(({ fn }) => [fn.coalesce('b.number', 'c.number').as('number'), fn.coalesce('b.reference', 'c.reference').as('reference')])
    .orderBy('l.line_no')
    .execute();
  return rows.map(({ bill_id, credit_id, ...l }) => ({
    ...l,
    kind: bill_id === null ? ('credit' as const) : ('bill' as const),
    id: bill_id ?? credit_id ?? '',
    number: l.number ?? '',
    reference: l.reference ?? '',
    pay: l.amount - l.discount,
  }));
}

export const getPaymentRun = handleQuery(paymentRunOperations.getPaymentRun, async (ctx, { runId }) => {
  const head = await heads(ctx).where('r.id', '=', runId).executeTakeFirst();
  if (!head) throw refuse(notFound, { kind: 'payment run', id: runId });
  const { makerId, approverId, ...run } = head;
  const people = await peopleNames(ctx.tx, [makerId, ...(approverId === null ? [] : [approverId])]);
  const lines = await linesOf(ctx, runId);
  return {
    ...run,
    makerName: people(makerId),
    mine: makerId === ctx.actor.id,
    approverName: approverId === null ? null : people(approverId),
    discount: sumSafe(lines.map((l) => l.discount)),
    rows: await transfersOf(ctx, runId),
    lines,
  };
});
