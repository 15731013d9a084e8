import type { OutputOf } from '../../../client/operations.ts';

export type Account = OutputOf<'accounting.getAccount'>;

/** A line of the ledger with the words for its source and its item. */
export type LineRow = OutputOf<'accounting.listLines'>['rows'][number] & { readonly sourceName: string; readonly itemName: string };
