import { z } from 'zod';
import { alreadyExists, notFound } from './engine.ts';
import { list } from './list.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zCode, zRef, zSku, zText } from './values/field.ts';

const zMicros = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const skuTaken = refusal(
  'catalog.skuTaken',
  z.object({ sku: z.string() }),
  (p) => `SKU ${p.sku} exists already. Open it, or choose another SKU.`,
);
export const barcodeTaken = refusal(
  'catalog.barcodeTaken',
  z.object({ code: z.string(), sku: z.string() }),
  (p) => `Barcode ${p.code} belongs to ${p.sku}. A barcode names one SKU only.`,
);
export const badBarcode = refusal(
  'catalog.badBarcode',
  z.object({ code: z.string(), symbology: z.string() }),
  (p) => `${p.code} is not a valid ${p.symbology} code: its check digit or length is wrong.`,
);
export const unitInUse = refusal(
  'catalog.unitInUse',
  z.object({ unit: z.string() }),
  (p) => `Unit ${p.unit} is in use; its steps cannot change. Create another unit.`,
);

export const packFixed = refusal(
  'catalog.packFixed',
  z.object({ sku: z.string(), pack: z.string(), qty: z.number().int() }),
  (p) => `${p.pack} of ${p.sku} holds ${p.qty}, and the size of a pack never changes. Add a pack of another code, and stop using this one.`,
);
export const packOfService = refusal(
  'catalog.packOfService',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} has no stock of its own, so there is nothing to pack. Packs are made of SKUs that are kept in stock.`,
);
export const unknownPack = refusal(
  'catalog.unknownPack',
  z.object({ sku: z.string(), pack: z.string() }),
  (p) => `${p.sku} has no pack ${p.pack} in use. Choose one of its packs, or state the quantity in single units.`,
);

export const kitOfStock = refusal(
  'catalog.kitOfStock',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} is kept in stock itself. A kit is sold as one and has no stock of its own: add it as a SKU without stock.`,
);
export const notAComponent = refusal(
  'catalog.notAComponent',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} is not kept in stock, so no kit can be made of it. Name SKUs that are, each once.`,
);

export const namedTwice = refusal(
  'catalog.namedTwice',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} is named twice. Say once what it weighs and measures.`,
);

const MISREAD = {
  'check-digit': 'its check digit is wrong',
  date: 'it holds a date that does not exist',
  length: 'a part of it is too short, too long or cut off',
  'unknown-identifier': 'it holds an application identifier that GS1 does not know',
} as const;
export const misread = refusal(
  'catalog.misread',
  z.object({ code: z.string(), why: z.enum(['check-digit', 'date', 'length', 'unknown-identifier']), at: z.string() }),
  (p) => `The code was not read right: ${MISREAD[p.why]} (${p.at}). Scan it again, or type the SKU.`,
);
export const unknownCode = refusal(
  'catalog.unknownCode',
  z.object({ code: z.string() }),
  (p) => `${p.code} is no barcode and no SKU of ours. Add the barcode to its SKU first, or scan another code.`,
);

const zBarcode = z.strictObject({
  code: z.string().min(1).max(80),
  symbology: z.enum(['ean13', 'ean8', 'upca', 'gtin14', 'code128', 'other']),
});
/** A product with one SKU, as most imports bring them. `category`, `unit` and `taxClass` default to the company's first. */
export const zItemDraft = z.strictObject({
  id: zRef.optional(),
  sku: zSku,
  title: zText,
  kind: z.enum(['stock', 'service']).default('stock'),
  category: zText.optional(),
  unit: zCode.optional(),
  taxClass: zCode.optional(),
  priceMicros: zMicros.default(0),
  standardCostMicros: zMicros.optional(),
  barcodes: z.array(zBarcode).max(20).default([]),
});
export type ItemDraft = z.output<typeof zItemDraft>;

const zItemRow = z.object({
  id: z.string(),
  productId: z.string(),
  sku: z.string(),
  title: z.string(),
  kind: z.string(),
  categoryId: z.string(),
  categoryName: z.string(),
  /** How the category costs it: fifo, average or standard. */
  costing: z.string(),
  unit: z.string(),
  taxClass: z.string(),
  priceMicros: z.number().int(),
  standardCostMicros: z.number().int().nullable(),
  active: z.number().int(),
  revision: z.number().int(),
});

/** What the list of SKUs says besides: stock over all warehouses the asker may see; null for a service, and for who may not see stock. Of a kit how many can be had. */
const zItemStock = zItemRow.extend({
  sellable: z.number().int().nullable(),
  reserved: z.number().int().nullable(),
  available: z.number().int().nullable(),
});

/** Every SKU, by SKU or title. `active` is 1 while it is sold. */
export const itemsList = list('catalog.items', {
  permission: 'catalog.read',
  summary: 'SKUs with what of them can be promised, in order of SKU unless sorted otherwise',
  row: zItemStock,
  key: ['id'],
  kinds: {
    priceMicros: 'micros',
    standardCostMicros: 'micros',
    active: 'int',
    revision: 'int',
    sellable: 'qty',
    reserved: 'qty',
    available: 'qty',
  },
  sortable: ['sku', 'title'],
  filterable: ['id', 'sku', 'title', 'kind', 'active', 'categoryId', 'taxClass'],
  facets: ['kind', 'active', 'categoryId', 'taxClass'],
  totals: [],
  order: { column: 'sku', direction: 'asc' },
  // The catalogue is the whole company's; the warehouses somebody is limited to decide which stock counts.
  scope: [],
});

/** An item on the other side of a kit; `qty` in steps of the component for one kit. */
const zComponent = z.object({ itemId: z.string(), sku: z.string(), title: z.string(), qty: z.number().int() });

/** A number of an item that is bought, counted or sold as one. `qty` in steps of the stock unit. */
const zPack = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  qty: z.number().int(),
  active: z.number().int(),
  barcodes: z.array(z.string()),
});

/** Weight in grams and measures in millimetres of one unit ready to be packed; null: not known. */
const zMeasures = z.strictObject({
  weightGrams: z.int().min(0).max(1_000_000).nullable(),
  lengthMm: z.int().min(1).max(10_000).nullable(),
  widthMm: z.int().min(1).max(10_000).nullable(),
  heightMm: z.int().min(1).max(10_000).nullable(),
});

export const catalogOperations = {
  setUnit: command('catalog.setUnit', {
    permission: 'catalog.write',
    summary: 'Create a unit of measure or rename it',
    input: z.strictObject({ code: zCode, name: zText, steps: z.number().int().positive().max(1_000_000) }),
    output: z.object({ code: z.string() }),
    refusals: [unitInUse],
  }),
  setTaxClass: command('catalog.setTaxClass', {
    permission: 'catalog.write',
    summary: 'Create or rename a tax class',
    input: z.strictObject({ code: zCode, name: zText }),
    output: z.object({ code: z.string() }),
  }),
  setCategory: command('catalog.setCategory', {
    permission: 'catalog.write',
    summary: 'Create a product category with its costing method and account roles, or change the one of that id, else of that name',
    input: z.strictObject({
      id: zRef.optional(),
      name: zText,
      costing: z.enum(['fifo', 'average', 'standard']),
      revenueRole: zCode.default('revenue'),
      cogsRole: zCode.default('cogs'),
    }),
    output: z.object({ categoryId: z.string() }),
    refusals: [alreadyExists],
  }),
  createItem: command('catalog.createItem', {
    permission: 'catalog.write',
    summary: 'Add a product with one SKU',
    input: zItemDraft,
    output: z.object({ itemId: z.string() }),
    refusals: [skuTaken, barcodeTaken, badBarcode, notFound],
  }),
  createItems: command('catalog.createItems', {
    permission: 'catalog.write',
    summary: 'Add up to 5,000 SKUs in one go',
    input: z.strictObject({ items: z.array(zItemDraft).min(1).max(5000) }),
    output: z.object({ created: z.number().int() }),
    refusals: [skuTaken, barcodeTaken, badBarcode, notFound],
  }),
  changeItem: command('catalog.changeItem', {
    permission: 'catalog.write',
    summary: 'Change title, price or activity of a SKU',
    input: z.strictObject({ itemId: zRef, title: zText.optional(), priceMicros: zMicros.optional(), active: z.boolean().optional() }),
    output: z.object({ itemId: z.string() }),
    refusals: [notFound],
    edits: ({ itemId }) => [itemId],
  }),
  setPack: command('catalog.setPack', {
    permission: 'catalog.write',
    summary: 'Add a pack of a SKU (a dozen, a case) with its barcodes, rename it, or stop using it; its size never changes',
    input: z.strictObject({
      itemId: zRef,
      code: zCode,
      name: zText,
      /** Steps of the stock unit in one pack. */
      qty: z.number().int().min(2).max(1_000_000),
      /** All codes printed on it: those left out are taken away. */
      barcodes: z.array(zBarcode).max(20).default([]),
      active: z.boolean().default(true),
    }),
    output: z.object({ packId: z.string() }),
    refusals: [notFound, packFixed, barcodeTaken, badBarcode, packOfService],
    edits: ({ itemId }) => [itemId],
  }),
  setKit: command('catalog.setKit', {
    permission: 'catalog.write',
    summary:
      'Say what a kit is made of; it is sold as one and can be had as often as its scarcest component. Orders taken before stay as they are',
    input: z.strictObject({
      itemId: zRef,
      /** All components with what one kit takes of each, in steps; none: it is no kit any more. */
      components: z
        .array(
          z
            .strictObject({ itemId: zRef.optional(), sku: zSku.optional(), qty: z.number().int().positive().max(1_000_000) })
            .refine((c) => (c.itemId === undefined) !== (c.sku === undefined), { error: 'name the item by itemId or by sku' }),
        )
        .max(100),
    }),
    output: z.object({ components: z.number().int() }),
    refusals: [notFound, kitOfStock, notAComponent],
    edits: ({ itemId }) => [itemId],
  }),
  measureItems: command('catalog.measureItems', {
    permission: 'catalog.write',
    summary: 'Say what one unit of up to 5,000 SKUs weighs and measures, ready to be packed; what is said replaces what was known',
    input: z.strictObject({
      items: z
        .array(
          zMeasures
            .partial()
            .extend({ itemId: zRef.optional(), sku: zSku.optional() })
            .refine((c) => (c.itemId === undefined) !== (c.sku === undefined), { error: 'name the item by itemId or by sku' }),
        )
        .min(1)
        .max(5000),
    }),
    output: z.object({ measured: z.int() }),
    refusals: [notFound, namedTwice],
    // A SKU is measured as it lies on the scales; only who changes the one they look at can have overlooked somebody.
    edits: ({ items }) => (items.length === 1 ? items.flatMap((i) => i.itemId ?? []) : []),
  }),
  getItem: query('catalog.getItem', {
    permission: 'catalog.read',
    summary: 'One SKU with its barcodes',
    input: z.union([z.strictObject({ itemId: zRef }), z.strictObject({ sku: zSku })]),
    output: zItemRow.extend({
      measures: zMeasures,
      barcodes: z.array(z.string()),
      packs: z.array(zPack),
      /** What one kit takes, where the SKU is a kit. */
      components: z.array(zComponent),
      /** Kits it is a component of, and what one of them takes. */
      usedIn: z.array(zComponent),
    }),
    refusals: [notFound],
  }),
  readCode: query('catalog.readCode', {
    permission: 'catalog.read',
    summary: 'What a scanned code names: a barcode in any of its forms, a GS1 element string with lot, serial, date and count, or a SKU',
    input: z.strictObject({ code: z.string().min(1).max(200) }),
    output: z.object({
      item: zItemRow.pick({ id: true, sku: true, title: true, unit: true, active: true }),
      lot: z.string().optional(),
      serial: z.string().optional(),
      expiresOn: z.string().optional(),
      /** The pack whose code it is. */
      pack: zPack.pick({ id: true, code: true, name: true, qty: true }).optional(),
      /** Pieces the code says are there; 1 where it says nothing, and as many as the pack holds for the code of a pack. */
      count: z.number().int().positive(),
    }),
    refusals: [misread, unknownCode],
  }),
  listItems: itemsList.page,
  countItems: itemsList.count,
  facetItems: itemsList.facet,
  listUnits: query('catalog.listUnits', {
    permission: 'catalog.read',
    summary: 'Units of measure with the steps one is counted in, by code',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(z.object({ code: z.string(), name: z.string(), steps: z.number().int() })) }),
  }),
  listTaxClasses: query('catalog.listTaxClasses', {
    permission: 'catalog.read',
    summary: 'Tax classes that products belong to, by code',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(z.object({ code: z.string(), name: z.string() })) }),
  }),
  listCategories: query('catalog.listCategories', {
    permission: 'catalog.read',
    summary: 'Product categories with costing method and account roles',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          costing: z.string(),
          revenueRole: z.string(),
          cogsRole: z.string(),
          revision: z.number().int(),
        }),
      ),
    }),
  }),
};
