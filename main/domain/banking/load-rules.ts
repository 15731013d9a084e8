import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { zRuleConditions, zRuleLine } from '../../../preload/contract/banking-rules.ts';
import { type Rule, ruleOf } from './rules.ts';

/** Rows of rules in sequence. */
export const allRules = (tx: Connection<DB>) =>
  tx.db
    .selectFrom('bank_rule as r')
    .leftJoin('bank_account as b', 'b.id', 'r.bank_account_id')
    .selectAll('r')
    .select('b.name as bankAccountName')
    .orderBy('r.position')
    .orderBy('r.id')
    .execute();

/** Rules in use, in sequence, ready to be held against lines. */
export async function rulesInUse(tx: Connection<DB>): Promise<Rule[]> {
  return (await allRules(tx))
    .filter((r) => r.active === 1)
    .map((r) =>
      ruleOf({
        id: r.id,
        name: r.name,
        bankAccountId: r.bank_account_id,
        conditions: zRuleConditions.parse(JSON.parse(r.conditions)),
        lines: zRuleLine.array().parse(JSON.parse(r.lines)),
      }),
    );
}
