import type { OutputOf } from '../../../client/operations.ts';

export type Suggestion = OutputOf<'fulfillment.suggestMerges'>['rows'][number];
export type Merge = OutputOf<'fulfillment.listMerges'>['rows'][number];
export type Member = Merge['orders'][number];

/** Groups shown at once, those with the oldest order first. */
export const SHOWN = 200;

/** A suggestion has no name of its own: it is known by its first order. */
export const keyOf = (s: Suggestion): string => s.orders[0]?.orderId ?? '';
