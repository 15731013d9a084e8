import { companyOperations } from '../../../../preload/contract/company.ts';
import { handleQuery } from '../../handler.ts';
import { POLICY_DEFAULTS, policy } from '../policy.ts';

export const getCompany = handleQuery(companyOperations.getCompany, async (ctx) => {
  const row = await ctx.tx.db.selectFrom('company').selectAll().executeTakeFirstOrThrow();
  const chosen = [...ctx.company.settings]
    .filter(([key]) => key.startsWith('policy.'))
    .map(([key, value]) => [key.slice(7), value] as const);
  const { id, name, currency, zone, country, chart } = row;
  return { id, name, currency, zone, country, chart, policies: { ...POLICY_DEFAULTS, ...Object.fromEntries(chosen) } };
});

export const listRoles = handleQuery(companyOperations.listRoles, async (ctx) => {
  const roles = await ctx.tx.db.selectFrom('role').selectAll().orderBy('id').execute();
  const permissions = await ctx.tx.db.selectFrom('role_permission').selectAll().orderBy('permission').execute();
  return {
    rows: roles.map((r) => ({
      role: r.id,
      name: r.name,
      revision: r.revision,
      permissions: permissions.filter((p) => p.role_id === r.id).map((p) => p.permission),
    })),
  };
});

export const listReasonCodes = handleQuery(companyOperations.listReasonCodes, async (ctx) => {
  const rows = await ctx.tx.db.selectFrom('reason_code').selectAll().orderBy('code').execute();
  return {
    rows: rows.map((r) => ({ code: r.code, kind: r.kind, text: r.text, accountRole: r.account_role, revision: r.revision })),
    needed: policy(ctx, 'reasonCodeNeeded'),
  };
});
