import type { OutputOf } from '../../../client/operations.ts';

/** An open item with the number of its document. */
export type ItemRow = OutputOf<'accounting.openItems'>['rows'][number] & { readonly item: string };
