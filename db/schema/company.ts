import { bool, day, id, instant, int, json, looseRef, ref, revision, seq, table, text, word } from './dsl.ts';

export const company = table('company', {
  kind: 'record',
  columns: {
    id: id(),
    name: text(),
    currency: text(),
    zone: text(),
    country: text(),
    chart: text(),
    created_at: instant(),
    revision: revision(),
  },
});

/** Policies and preferences by key; the value is JSON text checked by the contract. */
export const setting = table('setting', {
  kind: 'record',
  columns: { key: text(), value: json(), revision: revision() },
  primaryKey: ['key'],
});

/** Why somebody changed the company or a setting: `about` names it as `expect` does (`setting/policy.backorder`). */
export const reasonGiven = table('reason_given', {
  kind: 'record',
  columns: { about: text(), seq: seq(), reason: text() },
  primaryKey: ['about', 'seq'],
});

export const appUser = table('app_user', {
  kind: 'record',
  columns: {
    id: id(),
    login: text().asPersonal(),
    name: text().asPersonal(),
    active: bool().or(1),
    revision: revision(),
  },
  unique: [['login']],
});

export const role = table('role', {
  kind: 'record',
  columns: { id: text(), name: text(), revision: revision() },
});

export const rolePermission = table('role_permission', {
  kind: 'record',
  columns: { role_id: ref('role'), permission: text() },
  primaryKey: ['role_id', 'permission'],
  lineOf: { table: 'role', column: 'role_id' },
});

export const userRole = table('user_role', {
  kind: 'record',
  columns: { user_id: ref('app_user'), role_id: ref('role') },
  primaryKey: ['user_id', 'role_id'],
  lineOf: { table: 'app_user', column: 'user_id' },
});

/** Rows a role of a user is limited to: scope kind (warehouse, channel) and the id allowed. No row of a kind = all. */
export const userScope = table('user_scope', {
  kind: 'record',
  columns: { user_id: ref('app_user'), scope_kind: word('warehouse', 'channel'), scope_id: text() },
  primaryKey: ['user_id', 'scope_kind', 'scope_id'],
  lineOf: { table: 'app_user', column: 'user_id' },
});

export const apiToken = table('api_token', {
  kind: 'record',
  columns: {
    id: id(),
    user_id: ref('app_user'),
    name: text(),
    token_hash: text(),
    /** JSON list of permissions the token is cut down to, of those its user holds; null: all of them */
    permissions: json().orNull(),
    /** 1: asks, never changes anything */
    read_only: bool().or(0),
    created_at: instant(),
    expires_at: instant().orNull(),
    revoked_at: instant().orNull(),
    revision: revision(),
  },
  unique: [['token_hash']],
});

/** How somebody proves who they are. Kept out of the change history on purpose: an old password must not be found there. */
export const userPassword = table('user_password', {
  kind: 'system',
  columns: {
    user_id: ref('app_user'),
    hash: text(),
    changed_at: instant(),
  },
  primaryKey: ['user_id'],
});

/**
 * Tries to sign in under a name that were not right, by the SHA-256 of the name as typed: names that exist and names that do not
 * are counted and locked alike, so that nobody learns from a lock which is which. A row is forgotten after a quiet day.
 */
export const signInName = table('sign_in_name', {
  kind: 'system',
  columns: { name_hash: text(), failures: int(), locked_until: instant().orNull(), last_at: instant() },
  primaryKey: ['name_hash'],
  indexes: [['last_at']],
});

/** The key of somebody's code generator (TOTP), sealed by the host; and the last 30-second step a code was taken for. */
export const userSecondFactor = table('user_second_factor', {
  kind: 'system',
  columns: {
    user_id: ref('app_user'),
    sealed_secret: text(),
    /** null until a first code has shown that the generator works */
    confirmed_at: instant().orNull(),
    last_step: int().or(0),
  },
  primaryKey: ['user_id'],
});

/** Codes for the day the generator is lost: SHA-256 each, used once. */
export const userRecoveryCode = table('user_recovery_code', {
  kind: 'system',
  columns: { user_id: ref('app_user'), code_hash: text(), used_at: instant().orNull() },
  primaryKey: ['user_id', 'code_hash'],
});

/** A signed-in browser (`session`) or a one-time way in (`link`). Only the SHA-256 of its secret is here. */
export const userSession = table('user_session', {
  kind: 'system',
  columns: {
    id: id(),
    user_id: ref('app_user'),
    kind: word('session', 'link'),
    secret_hash: text(),
    device: text(),
    /** where it came from when it was opened */
    address: text().orNull(),
    created_at: instant(),
    /** last sign of the person, to the minute */
    last_seen_at: instant().orNull(),
    expires_at: instant(),
    ended_at: instant().orNull(),
    /** opened by a one-time link, which is proof enough to choose a new password */
    by_link: bool().or(0),
  },
  unique: [['secret_hash']],
  indexes: [['user_id', 'created_at', 'id']],
});

/** Gapless human numbers: one row per series and year. Rolled back with the command that took a number. */
export const numberSeries = table('number_series', {
  kind: 'system',
  columns: { code: text(), year: int(), next: int() },
  primaryKey: ['code', 'year'],
});

export const reasonCode = table('reason_code', {
  kind: 'record',
  columns: {
    code: text(),
    kind: word('count', 'write-down', 'return', 'hold-release', 'refund', 'cancel', 'price-override', 'role-change', 'scan-override'),
    text: text(),
    /** account role a stock difference with this reason posts to; null: the default of its kind */
    account_role: text().orNull(),
    revision: revision(),
  },
  primaryKey: ['code'],
});

/**
 * Which commands need somebody else's consent, and from what value on. `measure` is what is read from the effects of the command:
 * the value it posts (debit side, company currency), the records it touches, or nothing (`always`).
 */
export const approvalPolicy = table('approval_policy', {
  kind: 'record',
  columns: {
    code: text(),
    name: text(),
    operation: text(),
    measure: word('posted', 'records', 'always'),
    /** minor units or records; only more than this needs approval */
    above: int(),
    approver_kind: word('permission', 'role'),
    approver: text(),
    expires_days: int(),
    active: bool(),
    revision: revision(),
  },
  primaryKey: ['code'],
});

/** A command that waits for approval, with the policy as it stood and what the command would do. */
export const approvalRequest = table('approval_request', {
  kind: 'record',
  columns: {
    id: id(),
    state: word('waiting', 'executed', 'declined', 'withdrawn', 'expired'),
    policy_code: ref('approval_policy', 'code'),
    measure: word('posted', 'records', 'always'),
    value: int(),
    above: int(),
    approver_kind: word('permission', 'role'),
    approver: text(),
    command_id: text(),
    operation: text(),
    /** salted hash of the input, which is kept apart until the request is settled */
    seal: text(),
    requester_id: looseRef(),
    device: text(),
    asked_at: instant(),
    reason: text().orNull(),
    expires_at: instant(),
    /** ids the input names, for the sentence that says what it is about: JSON list */
    subjects: json(),
    effects_digest: text(),
    /** effects without single rows: JSON of the contract's preview */
    preview: json(),
    decided_by: looseRef().orNull(),
    /** whose right it was, where the decision was made for somebody else */
    decided_for: looseRef().orNull(),
    decided_at: instant().orNull(),
    decision_reason: text().orNull(),
    /** commit of the executed command */
    executed_seq: int().orNull(),
    revision: revision(),
  },
  unique: [['command_id']],
  indexes: [
    ['state', 'id'],
    ['requester_id', 'id'],
  ],
});

/** Input of a waiting command and what its asker had looked at. Goes when the request is settled; its seal stays. */
export const approvalInput = table('approval_input', {
  kind: 'system',
  columns: { request_id: ref('approval_request'), input: json(), expects: json(), salt: text() },
  primaryKey: ['request_id'],
});

/** Somebody decides for somebody else from one day to another. */
export const approvalDelegation = table('approval_delegation', {
  kind: 'record',
  columns: {
    id: id(),
    user_id: ref('app_user'),
    delegate_id: ref('app_user'),
    from_on: day(),
    to_on: day(),
    ended_at: instant().orNull(),
    revision: revision(),
  },
  indexes: [
    ['delegate_id', 'id'],
    ['user_id', 'id'],
  ],
});

/** How somebody wants to see a list: columns, order and filters, under a name. Shared ones are everybody's to use. */
export const savedView = table('saved_view', {
  kind: 'record',
  columns: {
    id: id(),
    /** name of the list in the contract, such as sales.orders */
    list: text(),
    name: text(),
    /** who made it; the owner's user id, or the desktop's */
    owner_id: looseRef(),
    shared: bool().or(0),
    layout: json(),
    revision: revision(),
  },
  indexes: [['list', 'id']],
});
