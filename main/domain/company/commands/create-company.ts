import { type CompanySpec, companyExists, companyOperations, unknownZone } from '../../../../preload/contract/company.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { isZone } from '../../../../preload/contract/values/day.ts';
import { handleCommand } from '../../handler.ts';
import { STANDARD_POLICIES, STANDARD_REASONS, STANDARD_ROLES } from '../rules.ts';
import { putRole, putSettings } from '../store.ts';

/** News for the rooms above: each sets up its part (chart and journals, warehouses and places, catalogue defaults). */
export interface CompanyCreated {
  readonly companyId: string;
  readonly chart: CompanySpec['chart'];
  readonly costing: CompanySpec['costing'];
  readonly warehouses: CompanySpec['warehouses'];
  readonly currency: string;
}
export const COMPANY_CREATED = 'company.created';

/** Writes the company row, roles, owner and policies, then tells the other rooms; all in one commit. */
export const createCompany = handleCommand(companyOperations.create, async (ctx, spec) => {
  const existing = await ctx.tx.db.selectFrom('company').select('name').executeTakeFirst();
  if (existing) throw refuse(companyExists, { name: existing.name });
  if (!isZone(spec.zone)) throw refuse(unknownZone, { zone: spec.zone });
  const companyId = spec.id ?? ctx.newId('co');
  const { name, currency, zone, country, chart } = spec;
  await ctx.tx.insertMany('company', [{ id: companyId, name, currency, zone, country, chart, created_at: ctx.now, revision: 1 }]);
  await putSettings(ctx, Object.fromEntries(Object.entries(spec.policies).map(([k, v]) => [`policy.${k}`, v])));
  for (const role of STANDARD_ROLES) await putRole(ctx, role.role, role.name, role.permissions);
  await ctx.tx.insertMany(
    'reason_code',
    STANDARD_REASONS.map((r) => ({ account_role: null, ...r, revision: 1 })),
  );
  await ctx.tx.insertMany('approval_policy', STANDARD_POLICIES);
  ctx.forget('approval_policy');
  const ownerId = spec.owner.id ?? ctx.newId('usr');
  await ctx.tx.insertMany('app_user', [{ id: ownerId, login: spec.owner.login, name: spec.owner.name, active: 1, revision: 1 }]);
  await ctx.tx.insertMany('user_role', [{ user_id: ownerId, role_id: 'owner' }]);
  const news: CompanyCreated = { companyId, chart, costing: spec.costing, warehouses: spec.warehouses, currency };
  await ctx.emit({ name: COMPANY_CREATED, data: news });
  return { companyId, ownerId };
});
