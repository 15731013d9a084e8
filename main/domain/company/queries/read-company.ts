import type { Json } from '../../../../preload/contract/audit.ts';
import { companyOperations } from '../../../../preload/contract/company.ts';
import { peopleOperations } from '../../../../preload/contract/people.ts';
import { handleQuery } from '../../handler.ts';
import { POLICY_DEFAULTS, policy } from '../policy.ts';
import { STANDARD_ROLES } from '../rules.ts';

export const getCompany = handleQuery(companyOperations.getCompany, async (ctx) => {
  const row = await ctx.tx.db.selectFrom('company').selectAll().executeTakeFirstOrThrow();
  const chosen = [...ctx.company.settings]
    .filter(([key]) => key.startsWith('policy.'))
    .map(([key, value]) => [key.slice(7), value] as const);
  const { id, name, currency, zone, country, chart, revision } = row;
  return { id, name, currency, zone, country, chart, revision, policies: { ...POLICY_DEFAULTS, ...Object.fromEntries(chosen) } };
});

/** A company keeps the roles it was made with, and what it changed in them; a newer version only says where they differ. */
const STANDARD = new Map(STANDARD_ROLES.map((r) => [r.role, [...r.permissions].sort()]));

export const listRoles = handleQuery(peopleOperations.listRoles, async (ctx) => {
  const roles = await ctx.tx.db.selectFrom('role').selectAll().orderBy('id').execute();
  const permissions = await ctx.tx.db.selectFrom('role_permission').selectAll().orderBy('permission').execute();
  return {
    rows: roles.map((r) => ({
      role: r.id,
      name: r.name,
      revision: r.revision,
      permissions: permissions.filter((p) => p.role_id === r.id).map((p) => p.permission),
      standard: STANDARD.get(r.id) ?? null,
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

export const listSettings = handleQuery(companyOperations.listSettings, async ({ tx, company }) => {
  const rows = await tx.db.selectFrom('setting').select(['key', 'revision']).where('key', 'like', 'policy.%').execute();
  const reasons = await tx.db
    .selectFrom('reason_given')
    .select(['about', 'reason'])
    .where('about', 'like', 'setting/policy.%')
    .orderBy('seq')
    .execute();
  const revisions = new Map(rows.map((r) => [r.key, r.revision]));
  const why = new Map(reasons.map((r) => [r.about, r.reason]));
  return {
    rows: Object.entries(POLICY_DEFAULTS).map(([key, fallback]) => ({
      key,
      value: (company.settings.get(`policy.${key}`) ?? fallback) as Json,
      fallback: fallback as Json,
      revision: revisions.get(`policy.${key}`) ?? 0,
      reason: why.get(`setting/policy.${key}`) ?? null,
    })),
  };
});

export const listNumberSeries = handleQuery(companyOperations.listNumberSeries, async ({ tx }) => ({
  rows: await tx.db.selectFrom('number_series').select(['code', 'year', 'next']).orderBy('code').orderBy('year', 'desc').execute(),
}));
