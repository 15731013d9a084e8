import type { OutputOf } from '../../../client/operations.ts';

export type Late = OutputOf<'receivables.proposeDunning'>['rows'][number];
export type LateItem = Late['items'][number];
export type Exception = OutputOf<'receivables.listExceptions'>['rows'][number];

/** Customers shown at once, those who owe most first. */
export const SHOWN = 500;
