import type { OutputOf } from '../../../client/operations.ts';

export const ROLES = ['receivable', 'payable'] as const;
export type Role = (typeof ROLES)[number];
export type Party = OutputOf<'accounting.agedParties'>['rows'][number];
export type Item = OutputOf<'accounting.agedItems'>['rows'][number];
