import type { Selectable } from 'kysely';
import type { Connection } from '../../../../db/dialect/portable.ts';
import { tableOfId } from '../../../../db/schema/ids.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { type ApprovalRow, approvalOperations } from '../../../../preload/contract/approvals.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import type { Preview } from '../../../../preload/contract/envelope.ts';
import { holds } from '../../../../preload/contract/permission.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleQuery } from '../../handler.ts';
import { type Authority, approvables, approversInWords, authorityOf, knownPermissions, summaryOf } from '../approvers.ts';
import { deviceNames, namesOf, peopleNames } from '../record-names.ts';

type Row = Selectable<DB['approval_request']> & { policy: string };
/** More requests than this wait in no company; the newest are shown. */
const WAITING_MAX = 1000;

const requests = ({ db }: Connection<DB>) =>
  db
    .selectFrom('approval_request as r')
    .innerJoin('approval_policy as p', 'p.code', 'r.policy_code')
    .selectAll('r')
    .select('p.name as policy')
    .orderBy('r.id', 'desc');

const stateOf = (r: Row, now: string): Row['state'] => (r.state === 'waiting' && r.expires_at <= now ? 'expired' : r.state);

/** Requests as a person reads them. */
async function shown(ctx: QueryContext, rows: readonly Row[], authority: Authority): Promise<ApprovalRow[]> {
  const { tx, now } = ctx;
  const people = await peopleNames(
    tx,
    rows.flatMap((r) => [
      r.requester_id,
      ...(r.decided_by === null ? [] : [r.decided_by]),
      ...(r.decided_for === null ? [] : [r.decided_for]),
    ]),
  );
  const devices = await deviceNames(
    tx,
    rows.map((r) => r.device),
  );
  const refs = rows.map((r) =>
    (JSON.parse(r.subjects) as string[]).flatMap((id) => {
      const found = tableOfId(id);
      return found ? [{ table: found.table, key: found.key, id }] : [];
    }),
  );
  const names = await namesOf(tx, refs.flat());
  const approvers = new Map<string, string>();
  for (const { approver_kind: kind, approver } of rows)
    if (!approvers.has(`${kind} ${approver}`)) approvers.set(`${kind} ${approver}`, await approversInWords(tx, kind, approver));
  const person = (id: string | null) => (id === null ? null : people(id));
  return rows.map((r, i) => {
    const state = stateOf(r, now);
    return {
      id: r.id,
      state,
      operation: r.operation,
      summary: summaryOf(r.operation),
      subjects: (refs[i] ?? []).flatMap(({ table, key, id }) => {
        const name = names.get(`${table}/${key}`);
        return name === undefined ? [] : [{ table, id, name }];
      }),
      policy: r.policy,
      measure: r.measure,
      value: r.value,
      above: r.above,
      approvers: approvers.get(`${r.approver_kind} ${r.approver}`) ?? '',
      requesterId: r.requester_id,
      requester: people(r.requester_id),
      device: devices(r.device),
      askedAt: r.asked_at,
      expiresAt: r.expires_at,
      reason: r.reason,
      decidedBy: person(r.decided_by),
      decidedFor: person(r.decided_for),
      decidedAt: r.decided_at,
      decisionReason: r.decision_reason,
      executedSeq: r.executed_seq,
      mine: r.requester_id === ctx.actor.id,
      mayDecide: state === 'waiting' && authority(r) !== undefined,
    };
  });
}

async function forMe(ctx: QueryContext, authority: Authority): Promise<Row[]> {
  const waiting = await requests(ctx.tx).where('r.state', '=', 'waiting').where('r.expires_at', '>', ctx.now).limit(WAITING_MAX).execute();
  return waiting.filter((r) => authority(r) !== undefined);
}

export const countApprovals = handleQuery(approvalOperations.countApprovals, async (ctx) => {
  const any = await ctx.tx.db.selectFrom('approval_request').select('id').where('state', '=', 'waiting').limit(1).executeTakeFirst();
  if (!any) return { forMe: 0 };
  return { forMe: (await forMe(ctx, await authorityOf(ctx.tx, ctx.actor, ctx.today))).length };
});

export const listApprovals = handleQuery(approvalOperations.listApprovals, async (ctx, { view, before, limit }) => {
  const authority = await authorityOf(ctx.tx, ctx.actor, ctx.today);
  if (view === 'for-me') {
    const all = (await forMe(ctx, authority)).filter((r) => before === undefined || r.id < before);
    const page = all.slice(0, limit);
    return { rows: await shown(ctx, page, authority), next: all.length > limit ? (page.at(-1)?.id ?? null) : null };
  }
  let q = requests(ctx.tx).limit(limit);
  if (before !== undefined) q = q.where('r.id', '<', before);
  if (view === 'mine') q = q.where('r.requester_id', '=', ctx.actor.id);
  else q = q.where((eb) => eb.or([eb('r.state', '!=', 'waiting'), eb('r.expires_at', '<=', ctx.now)]));
  // What is done is open to whoever reads the audit log; others see what they had a part in.
  if (view === 'done' && !holds(ctx.actor.permissions, 'engine.audit'))
    q = q.where((eb) => eb.or([eb('r.requester_id', '=', ctx.actor.id), eb('r.decided_by', '=', ctx.actor.id)]));
  const rows = await q.execute();
  return { rows: await shown(ctx, rows, authority), next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null };
});

export const getApproval = handleQuery(approvalOperations.getApproval, async (ctx, { requestId }) => {
  const row = await requests(ctx.tx).where('r.id', '=', requestId).executeTakeFirst();
  const authority = await authorityOf(ctx.tx, ctx.actor, ctx.today);
  const involved =
    row &&
    (row.requester_id === ctx.actor.id ||
      row.decided_by === ctx.actor.id ||
      authority(row) !== undefined ||
      holds(ctx.actor.permissions, 'engine.audit'));
  if (!row || !involved) throw refuse(notFound, { kind: 'approval request', id: requestId });
  const [request] = await shown(ctx, [row], authority);
  if (!request) throw new Error('a request that was read is shown');
  return { ...request, preview: JSON.parse(row.preview) as Preview };
});

export const listApprovalPolicies = handleQuery(approvalOperations.listApprovalPolicies, async ({ tx }) => {
  const rows = await tx.db.selectFrom('approval_policy').selectAll().orderBy('name').orderBy('code').execute();
  return {
    rows: await Promise.all(
      rows.map(async (r) => ({
        code: r.code,
        name: r.name,
        operation: r.operation,
        summary: summaryOf(r.operation),
        measure: r.measure,
        above: r.above,
        approverKind: r.approver_kind,
        approver: r.approver,
        approvers: await approversInWords(tx, r.approver_kind, r.approver),
        expiresDays: r.expires_days,
        active: r.active === 1,
        revision: r.revision,
      })),
    ),
  };
});

export const listApprovables = handleQuery(approvalOperations.listApprovables, async () => ({
  rows: approvables()
    .map(({ name, summary }) => ({ operation: name, summary }))
    .sort((a, b) => (a.operation < b.operation ? -1 : 1)),
  permissions: knownPermissions(),
}));

export const listDelegations = handleQuery(approvalOperations.listDelegations, async (ctx) => {
  const { db } = ctx.tx;
  const rows = await db
    .selectFrom('approval_delegation')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('to_on', '>=', ctx.today)
    .where((eb) => eb.or([eb('user_id', '=', ctx.actor.id), eb('delegate_id', '=', ctx.actor.id)]))
    .orderBy('from_on')
    .orderBy('id')
    .execute();
  const people = await peopleNames(
    ctx.tx,
    rows.flatMap((r) => [r.user_id, r.delegate_id]),
  );
  const others = await db
    .selectFrom('app_user')
    .select(['id', 'name'])
    .where('active', '=', 1)
    .where('id', '!=', ctx.actor.id)
    .orderBy('name')
    .execute();
  return {
    rows: rows.map((r) => ({
      id: r.id,
      userId: r.user_id,
      user: people(r.user_id),
      delegateId: r.delegate_id,
      delegate: people(r.delegate_id),
      from: r.from_on,
      to: r.to_on,
      mine: r.user_id === ctx.actor.id,
    })),
    people: others,
  };
});
