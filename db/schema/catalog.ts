import { bool, id, int, micros, qty, ref, revision, table, text, word } from './dsl.ts';
import { wordIndex } from './words.ts';

/** Units of measure. `steps`: how many integer quantity steps make one unit (1 for pieces, 1000 for kilograms kept in grams). */
export const unit = table('unit', {
  kind: 'record',
  columns: { code: text(), name: text(), steps: int().must((c) => `${c} > 0`), revision: revision() },
  primaryKey: ['code'],
});

export const category = table('category', {
  kind: 'record',
  columns: {
    id: id(),
    name: text(),
    costing: word('fifo', 'average', 'standard'),
    revenue_role: text().or('revenue'),
    cogs_role: text().or('cogs'),
    revision: revision(),
  },
  unique: [['name']],
});

export const taxClass = table('tax_class', {
  kind: 'record',
  columns: { code: text(), name: text(), revision: revision() },
  primaryKey: ['code'],
});

export const product = table('product', {
  kind: 'record',
  columns: { id: id(), title: text(), category_id: ref('category'), revision: revision() },
  indexes: [['title', 'id']],
});

/** One sellable, stockable thing: a variant of a product, known by its SKU. */
export const item = table('item', {
  kind: 'record',
  columns: {
    id: id(),
    product_id: ref('product'),
    sku: text(),
    title: text(),
    kind: word('stock', 'service'),
    category_id: ref('category'),
    unit_code: ref('unit', 'code'),
    tax_class: ref('tax_class', 'code'),
    price_micros: micros().or(0),
    standard_cost_micros: micros().orNull(),
    active: bool().or(1),
    revision: revision(),
  },
  unique: [['sku']],
  indexes: [
    ['product_id'],
    ['title', 'id'],
    ['category_id', 'sku', 'id'],
    ['kind', 'sku', 'id'],
    ['active', 'sku', 'id'],
    ['tax_class', 'sku', 'id'],
  ],
  extra: wordIndex('item'),
});

export const itemBarcode = table('item_barcode', {
  kind: 'record',
  columns: { code: text(), item_id: ref('item'), symbology: word('ean13', 'ean8', 'upca', 'gtin14', 'code128', 'other') },
  primaryKey: ['code'],
  lineOf: { table: 'item', column: 'item_id' },
  indexes: [['item_id']],
});

/** A number of an item that is bought, counted or sold as one: a dozen, a case. `steps` never changes; another size is another pack. */
export const itemPack = table('item_pack', {
  kind: 'record',
  columns: {
    id: id(),
    item_id: ref('item'),
    code: text(),
    name: text(),
    steps: qty().must((c) => `${c} > 1`),
    active: bool().or(1),
  },
  unique: [['item_id', 'code']],
  lineOf: { table: 'item', column: 'item_id' },
});

/** Codes printed on packs. No code names both a pack and an item. */
export const packBarcode = table('pack_barcode', {
  kind: 'record',
  columns: {
    code: text(),
    pack_id: ref('item_pack'),
    item_id: ref('item'),
    symbology: word('ean13', 'ean8', 'upca', 'gtin14', 'code128', 'other'),
  },
  primaryKey: ['code'],
  lineOf: { table: 'item', column: 'item_id' },
  indexes: [['pack_id'], ['item_id']],
});

/** What a kit is made of. A kit is sold as one and has no stock of its own (a service), so it can be had as often as its scarcest component. */
export const kitComponent = table('kit_component', {
  kind: 'record',
  columns: { kit_id: ref('item'), item_id: ref('item'), qty: qty().must((c) => `${c} > 0`) },
  primaryKey: ['kit_id', 'item_id'],
  lineOf: { table: 'item', column: 'kit_id' },
  indexes: [['item_id']],
});

/** How units of an item are told apart: by lot, or one by one by serial number. An item without a row is not tracked, which costs its moves nothing. */
export const itemTracking = table('item_tracking', {
  kind: 'record',
  columns: {
    item_id: ref('item'),
    tracked_by: word('lot', 'serial'),
    /** Which lots leave first: those that end first, that came first, or that came last. */
    rotation: word('fefo', 'fifo', 'lifo'),
    /** A last day has to be stated with every lot that comes in. */
    dated: bool(),
    /** Days before the last day on which a lot is taken off sale, and on which somebody is to look at it. */
    removal_days: int().orNull(),
    alert_days: int().orNull(),
  },
  primaryKey: ['item_id'],
  lineOf: { table: 'item', column: 'item_id' },
});

/** What one unit of an item weighs and measures, ready to be packed. An item without a row was never measured. */
export const itemMeasure = table('item_measure', {
  kind: 'record',
  columns: {
    item_id: ref('item'),
    weight_g: int().orNull(),
    length_mm: int().orNull(),
    width_mm: int().orNull(),
    height_mm: int().orNull(),
  },
  primaryKey: ['item_id'],
  lineOf: { table: 'item', column: 'item_id' },
});
