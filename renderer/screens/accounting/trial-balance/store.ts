import { create } from 'zustand';
import type { OutputOf } from '../../../client/operations.ts';
import type { Compare } from '../../../kit/compare/CompareWith.tsx';

export type BalanceRow = Omit<OutputOf<'accounting.trialBalance'>['rows'][number], 'type' | 'accountId'> & {
  readonly accountId: string;
  readonly type: string;
};

/** The days a trial balance is made for; empty is the company's today, and no opening day. */
export const useTrialBalanceView = create<{
  readonly from: string;
  readonly on: string;
  readonly unused: boolean;
  readonly compare: Compare | '';
}>(() => ({
  from: '',
  on: '',
  unused: false,
  compare: '',
}));
