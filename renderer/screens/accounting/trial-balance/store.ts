import { create } from 'zustand';
import type { OutputOf } from '../../../client/operations.ts';

export type BalanceRow = Omit<OutputOf<'accounting.trialBalance'>['rows'][number], 'type' | 'accountId'> & {
  readonly accountId: string;
  readonly type: string;
};

/** The days a trial balance is made for; empty is the company's today, and no opening day. */
export const useTrialBalanceView = create<{ readonly from: string; readonly on: string; readonly unused: boolean }>(() => ({
  from: '',
  on: '',
  unused: false,
}));
