import { z } from 'zod';

/** What a stored value is, so that it can be written the way people write it. Amounts are minor units, prices millionths, quantities steps of the stock unit, rates millionths. */
export const VALUE_KINDS = [
  'amount',
  'price',
  'quantity',
  'number',
  'rate',
  'flag',
  'day',
  'instant',
  'word',
  'text',
  'data',
  'record',
  'engine',
] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/** What JSON can say. */
export type Json = z.output<ReturnType<typeof z.json>>;

/** One change of one row, with what a person needs to read it. */
export const zChange = z.object({
  seq: z.int(),
  n: z.int(),
  table: z.string(),
  key: z.string(),
  op: z.enum(['insert', 'update', 'delete']),
  /** What people call the row: its number, SKU or name, of a line its document and place there; null where nobody has a name for it. */
  name: z.string().nullable(),
  /** Currency of its amounts where the row or its document says one; else they are the company's. */
  currency: z.string().nullable(),
  /** What the row says where it was written or removed, column by column; erased personal values are null. */
  values: z.array(
    z.object({
      column: z.string(),
      kind: z.enum(VALUE_KINDS),
      before: z.json(),
      after: z.json(),
      /** What people call the record a value points at. */
      beforeName: z.string().nullable(),
      afterName: z.string().nullable(),
      erased: z.boolean(),
    }),
  ),
});
