import type { OutputOf } from '../../../client/operations.ts';

export type Purchase = OutputOf<'purchasing.getOrder'>;
export type PurchaseLine = Purchase['lines'][number];
export type Receipt = Purchase['receipts'][number];
export type Returned = Purchase['returns'][number];
export type Billed = Purchase['bills'][number];
