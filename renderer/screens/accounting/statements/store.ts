import type { OutputOf } from '../../../client/operations.ts';

export const STATEMENTS = ['profit-and-loss', 'balance-sheet', 'cash-flow'] as const;
export type StatementName = (typeof STATEMENTS)[number];

type Answer = OutputOf<'accounting.profitAndLoss'>;
export type Row = Answer['rows'][number];
export type Span = Answer['span'];

/** What is asked for behind the address: a statement, its days, what it is compared with, and whether accounts are shown. */
export interface Asked {
  readonly statement: StatementName;
  readonly from: string;
  readonly to: string;
  readonly compare: 'previous-period' | 'previous-year' | '';
  readonly accounts: boolean;
}
