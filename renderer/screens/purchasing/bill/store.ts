import type { OutputOf } from '../../../client/operations.ts';

export type Bill = OutputOf<'purchasing.getBill'>;
export type Advance = OutputOf<'purchasing.listPrepayments'>['rows'][number];
export type Applied = Bill['prepayments'][number];
export type Instalment = Bill['instalments'][number];
export type BillLine = Bill['lines'][number];
export type Part = Bill['parts'][number];
