import type { Insertable, Selectable } from 'kysely';
import { type Connection, statement } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { zRuleScope, zRuleTest } from '../../../../preload/contract/sales-rules.ts';
import type { CommandContext, Standing } from '../../../engine/context.ts';
import { STANDARD_RULES } from './defaults.ts';
import type { HoldRule } from './model.ts';

type Tx = Connection<DB>;
type RuleRow = Selectable<DB['order_rule']>;

const allRules = statement<DB, Record<never, never>, RuleRow>((db) => db.selectFrom('order_rule').selectAll().orderBy('code'));

/** A rule with who looks after it. */
export interface OwnedRule extends HoldRule {
  readonly owner: { readonly kind: 'role' | 'user'; readonly id: string };
}

const ruleOf = (r: RuleRow): OwnedRule => ({
  code: r.code,
  name: r.name,
  test: zRuleTest.parse({ kind: r.kind, ...(JSON.parse(r.params) as Record<string, unknown>) }),
  severity: r.severity,
  scope: zRuleScope.parse(JSON.parse(r.scope)),
  owner: { kind: r.owner_kind, id: r.owner },
  slaHours: r.sla_hours,
  active: r.active === 1,
  revision: r.revision,
});

/** All rules of the company by code, those out of use too. */
export async function loadRules(tx: Tx): Promise<readonly OwnedRule[]> {
  return (await tx.run(allRules, {})).map(ruleOf);
}

const standing: Standing<readonly OwnedRule[]> = { tables: ['order_rule'], load: loadRules };

/** The rules as the command sees them. */
export const rulesOf = (ctx: CommandContext): Promise<readonly OwnedRule[]> => ctx.standing(standing);

/** A rule as a row; the kind stands in a column of its own and its limits beside it. */
function rowOf({ code, name, test, severity, scope, owner, slaHours, active, revision }: OwnedRule): Insertable<DB['order_rule']> {
  const { kind, ...params } = test;
  return {
    code,
    name,
    kind,
    params: JSON.stringify(params),
    severity,
    scope: JSON.stringify(scope),
    owner_kind: owner.kind,
    owner: owner.id,
    sla_hours: slaHours,
    active: active ? 1 : 0,
    revision,
  };
}

/** Writes rules: new ones, or the next revision of those there are. */
export async function saveRule(ctx: CommandContext, rule: OwnedRule, known: boolean): Promise<void> {
  if (known) await ctx.tx.updateMany('order_rule', ['code'], [rowOf(rule)]);
  else await ctx.tx.insertMany('order_rule', [rowOf(rule)]);
  ctx.forget('order_rule');
}

/** The rules a new company starts with. */
export async function installRules(ctx: CommandContext): Promise<void> {
  await ctx.tx.insertMany('order_rule', STANDARD_RULES.map(rowOf));
  ctx.forget('order_rule');
}

/** Drops where the orders of an erased person went; country, score and holds stay. */
export async function eraseAddresses(ctx: CommandContext, partyId: string): Promise<void> {
  const rows = await ctx.tx.db.selectFrom('sales_order_check').select('order_id').where('party_id', '=', partyId).execute();
  if (rows.length === 0) return;
  await ctx.tx.db
    .updateTable('sales_order_check')
    .set({ line1: null, line2: null, postcode: null, city: null, address_key: null })
    .where('party_id', '=', partyId)
    .execute();
  await ctx.eraseHistory(rows.map((r) => ({ table: 'sales_order_check' as const, key: r.order_id })));
}
