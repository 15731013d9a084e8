import { z } from 'zod';
import { notFound, outOfScope, unknownOperation } from './engine.ts';
import { command, query } from './operation.ts';
import { zPermission } from './permission.ts';
import { whyFields, whyRefusals } from './reason.ts';
import { refusal } from './refusal.ts';
import { codeRefused, linkUsed, noSecondFactor, signInLocked } from './sign-in.ts';
import { zCode, zRef, zText } from './values/field.ts';
import { zInstant } from './values/instant.ts';

const zHash = z.string().regex(/^[0-9a-f]{64}$/);

/** What is remembered of a browser that signs in. */
const newSession = { secretHash: zHash, device: zText, address: z.string().max(60).nullable(), expiresAt: zInstant };

const zUserRow = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  active: z.number().int(),
  revision: z.number().int(),
  roles: z.array(z.string()),
  secondFactor: z.boolean(),
});

const zScopeRow = z.object({ id: z.string(), code: z.string(), name: z.string() });

const zSessionRow = z.object({
  id: z.string(),
  kind: z.enum(['session', 'link']),
  device: z.string(),
  address: z.string().nullable(),
  createdAt: z.string(),
  lastSeenAt: z.string().nullable(),
  expiresAt: z.string(),
  endedAt: z.string().nullable(),
});

const zTokenRow = z.object({
  id: z.string(),
  name: z.string(),
  /** null: all that its user may do */
  permissions: z.array(z.string()).nullable(),
  readOnly: z.boolean(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  revision: z.number().int(),
});

export const unknownRole = refusal(
  'company.unknownRole',
  z.object({ role: z.string() }),
  (p) => `There is no role ${p.role}. Create it first, or use one of the roles listed.`,
);

export const unknownUser = refusal('company.unknownUser', z.object({ user: z.string() }), (p) => `There is no user ${p.user}.`);

export const beyondOwnRights = refusal(
  'company.beyondOwnRights',
  z.object({ permission: z.string() }),
  (p) => `This concerns somebody or something with the permission ${p.permission}, which you do not hold yourself. Ask an owner.`,
);

export const notYourToken = refusal(
  'company.notYourToken',
  z.object({}),
  () => 'Only the person a token stands for, or an owner, makes and revokes it.',
);

export const notByToken = refusal(
  'company.notByToken',
  z.object({}),
  () => 'A token cannot make tokens: it would outlive what it was given. Sign in to make one.',
);

export const lastOwner = refusal(
  'company.lastOwner',
  z.object({ user: z.string() }),
  () => 'A company needs at least one active owner. Make somebody else owner first.',
);

export const loginTaken = refusal(
  'company.loginTaken',
  z.object({ login: z.string() }),
  (p) => `The sign-in name ${p.login} is taken. Choose another.`,
);

/** People of the company: users, roles, sessions, second factors, tokens, and what each may do and why. */
export const peopleOperations = {
  createUser: command('company.createUser', {
    permission: 'company.users',
    summary: 'Add a person who may sign in',
    input: z.strictObject({ id: zRef.optional(), login: zText, name: zText, roles: z.array(zCode).max(20) }),
    output: z.object({ userId: z.string() }),
    refusals: [unknownRole, beyondOwnRights],
  }),
  setUserRoles: command('company.setUserRoles', {
    permission: 'company.users',
    summary: 'Replace the roles of a user',
    input: z.strictObject({ userId: zRef, roles: z.array(zCode).max(20), ...whyFields }),
    output: z.object({ userId: z.string() }),
    refusals: [unknownRole, unknownUser, lastOwner, beyondOwnRights, outOfScope, ...whyRefusals],
    edits: ({ userId }) => [userId],
  }),
  setUserScopes: command('company.setUserScopes', {
    permission: 'company.users',
    summary: 'Limit a user to warehouses and channels; an empty list of a kind means all',
    input: z.strictObject({ userId: zRef, warehouses: z.array(zRef).max(200), channels: z.array(zRef).max(200) }),
    output: z.object({ userId: z.string() }),
    refusals: [unknownUser, beyondOwnRights, outOfScope],
    edits: ({ userId }) => [userId],
  }),
  deactivateUser: command('company.deactivateUser', {
    permission: 'company.users',
    summary: 'End the access of a user and revoke their tokens',
    input: z.strictObject({ userId: zRef }),
    output: z.object({ userId: z.string() }),
    refusals: [unknownUser, lastOwner, beyondOwnRights],
    edits: ({ userId }) => [userId],
  }),
  setRole: command('company.setRole', {
    permission: 'company.users',
    summary: 'Create a role or replace its permissions',
    input: z.strictObject({ role: zCode, name: zText, permissions: z.array(zPermission).max(500), ...whyFields }),
    output: z.object({ role: z.string() }),
    refusals: [beyondOwnRights, ...whyRefusals],
    edits: ({ role }) => [`role/${role}`],
  }),
  createToken: command('company.createToken', {
    permission: 'company.tokens',
    summary: 'Register an API token by the SHA-256 of its secret; the secret itself never reaches the file',
    input: z.strictObject({
      id: zRef.optional(),
      userId: zRef,
      name: zText,
      tokenHash: zHash,
      /** cuts the token down to some of what its user may do */
      permissions: z.array(zPermission).min(1).max(100).optional(),
      readOnly: z.boolean().default(false),
      expiresAt: zInstant.optional(),
    }),
    output: z.object({ tokenId: z.string() }),
    refusals: [unknownUser, notYourToken, notByToken, beyondOwnRights],
  }),
  revokeToken: command('company.revokeToken', {
    permission: 'public',
    summary: "Revoke an API token of your own, or as an owner anybody's, now",
    input: z.strictObject({ tokenId: zRef }),
    output: z.object({ tokenId: z.string() }),
    refusals: [notFound, notYourToken],
    edits: ({ tokenId }) => [tokenId],
  }),
  openSession: command('company.openSession', {
    permission: 'public',
    summary: 'Remember a signed-in browser by the SHA-256 of its secret, after the door has proved who it is',
    input: z.strictObject({ userId: zRef, ...newSession }),
    output: z.object({ sessionId: z.string() }),
    internal: true,
  }),
  makeLink: command('company.makeLink', {
    permission: 'public',
    summary: 'Make a one-time way in for a user; the secret itself never reaches the file',
    input: z.strictObject({ userId: zRef, secretHash: zHash, expiresAt: zInstant }),
    output: z.object({ linkId: z.string() }),
    refusals: [beyondOwnRights],
    internal: true,
  }),
  redeemLink: command('company.redeemLink', {
    permission: 'public',
    summary: 'Turn a one-time link into a session; the link is spent',
    input: z.strictObject({ linkHash: zHash, ...newSession }),
    output: z.object({ sessionId: z.string() }),
    refusals: [linkUsed],
    internal: true,
  }),
  reserveTry: command('company.reserveTry', {
    permission: 'public',
    summary: 'Count a try to sign in under a name before anything is compared, so that tries at the same moment are counted too',
    input: z.strictObject({ nameHash: zHash }),
    output: z.object({ failures: z.number().int() }),
    refusals: [signInLocked],
    internal: true,
  }),
  endTry: command('company.endTry', {
    permission: 'public',
    summary: 'Say what became of a try: right forgets the wrong ones, half (right but for the code) takes it back, wrong leaves it counted',
    input: z.strictObject({ nameHash: zHash, outcome: z.enum(['right', 'half', 'wrong']), userId: zRef.optional() }),
    output: z.object({ lockedUntil: z.string().nullable() }),
    internal: true,
  }),
  setPassword: command('company.setPassword', {
    permission: 'public',
    summary: "Set the hash of a user's password, open the lock on their name and end their other sessions",
    input: z.strictObject({ userId: zRef, nameHash: zHash, hash: z.string().min(20).max(400), keepSession: zRef.optional() }),
    output: z.object({ ended: z.number().int() }),
    internal: true,
  }),
  offerSecondFactor: command('company.offerSecondFactor', {
    permission: 'public',
    summary: 'Keep the sealed key of a code generator until a first code confirms it',
    input: z.strictObject({ userId: zRef, sealed: z.string().min(20).max(400) }),
    output: z.object({ userId: z.string() }),
    internal: true,
  }),
  confirmSecondFactor: command('company.confirmSecondFactor', {
    permission: 'public',
    summary: 'Ask for codes of the generator from now on, keep the hashes of the recovery codes, end other sessions',
    input: z.strictObject({ userId: zRef, step: z.int().min(0), codeHashes: z.array(zHash).length(10), keepSession: zRef.optional() }),
    output: z.object({ userId: z.string() }),
    refusals: [noSecondFactor, codeRefused],
    internal: true,
  }),
  useCode: command('company.useCode', {
    permission: 'public',
    summary: 'Take the code of one 30-second step, once; or one recovery code, once',
    input: z.union([z.strictObject({ userId: zRef, step: z.int().min(0) }), z.strictObject({ userId: zRef, codeHash: zHash })]),
    output: z.object({ userId: z.string() }),
    refusals: [codeRefused],
    internal: true,
  }),
  removeSecondFactor: command('company.removeSecondFactor', {
    permission: 'public',
    summary: 'Ask somebody no longer for codes, after the door has proved that they hold one',
    input: z.strictObject({ userId: zRef }),
    output: z.object({ userId: z.string() }),
    internal: true,
  }),
  resetSecondFactor: command('company.resetSecondFactor', {
    permission: 'company.users',
    summary: 'Forget the code generator and recovery codes of somebody who lost them, and sign them out everywhere',
    input: z.strictObject({ userId: zRef }),
    output: z.object({ userId: z.string(), ended: z.number().int() }),
    refusals: [unknownUser, beyondOwnRights, outOfScope],
  }),
  endSession: command('company.endSession', {
    permission: 'public',
    summary: 'Sign a browser out',
    input: z.strictObject({ sessionId: zRef }),
    output: z.object({ sessionId: z.string() }),
    internal: true,
  }),
  endOwnSession: command('company.endOwnSession', {
    permission: 'public',
    summary: 'Sign out one of your own browsers',
    input: z.strictObject({ sessionId: zRef }),
    output: z.object({ sessionId: z.string() }),
    refusals: [notFound],
  }),
  endSessions: command('company.endSessions', {
    permission: 'company.users',
    summary: 'Sign a user out everywhere, links included',
    input: z.strictObject({ userId: zRef }),
    output: z.object({ ended: z.number().int() }),
    refusals: [unknownUser, beyondOwnRights],
  }),
  listSessions: query('company.listSessions', {
    permission: 'company.users',
    summary: 'Signed-in browsers of a user, newest first',
    input: z.strictObject({ userId: zRef }),
    output: z.object({ rows: z.array(zSessionRow) }),
  }),
  listOwnSessions: query('company.listOwnSessions', {
    permission: 'public',
    summary: 'Your own signed-in browsers, newest first',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(zSessionRow.extend({ current: z.boolean() })) }),
  }),
  listTokens: query('company.listTokens', {
    permission: 'company.users',
    summary: 'API tokens of a user, newest first',
    input: z.strictObject({ userId: zRef }),
    output: z.object({ rows: z.array(zTokenRow) }),
  }),
  listOwnTokens: query('company.listOwnTokens', {
    permission: 'public',
    summary: 'Your own API tokens, newest first',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(zTokenRow) }),
  }),
  listUsers: query('company.listUsers', {
    permission: 'company.users',
    summary: 'Users with their roles',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(zUserRow) }),
  }),
  listRoles: query('company.listRoles', {
    permission: 'company.users',
    summary: 'Roles with their permissions',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          role: z.string(),
          name: z.string(),
          revision: z.number().int(),
          permissions: z.array(z.string()),
          /** What this version gives a new company's role of that name; null for the company's own roles. */
          standard: z.array(z.string()).nullable(),
        }),
      ),
    }),
  }),
  listPermissions: query('company.listPermissions', {
    permission: 'company.users',
    summary: 'Every permission there is, with the operations it opens',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          permission: z.string(),
          operations: z.array(z.object({ operation: z.string(), kind: z.enum(['command', 'query']), summary: z.string() })),
        }),
      ),
    }),
  }),
  explainPermission: query('company.explainPermission', {
    permission: 'company.users',
    wholeCompany: true,
    summary:
      'What a user may do at this moment and why: each operation, or one, with the roles that grant it and the rows it is limited to',
    input: z.strictObject({ userId: zRef, operation: z.string().max(100).optional() }),
    output: z.object({
      user: z.object({ id: z.string(), login: z.string(), name: z.string(), active: z.boolean() }),
      /** null: all of them */
      warehouses: z.array(zScopeRow).nullable(),
      channels: z.array(zScopeRow).nullable(),
      rows: z.array(
        z.object({
          operation: z.string(),
          kind: z.enum(['command', 'query']),
          summary: z.string(),
          permission: z.string(),
          allowed: z.boolean(),
          /** why so: `public` takes no permission, `limited` answers for the whole company only, `inactive` may not come in at all */
          because: z.enum(['granted', 'public', 'noRole', 'limited', 'inactive']),
          through: z.array(z.object({ role: z.string(), name: z.string(), grant: z.string() })),
        }),
      ),
    }),
    refusals: [unknownUser, unknownOperation],
  }),
};
