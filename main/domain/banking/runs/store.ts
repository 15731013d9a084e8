import type { Insertable, Selectable } from 'kysely';
import type { Connection } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { runState } from '../../../../preload/contract/banking-runs.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { nextState, statesFor } from '../../machine.ts';
import { RUN_MACHINE, type RunState, type RunStep } from './machine.ts';

export type Run = Selectable<DB['payment_run']>;

/** A payment run, or the refusal that there is none. */
export async function loadRun(tx: Connection<DB>, runId: string): Promise<Run> {
  const run = await tx.db.selectFrom('payment_run').selectAll().where('id', '=', runId).executeTakeFirst();
  if (!run) throw refuse(notFound, { kind: 'payment run', id: runId });
  return run;
}

/** Where a step leads from a run; refuses it from a state it is not allowed from. */
export function stepOf(run: Run, step: RunStep): RunState {
  const to = nextState(RUN_MACHINE, run.state, step);
  if (!to) throw refuse(runState, { number: run.number, state: run.state, needs: statesFor(RUN_MACHINE, step).join(' or ') });
  return to;
}

export async function insertRun(
  ctx: CommandContext,
  run: Insertable<DB['payment_run']>,
  transfers: readonly Insertable<DB['payment_transfer']>[],
  lines: readonly Insertable<DB['payment_transfer_line']>[],
): Promise<void> {
  await ctx.tx.insertMany('payment_run', [run]);
  await ctx.tx.insertMany('payment_transfer', transfers);
  await ctx.tx.insertMany('payment_transfer_line', lines);
}

/** Changes a run, or something of it: its revision rises. */
export async function updateRun(
  ctx: CommandContext,
  run: Run,
  set: Partial<Pick<Run, 'state' | 'approver_id' | 'approved_at' | 'sent_at'>> = {},
): Promise<void> {
  await ctx.tx.db
    .updateTable('payment_run')
    .set({ ...set, revision: run.revision + 1 })
    .where('id', '=', run.id)
    .execute();
}

export async function updateTransfer(
  ctx: CommandContext,
  transferId: number,
  set: Partial<Pick<Selectable<DB['payment_transfer']>, 'payment_id' | 'returned_on' | 'return_reason' | 'return_entry_id'>>,
): Promise<void> {
  await ctx.tx.db.updateTable('payment_transfer').set(set).where('id', '=', transferId).execute();
}

export async function putPayer(ctx: CommandContext, row: Insertable<DB['bank_account_payer']>): Promise<void> {
  await ctx.tx.db.deleteFrom('bank_account_payer').where('bank_account_id', '=', row.bank_account_id).execute();
  await ctx.tx.insertMany('bank_account_payer', [row]);
}
