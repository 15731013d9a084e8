import type { JournalCode } from '../../../../preload/contract/accounting.ts';
import { RESULT_STAGES, type Stage } from '../../../../preload/contract/accounting-statements.ts';
import type { AccountType } from '../model.ts';
import { CHART_ROLES, type ChartRole, type RoleTraits } from './roles.ts';

/** One account of a template, with the role it plays from the first day. */
export interface TemplateAccount {
  readonly code: string;
  readonly name: string;
  /** Code of the group it is shown under. */
  readonly group: string;
  readonly role?: ChartRole;
  /** Where neither role nor heading says it: income under a heading of expenses. */
  readonly type?: AccountType;
  /** Added when something is first posted to it: a company that knows one currency never sees it. */
  readonly late?: true;
}

/** A heading of the statements, in the order of the template. */
export interface TemplateGroup {
  readonly code: string;
  readonly name: string;
  readonly stage: Stage;
}

export interface ChartTemplate {
  readonly groups: readonly TemplateGroup[];
  readonly accounts: readonly TemplateAccount[];
  readonly journals: readonly { readonly code: JournalCode; readonly name: string }[];
  /** What the codes of the stock accounts begin with, one per valuation area. */
  readonly inventoryCode: string;
}

export const JOURNALS: ChartTemplate['journals'] = [
  { code: 'SAL', name: 'Sales' },
  { code: 'PUR', name: 'Purchases' },
  { code: 'STK', name: 'Stock' },
  { code: 'BNK', name: 'Bank and payments' },
  { code: 'GEN', name: 'General' },
];

const RESULT: ReadonlySet<Stage> = new Set(RESULT_STAGES);

/** What stands under a heading, where no role says it. */
function typeIn(stage: Stage): AccountType {
  if (stage === 'equity') return 'equity';
  if (stage === 'revenue') return 'income';
  if (RESULT.has(stage)) return 'expense';
  return stage.endsWith('liabilities') ? 'liability' : 'asset';
}

/** An account about to be written. */
interface AccountDraft {
  readonly code: string;
  readonly name: string;
  readonly type: AccountType;
  readonly openItems: boolean;
  readonly managedBy: 'inventory' | null;
}

/** An account of one channel, bank account or valuation area, beside the one all of them share. */
export interface OwnAccountDraft {
  /** Role of the account of all of them; stock has none, its accounts are those of the valuation areas. */
  readonly beside: ChartRole | 'inventory';
  /** What follows the code of that account. */
  readonly suffix: string;
  readonly name: string;
  readonly openItems?: boolean;
  readonly role?: string;
}

/** An account of a template as it is written: what its role, or its heading, says of it. */
export function draftOf(template: ChartTemplate, account: TemplateAccount): AccountDraft {
  const stage = template.groups.find((g) => g.code === account.group)?.stage;
  if (stage === undefined) throw new Error(`account ${account.code} stands under ${account.group}, which the chart does not have`);
  const traits: RoleTraits = account.role === undefined ? { type: account.type ?? typeIn(stage) } : CHART_ROLES[account.role];
  return {
    code: account.code,
    name: account.name,
    type: traits.type,
    openItems: traits.openItems === true,
    managedBy: traits.managedBy ?? null,
  };
}
