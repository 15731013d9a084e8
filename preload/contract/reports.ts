import { agedOperations } from './accounting-aged.ts';
import { accountingReads } from './accounting-reads.ts';
import { statementOperations } from './accounting-statements.ts';
import { marginOperations } from './insight-margins.ts';
import type { QueryDef } from './operation.ts';
import type { ColumnKind } from './values/page.ts';

/** A bounded answer that can be written into a file: `rows`, whole or in pages by `offset` and `limit`, and what their fields mean. */
export interface ReportShape {
  readonly query: QueryDef;
  readonly paged: boolean;
  readonly kinds: Readonly<Record<string, ColumnKind>>;
}

const FIGURES = { amount: 'money', compared: 'money' } as const;
const AGES = { items: 'int', notDue: 'money', to30: 'money', to60: 'money', to90: 'money', over90: 'money', total: 'money' } as const;
const MARGINS = {
  units: 'qty',
  revenue: 'money',
  charges: 'money',
  cost: 'money',
  later: 'money',
  fees: 'money',
  freight: 'money',
  margin: 'money',
} as const;

/** Every statement of the house that is exported as it is asked for. */
export const reports: readonly ReportShape[] = [
  { query: statementOperations.profitAndLoss, paged: false, kinds: FIGURES },
  { query: statementOperations.balanceSheet, paged: false, kinds: FIGURES },
  { query: statementOperations.cashFlow, paged: false, kinds: FIGURES },
  {
    query: accountingReads.trialBalance,
    paged: false,
    kinds: { opening: 'money', debit: 'money', credit: 'money', balance: 'money', compared: 'money' },
  },
  { query: agedOperations.agedParties, paged: true, kinds: AGES },
  { query: marginOperations.margins, paged: true, kinds: MARGINS },
  {
    query: agedOperations.agedItems,
    paged: true,
    kinds: { openedOn: 'day', dueOn: 'day', daysLate: 'int', open: 'money' },
  },
];
