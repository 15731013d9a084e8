import type { Insertable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import type { JournalCode, LockKind } from '../../../preload/contract/accounting.ts';
import { LOCK_KINDS } from '../../../preload/contract/accounting.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import type { CommandContext, LedgerRow } from '../../engine/context.ts';
import type { AccountType } from './model.ts';
import { NOTHING_LOCKED } from './rules.ts';

/** The room's only write SQL. What changes the chart or the locks says so: both stand between commands. */

export interface NewAccount {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly type: AccountType;
  readonly openItems: boolean;
  readonly managedBy: string | null;
}

export async function insertAccounts(ctx: CommandContext, accounts: readonly NewAccount[]): Promise<void> {
  await ctx.tx.insertMany(
    'account',
    accounts.map((a) => ({
      id: a.id,
      code: a.code,
      name: a.name,
      type: a.type,
      open_items: a.openItems ? (1 as const) : (0 as const),
      managed_by: a.managedBy,
      active: 1 as const,
      revision: 1,
    })),
  );
  ctx.forget('account');
}

export async function updateAccount(
  ctx: CommandContext,
  id: string,
  revision: number,
  set: { name?: string; active?: 0 | 1 },
): Promise<void> {
  await ctx.tx.db
    .updateTable('account')
    .set({ ...set, revision: revision + 1 })
    .where('id', '=', id)
    .execute();
  ctx.forget('account');
}

export async function insertRoles(ctx: CommandContext, roles: readonly { role: string; accountId: string }[]): Promise<void> {
  await ctx.tx.insertMany(
    'account_role',
    roles.map((r) => ({ role: r.role, account_id: r.accountId, revision: 1 })),
  );
  ctx.forget('account_role');
}

/** Moves a role to another account. */
export async function updateRole(ctx: CommandContext, role: string, accountId: string): Promise<void> {
  await ctx.tx.db
    .updateTable('account_role')
    .set((eb) => ({ account_id: accountId, revision: eb('revision', '+', 1) }))
    .where('role', '=', role)
    .execute();
  ctx.forget('account_role');
}

export async function insertGroups(
  ctx: CommandContext,
  groups: readonly Omit<Insertable<DB['account_group']>, 'revision'>[],
): Promise<void> {
  await ctx.tx.insertMany(
    'account_group',
    groups.map(({ code, name, stage, position }) => ({ code, name, stage, position, revision: 1 })),
  );
}

export async function updateGroup(
  ctx: CommandContext,
  code: string,
  set: Pick<Insertable<DB['account_group']>, 'name' | 'stage' | 'position'>,
): Promise<void> {
  await ctx.tx.db
    .updateTable('account_group')
    .set((eb) => ({ ...set, revision: eb('revision', '+', 1) }))
    .where('code', '=', code)
    .execute();
}

export async function insertPlaces(ctx: CommandContext, places: readonly { accountId: string; group: string }[]): Promise<void> {
  await ctx.tx.insertMany(
    'account_place',
    places.map((p) => ({ account_id: p.accountId, group_code: p.group, revision: 1 })),
  );
}

export async function updatePlace(ctx: CommandContext, accountId: string, group: string): Promise<void> {
  await ctx.tx.db
    .updateTable('account_place')
    .set((eb) => ({ group_code: group, revision: eb('revision', '+', 1) }))
    .where('account_id', '=', accountId)
    .execute();
}

export async function insertJournals(ctx: CommandContext, journals: readonly { code: JournalCode; name: string }[]): Promise<void> {
  await ctx.tx.insertMany(
    'journal',
    journals.map((j) => ({ ...j, revision: 1 })),
  );
}

/** One row per kind from the start, so that setting a lock is always an edit with the revision that was looked at. */
export async function insertLocks(ctx: CommandContext): Promise<void> {
  await ctx.tx.insertMany(
    'posting_lock',
    LOCK_KINDS.map((kind) => ({ kind, through: NOTHING_LOCKED, set_at: ctx.now, revision: 1 })),
  );
  ctx.forget('posting_lock');
}

export async function updateLock(ctx: CommandContext, kind: LockKind, through: Day): Promise<void> {
  await ctx.tx.db
    .updateTable('posting_lock')
    .set((eb) => ({ through, set_at: ctx.now, revision: eb('revision', '+', 1) }))
    .where('kind', '=', kind)
    .execute();
  ctx.forget('posting_lock');
}

export async function insertException(ctx: CommandContext, row: Insertable<DB['lock_exception']>): Promise<void> {
  await ctx.tx.insertMany('lock_exception', [row]);
  ctx.forget('lock_exception');
}

export async function endException(ctx: CommandContext, id: string, revision: number): Promise<void> {
  await ctx.tx.updateMany('lock_exception', ['id'], [{ id, ended_at: ctx.now, revision: revision + 1 }]);
  ctx.forget('lock_exception');
}

export async function insertReopening(ctx: CommandContext, row: Insertable<DB['lock_reopening']>): Promise<void> {
  await ctx.tx.insertMany('lock_reopening', [row]);
}

export async function insertDimensionSets(ctx: CommandContext, rows: readonly Insertable<DB['dimension_set']>[]): Promise<void> {
  if (rows.length === 0) return;
  await ctx.tx.insertMany('dimension_set', rows);
  ctx.forget('dimension_set');
}

/** Complete entries: the seal comes last, and its trigger sums the lines. */
export async function appendEntries(
  ctx: CommandContext,
  entries: readonly LedgerRow<'journal_entry'>[],
  lines: readonly LedgerRow<'journal_line'>[],
  seals: readonly LedgerRow<'journal_seal'>[],
): Promise<void> {
  await ctx.append('journal_entry', entries);
  await ctx.append('journal_line', lines);
  await ctx.append('journal_seal', seals);
}

/** Adds what was posted to the balances per account, day and dimension set. */
export async function addBalances(ctx: CommandContext, rows: readonly Insertable<DB['account_balance']>[]): Promise<void> {
  await ctx.tx.insertMany('account_balance', rows, { key: ['account_id', 'day', 'dimension_id'], add: ['amount', 'debit', 'lines'] });
}

/** Adds what was posted to the residuals; party, currency, opening day and due day stay those of the first line. */
export async function addOpenItems(ctx: CommandContext, rows: readonly Insertable<DB['open_item']>[]): Promise<void> {
  await ctx.tx.insertMany('open_item', rows, { key: ['account_id', 'item_key'], add: ['residual', 'doc_residual'] });
}

export async function appendMatch(ctx: CommandContext, row: LedgerRow<'item_match'>): Promise<void> {
  await ctx.append('item_match', [row]);
  const { account_id, matched_on, amount, doc_amount } = row;
  // Both items exist (the rule looked at them); opening day and currency given here are not written over theirs.
  const item = { account_id, party_id: null, currency: '', opened_on: matched_on, due_on: null };
  await addOpenItems(ctx, [
    { ...item, item_key: row.from_key, residual: -amount, doc_residual: -doc_amount },
    { ...item, item_key: row.to_key, residual: amount, doc_residual: doc_amount },
  ]);
}

export async function insertPayments(ctx: CommandContext, rows: readonly Insertable<DB['payment']>[]): Promise<void> {
  await ctx.tx.insertMany('payment', rows);
}
