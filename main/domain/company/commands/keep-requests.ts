import { approvalOperations } from '../../../../preload/contract/approvals.ts';
import { fromMillis, toMillis } from '../../../../preload/contract/values/instant.ts';
import type { RoomModule } from '../../../engine/registry.ts';
import { handleCommand } from '../../handler.ts';
import { approversInWords } from '../approvers.ts';

const DAY_MS = 86_400_000;
/** Requests closed by one command. */
const BATCH = 200;

/** Sent by the write path alone, in the name of whose command met a policy. */
export const keepRequest = handleCommand(approvalOperations.keepRequest, async (ctx, input) => {
  const { db } = ctx.tx;
  const policy = await db.selectFrom('approval_policy').selectAll().where('code', '=', input.policy).executeTakeFirstOrThrow();
  const { measure, above, approver_kind, approver } = policy;
  const id = ctx.newId('apr');
  const expiresAt = fromMillis(toMillis(ctx.now) + policy.expires_days * DAY_MS);
  await ctx.tx.insertMany('approval_request', [
    {
      id,
      state: 'waiting',
      policy_code: policy.code,
      measure,
      value: input.value,
      above,
      approver_kind,
      approver,
      command_id: input.commandId,
      operation: input.operation,
      seal: input.seal,
      requester_id: ctx.actor.id,
      device: ctx.actor.device,
      asked_at: ctx.now,
      reason: input.reason,
      expires_at: expiresAt,
      subjects: JSON.stringify(input.subjects),
      effects_digest: input.effectsDigest,
      preview: input.preview,
      decided_by: null,
      decided_for: null,
      decided_at: null,
      decision_reason: null,
      executed_seq: null,
      revision: 1,
    },
  ]);
  const { input: text, expects, salt } = input;
  await ctx.tx.insertMany('approval_input', [{ request_id: id, input: text, expects, salt }]);
  return { requestId: id, approvers: await approversInWords(ctx.tx, approver_kind, approver), expiresAt };
});

export const expireRequests = handleCommand(approvalOperations.expireRequests, async (ctx) => {
  const late = await ctx.tx.db
    .selectFrom('approval_request')
    .select(['id', 'revision'])
    .where('state', '=', 'waiting')
    .where('expires_at', '<=', ctx.now)
    .orderBy('id')
    .limit(BATCH)
    .execute();
  await ctx.tx.updateMany(
    'approval_request',
    ['id'],
    late.map(({ id, revision }) => ({ id, state: 'expired' as const, decided_at: ctx.now, revision: revision + 1 })),
  );
  if (late.length > 0)
    await ctx.tx.db
      .deleteFrom('approval_input')
      .where(
        'request_id',
        'in',
        late.map((l) => l.id),
      )
      .execute();
  return { expired: late.length, more: late.length === BATCH };
});

/** Closes what nobody decided on in time; scheduled every night. Approving looks at the instant itself, so lateness does no harm. */
export const expireJob: NonNullable<RoomModule['jobs']>[number] = {
  kind: 'company.expireRequests',
  summary: 'Closes approval requests nobody decided on in time',
  permission: 'engine.jobs',
  async run(job) {
    let expired = 0;
    for (let batch = Number(job.cursor ?? 0); ; batch += 1) {
      const done = await job.dispatch<{ expired: number; more: boolean }>('company.expireRequests', {}, batch, { cursor: batch + 1 });
      expired += done.expired;
      if (!done.more) return { expired };
    }
  },
};
