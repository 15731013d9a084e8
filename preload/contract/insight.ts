import { z } from 'zod';
import { notPermitted, outOfScope } from './engine.ts';
import { query } from './operation.ts';
import { zDay } from './values/day.ts';
import { zRef } from './values/field.ts';
import { PAGE_LIMIT_MAX } from './values/page.ts';

export const HIT_KINDS = ['item', 'order', 'invoice', 'shipment', 'return', 'party'] as const;
export type HitKind = (typeof HIT_KINDS)[number];

/** Figures that are the sum of rows. */
export const FIGURES = [
  'ordered-today',
  'orders-due',
  'orders-on-hold',
  'holds-overdue',
  'orders-short',
  'exceptions-open',
  'shipped-today',
  'units-shipped-today',
  'units-still-due',
  'stock-value',
  'revenue',
  'margin',
] as const;
export type FigureName = (typeof FIGURES)[number];

/** `count` rows, `qty` steps of stock units, `money` minor units of the company's currency, `ppm` millionths. */
export const FIGURE_UNITS = ['count', 'qty', 'money', 'ppm'] as const;

/** Narrows every figure further than the asker's own limits. Days bound `revenue` and `margin`, both included. */
const lens = {
  from: zDay.optional(),
  to: zDay.optional(),
  channelId: zRef.optional(),
  warehouseId: zRef.optional(),
};
const zLens = z.strictObject(lens);
const zInt = z.int();
const zRowsOf = z.strictObject({ figure: z.enum(FIGURES), ...lens });

/** A figure is `{operation, filter, seq}`: asking `operation` with `filter` gives its rows and their sum. */
const zFigure = z.object({
  figure: z.enum(FIGURES),
  unit: z.enum(FIGURE_UNITS),
  value: zInt,
  operation: z.literal('insight.rows'),
  filter: zRowsOf,
});

export const insightOperations = {
  kpis: query('insight.kpis', {
    permission: 'company.read',
    summary:
      'What the company looks like now: orders due, on hold and short, shipped today, fill rate, stock value, revenue and margin by day and channel; only what the asker may see',
    input: zLens,
    output: z.object({
      today: z.string(),
      /** Days of revenue and margin: as asked, else the 30 days to today, or to the last day that sold anything. */
      from: z.string(),
      to: z.string(),
      currency: z.string(),
      figures: z.array(zFigure),
      /** Units shipped today in millionths of those and the units still due; null where nothing was due. */
      fillRate: z.object({ ppm: zInt.nullable(), of: z.array(z.enum(FIGURES)) }).nullable(),
      channels: z.array(z.object({ id: z.string(), name: z.string() })),
      /** Net revenue and what is left of it after the cost of what was sold; null without the right to read the books. */
      days: z.array(z.object({ on: z.string(), channelId: z.string().nullable(), revenue: zInt, margin: zInt })).nullable(),
    }),
    refusals: [outOfScope],
  }),
  rows: query('insight.rows', {
    permission: 'company.read',
    summary: 'The rows behind a figure, oldest first, with their number and their sum',
    input: zRowsOf.extend({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(PAGE_LIMIT_MAX).default(100) }),
    output: z.object({
      unit: z.enum(FIGURE_UNITS),
      count: zInt,
      sum: zInt,
      rows: z.array(
        z.object({
          id: z.string(),
          /** The day it counts on. */
          on: z.string().nullable(),
          label: z.string(),
          detail: z.string(),
          /** Where it is shown; null where nothing shows it alone. */
          path: z.string().nullable(),
          value: zInt,
        }),
      ),
    }),
    refusals: [notPermitted, outOfScope],
  }),
  proof: query('insight.proof', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'The two proofs at a glance: cost layers equal the inventory accounts, open items equal their control accounts',
    input: z.strictObject({}),
    output: z.object({
      /** Inventory account by inventory account; `parts` is the value of the stock in it. */
      stock: z.array(z.object({ code: z.string(), name: z.string(), parts: zInt, books: zInt, gap: zInt })),
      /** Control account by control account; `parts` is what is open on it item by item. */
      items: z.array(z.object({ code: z.string(), name: z.string(), parts: zInt, books: zInt, gap: zInt })),
    }),
  }),
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
  nameRecords: query('insight.nameRecords', {
    permission: 'company.read',
    summary: 'What people call these records: numbers, names, SKUs; one that is unknown or not open to the asker is left out',
    input: z.strictObject({ ids: z.array(z.string().min(1).max(200)).min(1).max(500) }),
    output: z.object({ rows: z.array(z.object({ id: z.string(), name: z.string() })) }),
  }),
};
