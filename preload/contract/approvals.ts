import { z } from 'zod';
import { notFound } from './engine.ts';
import { zPreview } from './envelope.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCode, zRef, zText } from './values/field.ts';
import { zId } from './values/id.ts';

const zRequest = zId('apr');
/** Why something was asked for, approved or declined. */
const zWhy = z.string().trim().min(1).max(500);

/** What a policy reads from the effects of a command. */
export const MEASURES = ['posted', 'records', 'always'] as const;
export type Measure = (typeof MEASURES)[number];
export const APPROVAL_STATES = ['waiting', 'executed', 'declined', 'withdrawn', 'expired'] as const;

export const unknownApprovable = refusal(
  'company.unknownApprovable',
  z.object({ operation: z.string() }),
  (p) => `${p.operation} is not an operation that can wait for approval. Choose one of the list.`,
);
export const alwaysTwo = refusal(
  'company.alwaysTwo',
  z.object({ operation: z.string(), name: z.string() }),
  (p) => `${p.operation} always takes two people: ${p.name} stays in force for every case. Who approves can be changed.`,
);
export const unknownApprover = refusal(
  'company.unknownApprover',
  z.object({ approver: z.string() }),
  (p) => `There is no role ${p.approver}. Choose one of the roles listed.`,
);
export const requestSettled = refusal(
  'company.requestSettled',
  z.object({ requestId: z.string(), what: z.string(), state: z.enum(APPROVAL_STATES) }),
  (p) =>
    `The request (${p.what}) is ${p.state}: nothing more can be done with it. ${p.state === 'executed' ? 'Its document shows the outcome.' : 'If it is still wanted, ask again.'}`,
);
export const ownRequest = refusal(
  'company.ownRequest',
  z.object({ what: z.string() }),
  (p) => `Nobody decides on what they asked for themselves, nor in the name of the one who asked (${p.what}). Somebody else has to.`,
);
export const notApprover = refusal(
  'company.notApprover',
  z.object({ what: z.string(), approvers: z.string() }),
  (p) => `To decide on this (${p.what}) one needs ${p.approvers}.`,
);
export const notRequester = refusal(
  'company.notRequester',
  z.object({ requester: z.string() }),
  (p) => `Only ${p.requester}, who asked for it, can withdraw this request. Decline it instead.`,
);
export const requesterLost = refusal(
  'company.requesterLost',
  z.object({ requester: z.string(), permission: z.string() }),
  (p) =>
    `${p.requester}, who asked for this, may not do it any more (${p.permission}). Decline the request, or give the permission back first.`,
);
export const badDelegation = refusal(
  'company.badDelegation',
  z.object({ reason: z.string() }),
  (p) => `Decisions cannot be handed over like that: ${p.reason}.`,
);

const zPolicyRow = z.object({
  code: z.string(),
  name: z.string(),
  operation: z.string(),
  summary: z.string(),
  measure: z.enum(MEASURES),
  above: z.int(),
  approverKind: z.enum(['permission', 'role']),
  approver: z.string(),
  /** who that is, in words */
  approvers: z.string(),
  expiresDays: z.int(),
  active: z.boolean(),
  revision: z.int(),
});

const zRequestRow = z.object({
  id: z.string(),
  state: z.enum(APPROVAL_STATES),
  operation: z.string(),
  summary: z.string(),
  /** numbers and names of what it is about */
  subjects: z.array(z.object({ table: z.string(), id: z.string(), name: z.string() })),
  policy: z.string(),
  measure: z.enum(MEASURES),
  value: z.int(),
  above: z.int(),
  approvers: z.string(),
  requesterId: z.string(),
  requester: z.string(),
  device: z.string(),
  askedAt: z.string(),
  expiresAt: z.string(),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  /** whose right it was, where somebody decided for somebody else */
  decidedFor: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decisionReason: z.string().nullable(),
  executedSeq: z.int().nullable(),
  /** the asker of this list asked for it */
  mine: z.boolean(),
  /** the asker of this list may decide on it now */
  mayDecide: z.boolean(),
});
export type ApprovalRow = z.output<typeof zRequestRow>;

const decided = z.object({ requestId: z.string(), operation: z.string() });
const decisionRefusals = [notFound, requestSettled, ownRequest, notApprover] as const;

export const approvalOperations = {
  setApprovalPolicy: command('company.setApprovalPolicy', {
    permission: 'company.approvals',
    summary: 'Let a command wait for somebody else, always or above a value; expects `approval_policy/<code>` with its revision',
    input: z.strictObject({
      code: zCode,
      name: zText,
      operation: zText,
      measure: z.enum(MEASURES),
      /** minor units of the company currency, or records: more than this needs approval */
      above: z.int().min(0).default(0),
      approverKind: z.enum(['permission', 'role']),
      approver: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._*-]{0,59}$/),
      expiresDays: z.int().min(1).max(365).default(14),
      active: z.boolean().default(true),
    }),
    output: z.object({ code: z.string() }),
    refusals: [unknownApprovable, unknownApprover, alwaysTwo],
    edits: ({ code }) => [`approval_policy/${code}`],
  }),
  approve: command('company.approve', {
    permission: 'company.read',
    summary: 'Carry out a waiting command in the name of who asked for it; a dry run shows what it would do now, `confirm` agrees to that',
    input: z.strictObject({ requestId: zRequest, reason: zWhy.optional() }),
    output: decided.extend({ executedSeq: z.int() }),
    refusals: [...decisionRefusals, requesterLost],
  }),
  declineRequest: command('company.declineRequest', {
    permission: 'company.read',
    summary: 'Decline a waiting command, saying why',
    input: z.strictObject({ requestId: zRequest, reason: zWhy }),
    output: decided,
    refusals: decisionRefusals,
  }),
  withdrawRequest: command('company.withdrawRequest', {
    permission: 'company.read',
    summary: 'Take back what one asked for oneself',
    input: z.strictObject({ requestId: zRequest, reason: zWhy.optional() }),
    output: decided,
    refusals: [notFound, requestSettled, notRequester],
  }),
  delegateApprovals: command('company.delegateApprovals', {
    permission: 'company.read',
    summary: 'Let somebody decide in my place from one day to another',
    input: z.strictObject({ delegateId: zRef, from: zDay, to: zDay }),
    output: z.object({ delegationId: z.string() }),
    refusals: [badDelegation],
  }),
  endDelegation: command('company.endDelegation', {
    permission: 'company.read',
    summary: 'End a delegation of mine now',
    input: z.strictObject({ delegationId: zId('dlg') }),
    output: z.object({ delegationId: z.string() }),
    refusals: [notFound],
  }),
  keepRequest: command('company.keepRequest', {
    permission: 'public',
    summary: 'Keep a command that met a policy until somebody decides on it',
    input: z.strictObject({
      policy: zCode,
      value: z.int(),
      commandId: z.string(),
      operation: z.string(),
      input: z.string(),
      expects: z.string(),
      salt: z.string(),
      seal: z.string(),
      subjects: z.array(z.string()).max(20),
      preview: z.string(),
      effectsDigest: z.string(),
      reason: zWhy.nullable(),
    }),
    output: z.object({ requestId: z.string(), approvers: z.string(), expiresAt: z.string() }),
    internal: true,
  }),
  expireRequests: command('company.expireRequests', {
    permission: 'public',
    summary: 'Close requests nobody decided on in time, a bounded number at once',
    input: z.strictObject({}),
    output: z.object({ expired: z.int(), more: z.boolean() }),
    internal: true,
  }),

  listApprovalPolicies: query('company.listApprovalPolicies', {
    permission: 'company.read',
    summary: 'Which commands wait for approval, above which value, and by whom',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(zPolicyRow) }),
  }),
  listApprovables: query('company.listApprovables', {
    permission: 'company.read',
    summary: 'Operations a policy can be made for, and permissions that can make an approver',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(z.object({ operation: z.string(), summary: z.string() })), permissions: z.array(z.string()) }),
  }),
  listApprovals: query('company.listApprovals', {
    permission: 'company.read',
    summary: 'Requests that wait for me, that I made, or that are done, newest first; pages by `before`, the id of the last row seen',
    input: z.strictObject({
      view: z.enum(['for-me', 'mine', 'done']),
      before: zRequest.optional(),
      limit: z.int().min(1).max(200).default(100),
    }),
    output: z.object({ rows: z.array(zRequestRow), next: z.string().nullable() }),
  }),
  getApproval: query('company.getApproval', {
    permission: 'company.read',
    summary: 'One request with what its command would do, as seen when it was asked for',
    input: z.strictObject({ requestId: zRequest }),
    output: zRequestRow.extend({ preview: zPreview }),
    refusals: [notFound],
  }),
  countApprovals: query('company.countApprovals', {
    permission: 'company.read',
    summary: 'How many requests wait for a decision of mine',
    input: z.strictObject({}),
    output: z.object({ forMe: z.int() }),
  }),
  listDelegations: query('company.listDelegations', {
    permission: 'company.read',
    summary: 'Who decides for me and for whom I decide, running and to come',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          userId: z.string(),
          user: z.string(),
          delegateId: z.string(),
          delegate: z.string(),
          from: z.string(),
          to: z.string(),
          mine: z.boolean(),
        }),
      ),
      /** people one may hand decisions to */
      people: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  }),
};
