import type { Connection } from '../../db/dialect/portable.ts';
import { tableOfId } from '../../db/schema/ids.ts';
import type { DB } from '../../db/schema/index.ts';
import type { Measure } from '../../preload/contract/approvals.ts';
import { requestSettled } from '../../preload/contract/approvals.ts';
import { commandIdReused, needsApproval } from '../../preload/contract/engine.ts';
import type { ApprovalNeeded, Preview } from '../../preload/contract/envelope.ts';
import { type Refusal, refuse } from '../../preload/contract/refusal.ts';
import { approversInWords, summaryOf } from '../domain/company/index.ts';
import type { CommandRequest } from './admission.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import type { CapturedChange } from './capture.ts';
import type { Entropy, Standing } from './context.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** A policy in force, as the write path tests it. */
export interface Policy {
  readonly code: string;
  readonly name: string;
  readonly measure: Measure;
  readonly above: number;
  readonly approver_kind: 'permission' | 'role';
  readonly approver: string;
}

/** Policies in force by operation; kept between commands, because every command asks. */
export const policiesInForce: Standing<ReadonlyMap<string, readonly Policy[]>> = {
  tables: ['approval_policy'],
  async load({ db }) {
    const rows = await db
      .selectFrom('approval_policy')
      .select(['operation', 'code', 'name', 'measure', 'above', 'approver_kind', 'approver'])
      .where('active', '=', 1)
      .orderBy('code')
      .execute();
    return Map.groupBy(rows, (r) => r.operation);
  },
};

/** What the effects of a command amount to, in the unit of a measure. */
function amountOf(measure: Measure, captured: readonly CapturedChange[], ledger: UnitOfWork['ledger']): number {
  if (measure === 'always') return 0;
  if (measure === 'records') return captured.length;
  return (ledger.get('journal_line') ?? []).reduce((sum, line) => sum + Math.max(0, Number(line['amount'])), 0);
}

const WEIGHT: Readonly<Record<Measure, number>> = { posted: 2, records: 1, always: 0 };

/** A command that met a policy, with what was measured. */
export interface Met {
  readonly policy: Policy;
  readonly value: number;
}

/** Of the policies a command meets the one that counts: a limit on value before one on records before none, the highest limit first. */
export function strictestMet(
  policies: readonly Policy[],
  captured: readonly CapturedChange[],
  ledger: UnitOfWork['ledger'],
): Met | undefined {
  return policies
    .map((policy) => ({ policy, value: amountOf(policy.measure, captured, ledger) }))
    .filter(({ policy, value }) => policy.measure === 'always' || value > policy.above)
    .sort((a, b) => WEIGHT[b.policy.measure] - WEIGHT[a.policy.measure] || b.policy.above - a.policy.above)[0];
}

/** A met policy in the words of the contract. */
export async function neededFor(tx: Connection<DB>, { policy, value }: Met, currency: string): Promise<ApprovalNeeded> {
  const { name, measure, above, approver_kind, approver } = policy;
  return { policy: name, measure, value, above, currency, approvers: await approversInWords(tx, approver_kind, approver) };
}

/** Seal of a waiting input: stands in the audit chain with the request, while the input itself can go. */
export const sealOf = (salt: string, inputText: string): string => sha256(`${salt}|${inputText}`);

/** Ids an input names, in order: what a request is about. */
function subjectsOf(input: unknown, found: string[] = []): string[] {
  if (typeof input === 'string') {
    if (tableOfId(input) && !found.includes(input)) found.push(input);
  } else if (input !== null && typeof input === 'object') for (const value of Object.values(input)) subjectsOf(value, found);
  return found;
}
const MAX_SUBJECTS = 20;
const MAX_MESSAGES = 50;

/** Input of `company.keepRequest` for a command that met a policy. Single rows stay out of the preview: they may hold personal values. */
export function requestInput(
  request: CommandRequest,
  input: unknown,
  inputText: string,
  met: Met,
  preview: Preview,
  entropy: Entropy,
): Record<string, unknown> {
  const salt = Buffer.from(entropy.bytes(16)).toString('hex');
  const messages = preview.messages.slice(0, MAX_MESSAGES);
  return {
    policy: met.policy.code,
    value: met.value,
    commandId: request.commandId,
    operation: request.operation,
    input: inputText,
    expects: canonicalJson(request.expect ?? []),
    salt,
    seal: sealOf(salt, inputText),
    subjects: subjectsOf(input).slice(0, MAX_SUBJECTS),
    preview: canonicalJson({ ...preview, messages, rows: [], rowsLeftOut: preview.rows.length + preview.rowsLeftOut }),
    effectsDigest: preview.effectsDigest,
    reason: request.approvalReason ?? null,
  };
}

/**
 * What a command sent again is answered whose request is there already: that it still waits, or how it ended. Another
 * input under the same id is refused.
 */
export async function answerOfRequest(
  tx: Connection<DB>,
  request: CommandRequest,
  inputText: string,
  needed: ApprovalNeeded,
): Promise<Refusal | undefined> {
  const row = await tx.db
    .selectFrom('approval_request as r')
    .leftJoin('approval_input as i', 'i.request_id', 'r.id')
    .select(['r.id', 'r.state', 'r.operation', 'r.seal', 'r.expires_at', 'i.salt'])
    .where('r.command_id', '=', request.commandId)
    .executeTakeFirst();
  if (!row) return undefined;
  const other = row.operation !== request.operation || (row.salt !== null && sealOf(row.salt, inputText) !== row.seal);
  if (other) return refuse(commandIdReused, { commandId: request.commandId, operation: row.operation });
  if (row.state === 'waiting') return refuse(needsApproval, { ...needed, requestId: row.id, expiresAt: row.expires_at });
  return refuse(requestSettled, { requestId: row.id, what: summaryOf(row.operation), state: row.state });
}
