import { z } from 'zod';
import { AGES } from './accounting-aged.ts';
import { notFound, notPermitted, wholeCompanyOnly } from './engine.ts';
import { command, query } from './operation.ts';
import { STATEMENT_KINDS, statementTooLong, wrongDays } from './receivables.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zRef } from './values/field.ts';

/** Languages documents can be written in. */
export const PAPER_LANGUAGES = ['en', 'de'] as const;
export const PAPER_KINDS = ['invoice', 'quote', 'packing-slip', 'pick-list', 'label', 'dunning-letter', 'customer-statement'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
/** Most documents that are written into one file. */
export const PAPERS_MAX = 1000;
/** Documents whose data is gathered at a time. */
export const PAPERS_PAGE = 100;

const zLanguage = z.enum(PAPER_LANGUAGES);
const zLine = z.string().trim().min(1).max(120);
const zInt = z.int();

/** What stands at the head and foot of every document, beside the company's name. */
export const zLetterhead = z.strictObject({
  address: z.array(zLine).max(5).default([]),
  email: zLine.optional(),
  phone: zLine.optional(),
  website: zLine.optional(),
  taxNumber: zLine.optional(),
  /** Register and number, managing directors: what the law wants on letters. */
  registration: zLine.optional(),
  bank: z.strictObject({ name: zLine, iban: z.string().trim().min(5).max(42), bic: z.string().trim().max(11).optional() }).optional(),
  /** Language of documents where nobody asks for another. */
  language: zLanguage.default('en'),
});
export type Letterhead = z.output<typeof zLetterhead>;

const zAddressee = z.object({ name: z.string(), lines: z.array(z.string()), country: z.string(), taxNumber: z.string().nullable() });
const zGoods = z.object({
  sku: z.string(),
  title: z.string(),
  /** Steps of the item's stock unit, and how many of them make one unit. */
  qty: zInt,
  steps: zInt,
  barcode: z.string().nullable(),
});
/** Lots or serial numbers of goods that are told apart. */
const zLots = z.array(z.object({ code: z.string(), expiresOn: z.string().nullable(), qty: zInt }));
export type PaperLot = z.output<typeof zLots>[number];
const zBase = z.object({ id: z.string(), number: z.string(), on: z.string() });

const zInstalments = z.array(z.object({ dueOn: z.string(), amount: zInt }));
const zInvoicePaper = zBase.extend({
  kind: z.literal('invoice'),
  credit: z.boolean(),
  creditsNumber: z.string().nullable(),
  orderNumber: z.string().nullable(),
  externalId: z.string().nullable(),
  shipmentNumber: z.string().nullable(),
  shippedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  /** the parts it falls due in, where there is more than one */
  instalments: zInstalments,
  /** let off where it is paid by a day */
  discount: z.object({ amount: zInt, untilOn: z.string(), left: zInt }).nullable(),
  billTo: zAddressee,
  shipTo: zAddressee.nullable(),
  currency: z.string(),
  /** Prices and line amounts are shown with tax, as they were sold. */
  includesTax: z.boolean(),
  lines: z.array(zGoods.extend({ unitPriceMicros: zInt.nullable(), taxRatePpm: zInt, net: zInt, total: zInt, item: z.boolean() })),
  taxes: z.array(z.object({ ratePpm: zInt, net: zInt, tax: zInt })),
  net: zInt,
  tax: zInt,
  total: zInt,
  memo: z.string(),
});
const zQuotePaper = zBase.extend({
  kind: z.literal('quote'),
  version: zInt,
  validUntil: z.string(),
  to: zAddressee,
  currency: z.string(),
  includesTax: z.boolean(),
  lines: zInvoicePaper.shape.lines,
  taxes: zInvoicePaper.shape.taxes,
  net: zInt,
  tax: zInt,
  total: zInt,
  memo: z.string(),
});
const zShipmentPaper = zBase.extend({
  orderNumber: z.string(),
  externalId: z.string().nullable(),
  warehouse: z.string(),
  shipTo: zAddressee,
  carrier: z.string().nullable(),
  tracking: z.string().nullable(),
});
const zSlipPaper = zShipmentPaper.extend({ kind: z.literal('packing-slip'), lines: z.array(zGoods.extend({ lots: zLots })) });
const zLabelPaper = zShipmentPaper.extend({
  kind: z.literal('label'),
  /** Number of the parcel that is the only one in the world, 18 digits. */
  sscc: z.string().nullable(),
});
const zPickPaper = zBase.extend({
  kind: z.literal('pick-list'),
  warehouse: z.string(),
  orders: zInt,
  lines: z.array(zGoods.extend({ place: z.string(), orderNumbers: z.array(z.string()), lots: zLots })),
});
const zLetterPaper = zBase.extend({
  kind: z.literal('dunning-letter'),
  to: zAddressee,
  level: zInt,
  levelName: z.string(),
  payBy: z.string(),
  currency: z.string(),
  /** words of the company for this level; empty: those of the house */
  words: z.string(),
  lines: z.array(
    z.object({ name: z.string(), openedOn: z.string(), dueOn: z.string(), daysLate: zInt, level: zInt.nullable(), open: zInt }),
  ),
  open: zInt,
  fee: zInt,
  total: zInt,
});
const zStatementPaper = zBase.extend({
  kind: z.literal('customer-statement'),
  to: zAddressee,
  from: z.string(),
  currency: z.string(),
  opening: zInt,
  lines: z.array(
    z.object({
      on: z.string(),
      kind: z.enum(STATEMENT_KINDS),
      document: z.string(),
      /** what it settles, where that is another document */
      of: z.string().nullable(),
      dueOn: z.string().nullable(),
      instalments: zInstalments,
      amount: zInt,
      balance: zInt,
    }),
  ),
  closing: zInt,
  ages: z.array(z.object({ age: z.enum(AGES), amount: zInt })),
});
const zPaper = z.discriminatedUnion('kind', [
  zInvoicePaper,
  zQuotePaper,
  zSlipPaper,
  zLabelPaper,
  zPickPaper,
  zLetterPaper,
  zStatementPaper,
]);
export type Paper = z.output<typeof zPaper>;
export type InvoicePaper = z.output<typeof zInvoicePaper>;
export type QuotePaper = z.output<typeof zQuotePaper>;
export type SlipPaper = z.output<typeof zSlipPaper>;
export type LabelPaper = z.output<typeof zLabelPaper>;
export type PickPaper = z.output<typeof zPickPaper>;
export type LetterPaper = z.output<typeof zLetterPaper>;
export type StatementPaper = z.output<typeof zStatementPaper>;

const zIssuer = zLetterhead.extend({ name: z.string(), country: z.string() });
export type Issuer = z.output<typeof zIssuer>;

/** Days a statement is of; every other paper knows its own. */
const zSpan = z.strictObject({ from: zDay, to: zDay });
export type PaperSpan = z.output<typeof zSpan>;
const zWanted = z.strictObject({ kind: z.enum(PAPER_KINDS), ids: z.array(zRef).min(1).max(PAPERS_MAX), span: zSpan.optional() });
/** Which documents are printed: those named, all shipments of a day, or all letters of a dunning run. */
const zPrint = z.strictObject({
  kind: z.enum(PAPER_KINDS),
  /** Invoices, shipments, dunning letters, for a pick list orders, for a statement customers. An invoice is printed alone: its file is kept. */
  ids: z.array(zRef).min(1).max(PAPERS_MAX).optional(),
  shippedOn: zDay.optional(),
  warehouseId: zRef.optional(),
  runId: zRef.optional(),
  span: zSpan.optional(),
  language: zLanguage.optional(),
});

export const nothingToPrint = refusal(
  'documents.nothingToPrint',
  z.object({ kind: z.enum(PAPER_KINDS), on: z.string().nullable() }),
  (p) =>
    p.on === null
      ? `Name the documents to print: ${p.kind === 'invoice' ? 'one invoice' : 'their ids'}, for packing slips and labels the day they left, for dunning letters their run, for a statement its days.`
      : `No parcel that you may see left on ${p.on}, so there is nothing to print.`,
);

/** Kind of the job that writes documents. */
export const PRINT_JOB = 'documents.print';
/** What the job is asked to write. */
export const zPrintJob = zWanted.extend({ language: zLanguage });
export type PrintJob = z.output<typeof zPrintJob>;
/** Whoever may read a document's rows may read and print it. */
export const PAPER_PERMISSIONS = {
  invoice: 'sales.read',
  quote: 'sales.read',
  'packing-slip': 'fulfillment.read',
  'pick-list': 'fulfillment.read',
  label: 'fulfillment.read',
  'dunning-letter': 'accounting.read',
  'customer-statement': 'accounting.read',
} as const satisfies Record<PaperKind, string>;

export const documentOperations = {
  setLetterhead: command('documents.setLetterhead', {
    permission: 'company.write',
    summary: 'Set what stands at head and foot of every document: address, tax number, bank',
    input: zLetterhead,
    output: z.object({ changed: zInt }),
  }),
  getLetterhead: query('documents.getLetterhead', {
    permission: 'company.read',
    summary: 'What stands at head and foot of every document',
    input: z.strictObject({}),
    output: zIssuer,
  }),
  print: command('documents.print', {
    permission: 'company.read',
    summary:
      'Write an invoice, quotes, packing slips, labels, a pick list, dunning letters or statements as one PDF file, by a job whose result names the file',
    input: zPrint,
    output: z.object({ jobId: z.string(), documents: zInt }),
    refusals: [notFound, notPermitted, nothingToPrint, wholeCompanyOnly, wrongDays, statementTooLong],
  }),
  getPrint: query('documents.getPrint', {
    permission: 'company.read',
    summary: 'How far a print is, and its file; for everybody who may read what it prints',
    input: z.strictObject({ jobId: zRef }),
    output: z.object({ state: z.string(), error: z.string().nullable(), fileId: z.string().nullable() }),
    refusals: [notFound, notPermitted],
  }),
  getPapers: query('documents.getPapers', {
    permission: 'company.read',
    summary:
      'What documents say, as data: invoices and credit notes, quotes, packing slips, labels, one pick list for the orders named, dunning letters, statements',
    input: zWanted,
    output: z.object({ papers: z.array(zPaper) }),
    refusals: [notFound, notPermitted, wholeCompanyOnly, wrongDays, statementTooLong],
  }),
  getPrinted: query('documents.getPrinted', {
    permission: 'sales.read',
    summary: 'The kept PDF of an invoice or credit note in a language',
    input: z.strictObject({ invoiceId: zRef, language: zLanguage.optional() }),
    output: z.object({ fileId: z.string().nullable() }),
    refusals: [notFound],
  }),
  keepPrinted: command('documents.keepPrinted', {
    permission: 'company.read',
    summary: 'Keep the PDF of an invoice: from now on it is the one that is sent and shown',
    input: z.strictObject({ invoiceId: zRef, language: zLanguage, fileId: zRef }),
    output: z.object({ fileId: z.string() }),
    refusals: [notFound],
    internal: true,
  }),
};
