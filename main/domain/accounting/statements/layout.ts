import type { Connection } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { RESULT_STAGES, type Stage } from '../../../../preload/contract/accounting-statements.ts';
import { type Chart, loadChart } from '../chart.ts';
import type { AccountFacts, AccountType } from '../model.ts';

export interface Group {
  readonly code: string;
  readonly name: string;
  readonly stage: Stage;
  readonly position: number;
  readonly revision: number;
}

/** Where an account stands in the statements: its part, and its group where somebody gave it one. */
export interface PlacedAccount {
  readonly account: AccountFacts;
  readonly stage: Stage;
  readonly group: Group | undefined;
}

const STAGE_OF_TYPE: Readonly<Record<AccountType, Stage>> = {
  asset: 'current-assets',
  liability: 'current-liabilities',
  equity: 'equity',
  income: 'operating',
  expense: 'operating',
};

/** Where a role stands in a company that has no groups of its own. */
const STAGE_OF_ROLE: Readonly<Record<string, Stage>> = {
  bank: 'cash',
  'payout-in-transit': 'cash',
  revenue: 'revenue',
  'discounts-given': 'revenue',
  'shipping-revenue': 'revenue',
  cogs: 'cost-of-sales',
  'cogs-variance': 'cost-of-sales',
  ppv: 'cost-of-sales',
  'stock-gain': 'cost-of-sales',
  'stock-loss': 'cost-of-sales',
  'write-down': 'cost-of-sales',
  revaluation: 'cost-of-sales',
  'return-loss': 'cost-of-sales',
  fx: 'finance',
};

const IN_RESULT: ReadonlySet<Stage> = new Set(RESULT_STAGES);

/** Whether a part is of the profit and loss account; else it is of the balance sheet. */
export const inResult = (stage: Stage): boolean => IN_RESULT.has(stage);

/** Income and expense stand in the profit and loss account, everything else in the balance sheet. */
export const fits = (type: AccountType, stage: Stage): boolean => inResult(stage) === (type === 'income' || type === 'expense');

/** The account whose place one without a place of its own shares: of the same role for all channels, or of stock on its way. */
function modelOf(account: AccountFacts, chart: Chart): AccountFacts | undefined {
  if (account.managedBy === 'inventory') return chart.plays('inventory-transit');
  const base = chart.rolesOf(account.id).find((role) => role.includes('/'));
  return base === undefined ? undefined : chart.plays(base.slice(0, base.indexOf('/')));
}

/** Groups by position and every account with its place, by code. */
export async function loadLayout(tx: Connection<DB>): Promise<{
  groups: readonly Group[];
  accounts: readonly PlacedAccount[];
  /** account that takes off the result of years what was carried to retained earnings */
  carried: string | undefined;
}> {
  const chart = await loadChart(tx);
  const groups = await tx.db
    .selectFrom('account_group')
    .select(['code', 'name', 'stage', 'position', 'revision'])
    .orderBy('position')
    .orderBy('code')
    .execute();
  const byCode = new Map(groups.map((g) => [g.code, g]));
  const rows = await tx.db.selectFrom('account_place').select(['account_id', 'group_code']).execute();
  const placed = new Map(rows.map((r) => [r.account_id, byCode.get(r.group_code)]));
  const placeOf = (account: AccountFacts): PlacedAccount => {
    const own = placed.get(account.id);
    if (own) return { account, stage: own.stage, group: own };
    const model = modelOf(account, chart);
    if (model && model.id !== account.id && model.type === account.type) return { ...placeOf(model), account };
    const role = chart.rolesOf(account.id).find((r) => STAGE_OF_ROLE[r] !== undefined);
    const byRole = role === undefined ? undefined : STAGE_OF_ROLE[role];
    return { account, stage: byRole && fits(account.type, byRole) ? byRole : STAGE_OF_TYPE[account.type], group: undefined };
  };
  return { groups, accounts: chart.all().map(placeOf), carried: chart.plays('result-transferred')?.id };
}
