import type { Selectable } from 'kysely';
import type { DB } from '../../../../db/schema/index.ts';
import {
  alwaysTwo,
  approvalOperations,
  badDelegation,
  notApprover,
  notRequester,
  ownRequest,
  requesterLost,
  requestSettled,
  unknownApprovable,
  unknownApprover,
} from '../../../../preload/contract/approvals.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { holds } from '../../../../preload/contract/permission.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { compareDays } from '../../../../preload/contract/values/day.ts';
import type { CommandContext } from '../../../engine/context.ts';
import type { CommandHandler, WaitingCommand } from '../../../engine/registry.ts';
import { handleCommand } from '../../handler.ts';
import { approvables, approversInWords, authorityOf, countApprovers, summaryOf } from '../approvers.ts';
import { peopleNames } from '../record-names.ts';
import { rightsOf } from '../rights.ts';

type RequestRow = Selectable<DB['approval_request']>;

export const setApprovalPolicy = handleCommand(approvalOperations.setApprovalPolicy, async (ctx, input) => {
  const { db } = ctx.tx;
  const { code, name, operation, measure, above, approver } = input;
  if (!approvables().some((d) => d.name === operation)) throw refuse(unknownApprovable, { operation });
  if (input.approverKind === 'role') {
    const role = await db.selectFrom('role').select('id').where('id', '=', approver).executeTakeFirst();
    if (!role) throw refuse(unknownApprover, { approver });
  }
  const row = await db.selectFrom('approval_policy').select(['revision', 'operation', 'name']).where('code', '=', code).executeTakeFirst();
  const stands = row && approvables().some((d) => d.twoPeople && d.name === row.operation);
  if (stands && (operation !== row.operation || measure !== 'always' || !input.active))
    throw refuse(alwaysTwo, { operation: row.operation, name: row.name });
  const values = {
    code,
    name,
    operation,
    measure,
    above: measure === 'always' ? 0 : above,
    approver_kind: input.approverKind,
    approver,
    expires_days: input.expiresDays,
    active: input.active ? (1 as const) : (0 as const),
    revision: (row?.revision ?? 0) + 1,
  };
  if (row) await ctx.tx.updateMany('approval_policy', ['code'], [values]);
  else await ctx.tx.insertMany('approval_policy', [values]);
  ctx.forget('approval_policy');
  if (input.active && (await countApprovers(ctx.tx, values)) < 2)
    ctx.message(
      `Fewer than two people could approve (${await approversInWords(ctx.tx, input.approverKind, approver)}): what one of them asks for, nobody may approve.`,
    );
  return { code };
});

/** A request that still waits; refuses one that is settled, or whose time is over though nobody closed it yet. */
async function waitingRequest(ctx: CommandContext, requestId: string): Promise<RequestRow> {
  const row = await ctx.tx.db.selectFrom('approval_request').selectAll().where('id', '=', requestId).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'approval request', id: requestId });
  const state = row.state === 'waiting' && row.expires_at <= ctx.now ? 'expired' : row.state;
  if (state !== 'waiting') throw refuse(requestSettled, { requestId, what: summaryOf(row.operation), state });
  return row;
}

/** In whose right the actor decides on a request; refuses everybody else, the asker first. */
async function assertMayDecide(ctx: CommandContext, row: RequestRow): Promise<string | null> {
  const what = summaryOf(row.operation);
  if (row.requester_id === ctx.actor.id) throw refuse(ownRequest, { what });
  const authority = (await authorityOf(ctx.tx, ctx.actor, ctx.today))(row);
  if (authority) return authority.decidedFor;
  throw refuse(notApprover, { what, approvers: await approversInWords(ctx.tx, row.approver_kind, row.approver) });
}

async function settle(
  ctx: CommandContext,
  row: RequestRow,
  set: {
    readonly state: RequestRow['state'];
    readonly reason: string | undefined;
    readonly decidedFor?: string | null;
    readonly seq?: number;
  },
): Promise<{ requestId: string; operation: string }> {
  const { state, reason = null, decidedFor = null, seq = null } = set;
  await ctx.tx.updateMany(
    'approval_request',
    ['id'],
    [
      {
        id: row.id,
        state,
        decided_by: ctx.actor.id,
        decided_for: decidedFor,
        decided_at: ctx.now,
        decision_reason: reason,
        executed_seq: seq,
        revision: row.revision + 1,
      },
    ],
  );
  await ctx.tx.db.deleteFrom('approval_input').where('request_id', '=', row.id).execute();
  if (reason !== null) ctx.because({ code: null, text: reason });
  return { requestId: row.id, operation: row.operation };
}

/** The command of a request with who asked for it as they stand now; refuses whoever may not decide on it. */
async function findWaiting(ctx: CommandContext, requestId: string): Promise<WaitingCommand> {
  const row = await waitingRequest(ctx, requestId);
  await assertMayDecide(ctx, row);
  const kept = await ctx.tx.db.selectFrom('approval_input').selectAll().where('request_id', '=', requestId).executeTakeFirstOrThrow();
  const requester = await rightsOf(ctx.tx, row.requester_id, row.device);
  const { permission } = approvables().find((d) => d.name === row.operation) ?? { permission: 'public' as const };
  if (!requester || !(permission === 'public' || holds(requester.permissions, permission)))
    throw refuse(requesterLost, { requester: (await peopleNames(ctx.tx, [row.requester_id]))(row.requester_id), permission });
  return {
    requestId,
    commandId: row.command_id,
    operation: row.operation,
    input: kept.input,
    salt: kept.salt,
    seal: row.seal,
    expect: JSON.parse(kept.expects) as WaitingCommand['expect'],
    effectsDigest: row.effects_digest,
    requester,
  };
}

export const approve: CommandHandler = {
  ...handleCommand(approvalOperations.approve, async (ctx, { requestId, reason }) => {
    const row = await waitingRequest(ctx, requestId);
    const decidedFor = await assertMayDecide(ctx, row);
    const executedSeq = ctx.seq - 1;
    return { ...(await settle(ctx, row, { state: 'executed', reason, decidedFor, seq: executedSeq })), executedSeq };
  }),
  carriesOut: (ctx, input) => findWaiting(ctx, (input as { requestId: string }).requestId),
};

export const declineRequest = handleCommand(approvalOperations.declineRequest, async (ctx, { requestId, reason }) => {
  const row = await waitingRequest(ctx, requestId);
  return settle(ctx, row, { state: 'declined', reason, decidedFor: await assertMayDecide(ctx, row) });
});

export const withdrawRequest = handleCommand(approvalOperations.withdrawRequest, async (ctx, { requestId, reason }) => {
  const row = await waitingRequest(ctx, requestId);
  if (row.requester_id !== ctx.actor.id)
    throw refuse(notRequester, { requester: (await peopleNames(ctx.tx, [row.requester_id]))(row.requester_id) });
  return settle(ctx, row, { state: 'withdrawn', reason });
});

export const delegateApprovals = handleCommand(approvalOperations.delegateApprovals, async (ctx, { delegateId, from, to }) => {
  const { db } = ctx.tx;
  const no = (reason: string) => refuse(badDelegation, { reason });
  if (delegateId === ctx.actor.id) throw no('somebody else has to be named');
  if (compareDays(from, to) > 0) throw no('the last day is before the first');
  if (compareDays(to, ctx.today) < 0) throw no('these days are over');
  const people = await db
    .selectFrom('app_user')
    .select('id')
    .where('active', '=', 1)
    .where('id', 'in', [ctx.actor.id, delegateId])
    .execute();
  if (!people.some((p) => p.id === ctx.actor.id)) throw no('only a person of this company can hand over what they decide');
  if (!people.some((p) => p.id === delegateId)) throw no('the one who is to decide is not an active user');
  const delegationId = ctx.newId('dlg');
  await ctx.tx.insertMany('approval_delegation', [
    { id: delegationId, user_id: ctx.actor.id, delegate_id: delegateId, from_on: from, to_on: to, ended_at: null, revision: 1 },
  ]);
  return { delegationId };
});

export const endDelegation = handleCommand(approvalOperations.endDelegation, async (ctx, { delegationId }) => {
  const row = await ctx.tx.db
    .selectFrom('approval_delegation')
    .select('revision')
    .where('id', '=', delegationId)
    .where('user_id', '=', ctx.actor.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'running delegation of yours', id: delegationId });
  await ctx.tx.updateMany('approval_delegation', ['id'], [{ id: delegationId, ended_at: ctx.now, revision: row.revision + 1 }]);
  return { delegationId };
});
