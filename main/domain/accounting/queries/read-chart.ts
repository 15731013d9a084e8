import type { Selectable } from 'kysely';
import type { Connection } from '../../../../db/dialect/portable.ts';
import { tableOfId } from '../../../../db/schema/ids.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { accountingReads } from '../../../../preload/contract/accounting-reads.ts';
import { namesOfIds } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { loadLayout } from '../statements/layout.ts';

/** The record a role is of: `clearing/chn_...` is that of a channel. */
const recordOf = (role: string): string | null => {
  const id = role.slice(role.indexOf('/') + 1);
  return tableOfId(id) ? id : null;
};

/** An account as it is told. */
export const accountOf = (a: Selectable<DB['account']>) => ({
  id: a.id,
  code: a.code,
  name: a.name,
  type: a.type,
  openItems: a.open_items === 1,
  managedBy: a.managed_by,
  active: a.active === 1,
  revision: a.revision,
});

/** What is said of an account the layout does not know; it knows all. */
const NOWHERE = { group: null, groupName: null, stage: 'operating' as const, placeRevision: null };

/** Where each account stands in the statements, its own heading or the one it shares, and the revision of its own. */
async function headingsOf(tx: Connection<DB>) {
  const { accounts } = await loadLayout(tx);
  const own = await tx.db.selectFrom('account_place').select(['account_id', 'revision']).execute();
  const revisions = new Map(own.map((p) => [p.account_id, p.revision]));
  return new Map(
    accounts.map(({ account, group, stage }) => [
      account.id,
      { group: group?.code ?? null, groupName: group?.name ?? null, stage, placeRevision: revisions.get(account.id) ?? null },
    ]),
  );
}

/** As `headingsOf`, of one account. */
export const headingOf = async (tx: Connection<DB>, accountId: string) => (await headingsOf(tx)).get(accountId) ?? NOWHERE;

export const getChart = handleQuery(accountingReads.getChart, async ({ tx }) => {
  const headings = await headingsOf(tx);
  const accounts = await tx.db.selectFrom('account').selectAll().orderBy('code').execute();
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
    accounts: accounts.map((a) => ({ ...accountOf(a), ...(headings.get(a.id) ?? NOWHERE) })),
    roles: roles.map((r) => ({ ...r, of: named(recordOf(r.role)) })),
  };
});
