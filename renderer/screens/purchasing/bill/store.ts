import type { OutputOf } from '../../../client/operations.ts';

export type Bill = OutputOf<'purchasing.getBill'>;
export type Instalment = Bill['instalments'][number];
export type BillLine = Bill['lines'][number];
export type Part = Bill['parts'][number];
