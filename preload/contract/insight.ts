import { z } from 'zod';
import { query } from './operation.ts';

export const HIT_KINDS = ['item', 'order', 'invoice', 'shipment', 'return', 'party'] as const;
export type HitKind = (typeof HIT_KINDS)[number];

export const insightOperations = {
  search: query('insight.search', {
    permission: 'company.read',
    summary:
      'Find items (SKU, barcode, words of the title), orders (number, the channel’s number), invoices, shipments (number, tracking), returns and parties (beginning of the name) among what the asker may see; exact matches first',
    input: z.strictObject({
      /** What was typed. A bare number also finds the documents of this and last year that end in it. */
      text: z.string().trim().min(1).max(120),
      kinds: z.array(z.enum(HIT_KINDS)).min(1).max(HIT_KINDS.length).optional(),
      /** Most hits of each kind. */
      limit: z.int().min(1).max(50).default(8),
    }),
    output: z.object({
      hits: z.array(
        z.object({
          kind: z.enum(HIT_KINDS),
          id: z.string(),
          /** Number, SKU or name: what people call it. */
          label: z.string(),
          /** What tells it from its neighbours: title, customer and day, state. */
          detail: z.string(),
          /** Path of the window where it is shown. */
          path: z.string(),
          /** The text is its number, SKU, barcode or name and not just the beginning of it. */
          exact: z.boolean(),
        }),
      ),
      /** Kinds with more hits than `limit`. */
      more: z.array(z.enum(HIT_KINDS)),
    }),
  }),
};
