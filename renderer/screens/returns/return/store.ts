import type { OutputOf } from '../../../client/operations.ts';

export type Return = OutputOf<'returns.getReturn'>;
export type ReturnLine = Return['lines'][number];
export type Entry = OutputOf<'accounting.listEntries'>['rows'][number];
