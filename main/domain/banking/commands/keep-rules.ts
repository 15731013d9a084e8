import { accountManaged, itemKeyMissing } from '../../../../preload/contract/accounting.ts';
import { bankRuleOperations, zRuleConditions, zRuleLine } from '../../../../preload/contract/banking-rules.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { accountFacts } from '../../accounting/index.ts';
import { handleCommand, handleQuery } from '../../handler.ts';
import { allRules } from '../load-rules.ts';
import { ruleOf } from '../rules.ts';
import { putRule } from '../store.ts';
import { loadBankAccount } from '../take-statements.ts';

/** Keeps a rule. Its patterns are read and its accounts looked at now, so that a rule that is kept can always be used. */
export const setBankRule = handleCommand(bankRuleOperations.setBankRule, async (ctx, input) => {
  if (input.bankAccountId !== undefined) await loadBankAccount(ctx.tx, input.bankAccountId);
  const id = input.ruleId ?? ctx.newId('bkr');
  ruleOf({ id, name: input.name, bankAccountId: null, conditions: input.conditions, lines: input.lines });
  for (const { accountId } of input.lines) {
    const account = await accountFacts(ctx, accountId);
    const named = `${account.code} ${account.name}`;
    if (account.managedBy !== null) throw refuse(accountManaged, { account: named, room: account.managedBy });
    if (account.openItems) throw refuse(itemKeyMissing, { account: named });
  }
  await putRule(ctx, {
    id,
    name: input.name,
    position: input.position,
    bank_account_id: input.bankAccountId ?? null,
    conditions: JSON.stringify(input.conditions),
    lines: JSON.stringify(input.lines),
    active: input.active ? 1 : 0,
  });
  return { ruleId: id };
});

export const listBankRules = handleQuery(bankRuleOperations.listBankRules, async (ctx) => {
  const rows = await allRules(ctx.tx);
  const accounts = await ctx.tx.db.selectFrom('account').select(['id', 'code', 'name']).execute();
  const named = new Map(accounts.map((a) => [a.id, `${a.code} ${a.name}`]));
  return {
    rows: rows.map((r) => ({
      id: r.id,
      name: r.name,
      position: r.position,
      bankAccountId: r.bank_account_id,
      bankAccountName: r.bankAccountName,
      conditions: zRuleConditions.parse(JSON.parse(r.conditions)),
      lines: zRuleLine
        .array()
        .parse(JSON.parse(r.lines))
        .map((l) => ({ ...l, accountName: named.get(l.accountId) ?? '' })),
      active: r.active === 1,
      revision: r.revision,
    })),
  };
});
