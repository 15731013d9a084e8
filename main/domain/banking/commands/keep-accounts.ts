import { accountTaken, bankingOperations, homeCurrencyOnly } from '../../../../preload/contract/banking.ts';
import { alreadyExists } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { accountFacts, ensureAccount } from '../../accounting/index.ts';
import { handleCommand } from '../../handler.ts';
import { insertBankAccount, updateBankAccount } from '../store.ts';
import { loadBankAccount } from '../take-statements.ts';

/** The database would refuse it too; here the asker learns which. */
async function assertFree(
  ctx: CommandContext,
  by: { readonly name?: string | undefined; readonly number?: string | undefined },
  own?: string,
) {
  const rows = await ctx.tx.db.selectFrom('bank_account').select(['id', 'name', 'number']).execute();
  const twin = rows.find((r) => r.id !== own && (r.name === by.name || (r.number !== null && r.number === by.number)));
  if (twin) throw refuse(alreadyExists, { kind: 'Bank account', id: twin.number ?? twin.name });
}

/** The account of the chart a new bank account is kept on: the one named, or one of its own beside `bank`. */
async function accountFor(
  ctx: CommandContext,
  input: { accountId?: string | undefined; name: string },
  bankAccountId: string,
): Promise<string> {
  if (input.accountId === undefined) {
    const beside = (await ctx.tx.db.selectFrom('bank_account').select('id').execute()).length + 1;
    return ensureAccount(ctx, {
      beside: 'bank',
      suffix: String(beside),
      name: input.name,
      role: `bank/${bankAccountId}`,
    });
  }
  const account = await accountFacts(ctx, input.accountId);
  const taken = await ctx.tx.db.selectFrom('bank_account').select('id').where('account_id', '=', account.id).executeTakeFirst();
  if (taken || account.openItems || account.managedBy !== null) throw refuse(accountTaken, { account: `${account.code} ${account.name}` });
  return account.id;
}

export const openBankAccount = handleCommand(bankingOperations.openBankAccount, async (ctx, input) => {
  const home = ctx.company.currency;
  if (input.currency !== home) throw refuse(homeCurrencyOnly, { currency: input.currency, home });
  await assertFree(ctx, input);
  const bankAccountId = input.id ?? ctx.newId('bka');
  const accountId = await accountFor(ctx, input, bankAccountId);
  await insertBankAccount(ctx, {
    id: bankAccountId,
    name: input.name,
    account_id: accountId,
    number: input.number ?? null,
    currency: input.currency,
    start_balance: input.startBalance,
    balance: input.startBalance,
    balance_on: null,
    mapping: input.mapping === undefined ? null : JSON.stringify(input.mapping),
    active: 1,
    revision: 1,
  });
  return { bankAccountId, accountId };
});

export const changeBankAccount = handleCommand(bankingOperations.changeBankAccount, async (ctx, input) => {
  const account = await loadBankAccount(ctx.tx, input.bankAccountId);
  await assertFree(ctx, input, account.id);
  await updateBankAccount(ctx, account, {
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.number === undefined ? {} : { number: input.number }),
    ...(input.mapping === undefined ? {} : { mapping: JSON.stringify(input.mapping) }),
    ...(input.active === undefined ? {} : { active: input.active ? 1 : 0 }),
  });
  return { bankAccountId: account.id };
});
