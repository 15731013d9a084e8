import type { OutputOf } from '../../../client/operations.ts';

export type StockDocument = OutputOf<'inventory.getDocument'>;
export type DocumentLine = StockDocument['lines'][number];
export type MoveRow = OutputOf<'inventory.listMoves'>['rows'][number];
