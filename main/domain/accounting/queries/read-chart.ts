import { tableOfId } from '../../../../db/schema/ids.ts';
import { accountingReads } from '../../../../preload/contract/accounting-reads.ts';
import { namesOfIds } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';

/** The record a role is of: `clearing/chn_...` is that of a channel. */
const recordOf = (role: string): string | null => {
  const id = role.slice(role.indexOf('/') + 1);
  return tableOfId(id) ? id : null;
};

export const getChart = handleQuery(accountingReads.getChart, async ({ tx }) => {
  const accounts = await tx.db
    .selectFrom('account as a')
    .leftJoin('account_place as p', 'p.account_id', 'a.id')
    .leftJoin('account_group as g', 'g.code', 'p.group_code')
    .selectAll('a')
    .select(['p.group_code', 'p.revision as placeRevision', 'g.name as groupName'])
    .orderBy('a.code')
    .execute();
  const roles = await tx.db
    .selectFrom('account_role as r')
    .innerJoin('account as a', 'a.id', 'r.account_id')
    .select(['r.role', 'r.revision', 'a.id as accountId', 'a.code', 'a.name'])
    .orderBy('r.role')
    .execute();
  const named = await namesOfIds(
    tx,
    roles.map((r) => recordOf(r.role)),
  );
  return {
    accounts: accounts.map((a) => ({
      id: a.id,
      code: a.code,
      name: a.name,
      type: a.type,
      openItems: a.open_items === 1,
      managedBy: a.managed_by,
      active: a.active === 1,
      revision: a.revision,
      group: a.group_code,
      groupName: a.groupName,
      placeRevision: a.placeRevision,
    })),
    roles: roles.map((r) => ({ ...r, of: named(recordOf(r.role)) })),
  };
});
