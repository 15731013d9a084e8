import { accountInUse, accountingOperations } from '../../../../preload/contract/accounting.ts';
import { alreadyExists } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { chartOf } from '../chart.ts';
import { balanceOf } from '../items.ts';
import type { AccountFacts } from '../model.ts';
import { insertAccounts, insertRoles, updateAccount, updateRole } from '../store.ts';

const inUse = (account: AccountFacts, reason: string) => refuse(accountInUse, { account: `${account.code} ${account.name}`, reason });

export const createAccount = handleCommand(accountingOperations.createAccount, async (ctx, input) => {
  const chart = await chartOf(ctx);
  if (chart.hasCode(input.code)) throw refuse(alreadyExists, { kind: 'Account', id: input.code });
  const id = input.id ?? ctx.newId('acc');
  const { code, name, type, openItems } = input;
  await insertAccounts(ctx, [{ id, code, name, type, openItems, managedBy: null }]);
  return { accountId: id };
});

/** An account that still plays a role or has a balance stays open for posting: closing it would stop other rooms. */
async function assertClosable(ctx: CommandContext, account: AccountFacts): Promise<void> {
  const [role] = (await chartOf(ctx)).rolesOf(account.id);
  if (role !== undefined) throw inUse(account, `it plays the role ${role}; assign the role to another account first`);
  if ((await balanceOf(ctx.tx, account.id)) !== 0) throw inUse(account, 'it has a balance; clear it first');
}

export const changeAccount = handleCommand(accountingOperations.changeAccount, async (ctx, input) => {
  const account = (await chartOf(ctx)).id(input.accountId);
  const name = input.name !== undefined && input.name !== account.name ? input.name : undefined;
  const active = input.active !== undefined && input.active !== account.active ? input.active : undefined;
  if (name === undefined && active === undefined) return { accountId: account.id };
  if (active === false) await assertClosable(ctx, account);
  await updateAccount(ctx, account.id, account.revision, {
    ...(name === undefined ? {} : { name }),
    ...(active === undefined ? {} : { active: active ? 1 : 0 }),
  });
  return { accountId: account.id };
});

/**
 * Gives a role to an account. What is open on the account that played it would no longer be found by those who settle
 * it, so an open-item role moves only when nothing is open and only to another open-item account.
 */
export const assignRole = handleCommand(accountingOperations.assignRole, async (ctx, input) => {
  const chart = await chartOf(ctx);
  const { role } = input;
  const target = chart.id(input.accountId);
  const own = chart.plays(role);
  if (own?.id === target.id) return { role };
  const before = own ?? (role.includes('/') ? chart.role(role) : undefined);
  if (!target.active) throw inUse(target, 'it is closed for posting');
  if (before && before.managedBy !== target.managedBy) throw inUse(before, `it is kept by ${before.managedBy ?? target.managedBy ?? ''}`);
  if (before && before.openItems !== target.openItems)
    throw inUse(
      target,
      before.openItems ? `the role ${role} needs an account kept by open item` : `the role ${role} is not kept by open item`,
    );
  if (own?.openItems && (await hasOpenItems(ctx, own.id)))
    throw inUse(own, `items are open on it under the role ${role}; settle them first`);
  if (own) await updateRole(ctx, role, target.id);
  else await insertRoles(ctx, [{ role, accountId: target.id }]);
  return { role };
});

async function hasOpenItems(ctx: CommandContext, accountId: string): Promise<boolean> {
  const row = await ctx.tx.db
    .selectFrom('open_item')
    .select('item_key')
    .where('account_id', '=', accountId)
    .where('residual', '<>', 0)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
