import type { OutputOf } from '../../../client/operations.ts';

export type Quote = OutputOf<'sales.getQuote'>;
export type QuoteLine = Quote['lines'][number];
export type QuoteVersion = Quote['versions'][number];
