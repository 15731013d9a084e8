import { z } from 'zod';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { linkUsed } from './sign-in.ts';
import { viewOperations } from './views.ts';

const zText = z.string().trim().min(1).max(200);
const zCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'letters, digits, dot, dash, underscore; at most 40');
const zId = z.string().min(3).max(80);
const zHash = z.string().regex(/^[0-9a-f]{64}$/);
const zInstantText = z.string().length(24);

/** Policies a company chooses; each has a default that suits a small mid-market shop. */
export const zPolicies = z.strictObject({
  /** Cost of sales is posted at shipment ('delivery') or with the invoice ('invoice'). */
  costOfSales: z.enum(['delivery', 'invoice']).optional(),
  allocateAt: z.enum(['confirmation', 'manual']).optional(),
  backorder: z.enum(['always', 'never']).optional(),
  taxRounding: z.enum(['line', 'document']).optional(),
  /** Days that finished jobs and sent effects stay in the lists; the audit log is kept for ever. */
  keepQueueDays: z.int().min(1).max(3650).optional(),
});
/** Every policy, chosen or default. */
export type Policies = { [K in keyof z.output<typeof zPolicies>]-?: NonNullable<z.output<typeof zPolicies>[K]> };

export const zCompanySpec = z.strictObject({
  id: zId.optional(),
  name: zText,
  currency: z.string().regex(/^[A-Z]{3}$/),
  zone: z.string().min(1).max(60),
  country: z.string().regex(/^[A-Z]{2}$/),
  chart: z.enum(['generic']).default('generic'),
  warehouses: z
    .array(z.strictObject({ id: zId.optional(), code: zCode, name: zText, country: z.string().regex(/^[A-Z]{2}$/) }))
    .min(1)
    .max(50),
  policies: zPolicies.default({}),
  owner: z.strictObject({ id: zId.optional(), login: zText, name: zText }),
});
export type CompanySpec = z.output<typeof zCompanySpec>;

export const companyExists = refusal(
  'company.exists',
  z.object({ name: z.string() }),
  (p) => `This file already holds the company ${p.name}. Create another company in a file of its own.`,
);
export const unknownZone = refusal(
  'company.unknownZone',
  z.object({ zone: z.string() }),
  (p) => `${p.zone} is not a time zone. Use an IANA name such as Europe/London.`,
);
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

const zUserRow = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  active: z.number().int(),
  revision: z.number().int(),
  roles: z.array(z.string()),
});

export const companyOperations = {
  ...viewOperations,
  create: command('company.create', {
    permission: 'company.create',
    summary: 'Create the company of this file: currency, chart, warehouses, policies, owner',
    input: zCompanySpec,
    output: z.object({ companyId: z.string(), ownerId: z.string() }),
    refusals: [companyExists, unknownZone],
    internal: true,
  }),
  getCompany: query('company.getCompany', {
    permission: 'company.read',
    summary: 'Name, currency, zone, policies of the company',
    input: z.strictObject({}),
    output: z.object({
      id: z.string(),
      name: z.string(),
      currency: z.string(),
      zone: z.string(),
      country: z.string(),
      chart: z.string(),
      policies: z.record(z.string(), z.unknown()),
    }),
  }),
  setPolicies: command('company.setPolicies', {
    permission: 'company.write',
    summary: 'Choose policies of the company',
    input: zPolicies,
    output: z.object({ changed: z.number().int() }),
  }),
  createUser: command('company.createUser', {
    permission: 'company.users',
    summary: 'Add a person who may sign in',
    input: z.strictObject({ id: zId.optional(), login: zText, name: zText, roles: z.array(zCode).max(20) }),
    output: z.object({ userId: z.string() }),
    refusals: [unknownRole, loginTaken],
  }),
  setUserRoles: command('company.setUserRoles', {
    permission: 'company.users',
    summary: 'Replace the roles of a user',
    input: z.strictObject({ userId: zId, roles: z.array(zCode).max(20) }),
    output: z.object({ userId: z.string() }),
    refusals: [unknownRole, unknownUser, lastOwner],
    edits: ({ userId }) => [userId],
  }),
  setUserScopes: command('company.setUserScopes', {
    permission: 'company.users',
    summary: 'Limit a user to warehouses and channels; an empty list of a kind means all',
    input: z.strictObject({ userId: zId, warehouses: z.array(zId).max(200), channels: z.array(zId).max(200) }),
    output: z.object({ userId: z.string() }),
    refusals: [unknownUser, beyondOwnRights],
    edits: ({ userId }) => [userId],
  }),
  deactivateUser: command('company.deactivateUser', {
    permission: 'company.users',
    summary: 'End the access of a user and revoke their tokens',
    input: z.strictObject({ userId: zId }),
    output: z.object({ userId: z.string() }),
    refusals: [unknownUser, lastOwner, beyondOwnRights],
    edits: ({ userId }) => [userId],
  }),
  setRole: command('company.setRole', {
    permission: 'company.users',
    summary: 'Create a role or replace its permissions',
    input: z.strictObject({ role: zCode, name: zText, permissions: z.array(z.string().regex(/^(\*|[a-z]+\.(\*|[a-zA-Z-]+))$/)).max(500) }),
    output: z.object({ role: z.string() }),
    refusals: [beyondOwnRights],
    edits: ({ role }) => [`role/${role}`],
  }),
  createToken: command('company.createToken', {
    permission: 'company.tokens',
    summary: 'Register an API token by the SHA-256 of its secret; the secret itself never reaches the file',
    input: z.strictObject({
      id: zId.optional(),
      userId: zId,
      name: zText,
      tokenHash: zHash,
      expiresAt: z.string().length(24).optional(),
    }),
    output: z.object({ tokenId: z.string() }),
    refusals: [unknownUser, beyondOwnRights],
  }),
  revokeToken: command('company.revokeToken', {
    permission: 'company.tokens',
    summary: 'Revoke an API token now',
    input: z.strictObject({ tokenId: zId }),
    output: z.object({ tokenId: z.string() }),
    edits: ({ tokenId }) => [tokenId],
  }),
  openSession: command('company.openSession', {
    permission: 'public',
    summary: 'Remember a signed-in browser by the SHA-256 of its secret, after the door has proved who it is',
    input: z.strictObject({ userId: zId, secretHash: zHash, device: zText, expiresAt: zInstantText }),
    output: z.object({ sessionId: z.string() }),
    internal: true,
  }),
  makeLink: command('company.makeLink', {
    permission: 'public',
    summary: 'Make a one-time way in for a user; the secret itself never reaches the file',
    input: z.strictObject({ userId: zId, secretHash: zHash, expiresAt: zInstantText }),
    output: z.object({ linkId: z.string() }),
    refusals: [beyondOwnRights],
    internal: true,
  }),
  redeemLink: command('company.redeemLink', {
    permission: 'public',
    summary: 'Turn a one-time link into a session; the link is spent',
    input: z.strictObject({ linkHash: zHash, secretHash: zHash, device: zText, expiresAt: zInstantText }),
    output: z.object({ sessionId: z.string() }),
    refusals: [linkUsed],
    internal: true,
  }),
  noteTry: command('company.noteTry', {
    permission: 'public',
    summary: 'Count a wrong password, or forget the wrong ones after a right one',
    input: z.strictObject({ userId: zId, right: z.boolean() }),
    output: z.object({ lockedUntil: z.string().nullable() }),
    internal: true,
  }),
  setPassword: command('company.setPassword', {
    permission: 'public',
    summary: "Set the hash of a user's password and end that user's other sessions",
    input: z.strictObject({ userId: zId, hash: z.string().min(20).max(400), keepSession: zId.optional() }),
    output: z.object({ ended: z.number().int() }),
    internal: true,
  }),
  endSession: command('company.endSession', {
    permission: 'public',
    summary: 'Sign a browser out',
    input: z.strictObject({ sessionId: zId }),
    output: z.object({ sessionId: z.string() }),
    internal: true,
  }),
  endSessions: command('company.endSessions', {
    permission: 'company.users',
    summary: 'Sign a user out everywhere, links included',
    input: z.strictObject({ userId: zId }),
    output: z.object({ ended: z.number().int() }),
    refusals: [unknownUser, beyondOwnRights],
  }),
  listSessions: query('company.listSessions', {
    permission: 'company.users',
    summary: 'Signed-in browsers of a user, newest first',
    input: z.strictObject({ userId: zId }),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(['session', 'link']),
          device: z.string(),
          createdAt: z.string(),
          expiresAt: z.string(),
          endedAt: z.string().nullable(),
        }),
      ),
    }),
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
      rows: z.array(z.object({ role: z.string(), name: z.string(), revision: z.number().int(), permissions: z.array(z.string()) })),
    }),
  }),
  setReasonCode: command('company.setReasonCode', {
    permission: 'company.write',
    summary: 'Create or change a reason code and the account role its differences post to',
    input: z.strictObject({
      code: zCode,
      kind: z.enum(['count', 'write-down', 'return', 'hold-release', 'refund', 'cancel', 'price-override']),
      text: zText,
      accountRole: zCode.optional(),
    }),
    output: z.object({ code: z.string() }),
    edits: ({ code }) => [`reason_code/${code}`],
  }),
  listReasonCodes: query('company.listReasonCodes', {
    permission: 'company.read',
    summary: 'Reason codes',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({ code: z.string(), kind: z.string(), text: z.string(), accountRole: z.string().nullable(), revision: z.number().int() }),
      ),
    }),
  }),
};
