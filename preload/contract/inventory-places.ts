import { z } from 'zod';
import { alreadyExists, notFound, outOfScope } from './engine.ts';
import { command } from './operation.ts';
import { refusal } from './refusal.ts';
import { zCode, zCountry, zRef, zSku, zText } from './values/field.ts';
import { zId } from './values/id.ts';

/** Where stock can stand and where it is put away to; what is done with the stock itself stands in `inventory.ts`. */

export const placeTakesNoStock = refusal(
  'inventory.placeTakesNoStock',
  z.object({ code: z.string(), why: z.enum(['divided', 'closed', 'picked']) }),
  (p) =>
    ({
      divided: `${p.code} only divides the warehouse; stock stands in the places below it. Name one of those.`,
      closed: `${p.code} is closed. Open it again, or name another place.`,
      picked: `${p.code} holds goods picked for orders. They leave it by handing over, by putting back or as goods not found; name another place.`,
    })[p.why],
);
export const placeHoldsStock = refusal(
  'inventory.placeHoldsStock',
  z.object({ code: z.string(), sku: z.string(), onHand: z.number().int(), items: z.number().int() }),
  (p) =>
    `${p.code} holds ${p.onHand} ${p.sku}${p.items > 1 ? ` and ${p.items - 1} other products` : ''}. Move the stock to another place first.`,
);
export const placeInUse = refusal(
  'inventory.placeInUse',
  z.object({ code: z.string(), by: z.enum(['warehouse', 'places', 'rules']), other: z.string() }),
  (p) =>
    p.by === 'warehouse'
      ? `${p.code} is a main place of warehouse ${p.other}, which always has one for stock and one for quarantine.`
      : p.by === 'places'
        ? `${p.other} is below ${p.code} and still open. Close it first, or move it elsewhere.`
        : `Goods are put away to ${p.code} by a rule (${p.other}). Point the rule elsewhere first.`,
);
export const badParent = refusal(
  'inventory.badParent',
  z.object({ code: z.string(), parent: z.string(), why: z.enum(['bin', 'warehouse', 'circle', 'closed']) }),
  (p) => {
    if (p.why === 'bin') return `${p.parent} holds stock itself and has nothing below it. Put ${p.code} below a zone or an aisle.`;
    if (p.why === 'warehouse') return `${p.parent} belongs to another warehouse than ${p.code}.`;
    return p.why === 'circle' ? `${p.parent} lies below ${p.code} itself.` : `${p.parent} is closed. Open it again first.`;
  },
);
export const stagedNotSellable = refusal(
  'inventory.stagedNotSellable',
  z.object({ code: z.string(), type: z.string() }),
  (p) => `${p.code} is a ${p.type} place: what stands there belongs to orders that were picked and is not for sale. Choose another status.`,
);
export const otherWarehouse = refusal(
  'inventory.otherWarehouse',
  z.object({ code: z.string(), warehouse: z.string() }),
  (p) => `${p.code} is not in warehouse ${p.warehouse}. Send a transfer to another warehouse instead.`,
);

export const belowZeroNotHere = refusal(
  'inventory.belowZeroNotHere',
  z.object({ code: z.string(), why: z.enum(['not-for-sale', 'divides', 'company']) }),
  (p) =>
    ({
      'not-for-sale': `${p.code} is not for sale. Only places with sellable stock may go below zero.`,
      divides: `${p.code} only divides the warehouse and holds no stock. Mark the places below it.`,
      company: `The company lets no stock fall below zero. Change that policy first, then mark ${p.code}.`,
    })[p.why],
);
export const placeBelowZero = refusal(
  'inventory.placeBelowZero',
  z.object({ code: z.string(), sku: z.string(), onHand: z.number().int(), items: z.number().int() }),
  (p) =>
    `${p.code} is at ${p.onHand} ${p.sku}${p.items > 1 ? `, and below zero with ${p.items - 1} more` : ''}. Receive, count or move in what is missing first.`,
);

/** What a place inside a warehouse is for. Zones and aisles hold nothing themselves. */
export const PLACE_TYPES = ['dock', 'staging', 'packing', 'zone', 'aisle', 'bin'] as const;
export const PLACE_STATUSES = ['sellable', 'quarantine', 'returned', 'damaged', 'hold'] as const;
const zPathOrder = z.int().min(0).max(1_000_000_000);

export const inventoryPlaces = {
  createWarehouse: command('inventory.createWarehouse', {
    permission: 'inventory.setup',
    summary: 'Add a warehouse with its stock and quarantine places and an inventory account for each',
    input: z.strictObject({ id: zRef.optional(), code: zCode, name: zText, country: zCountry }),
    output: z.object({ warehouseId: z.string(), areaId: z.string(), stockLocationId: z.string(), quarantineLocationId: z.string() }),
    refusals: [alreadyExists],
  }),
  changeWarehouse: command('inventory.changeWarehouse', {
    permission: 'inventory.setup',
    summary:
      'Another name for a warehouse; its valuation areas and its places that still bear the old one take it too, its code and its accounts stay',
    input: z.strictObject({ warehouseId: zRef, name: zText }),
    output: z.object({ warehouseId: z.string() }),
    refusals: [notFound, outOfScope],
    edits: ({ warehouseId }) => [warehouseId],
  }),
  createLocation: command('inventory.createLocation', {
    permission: 'inventory.setup',
    summary: 'Add a place inside a warehouse; its status says whether stock there may be promised, its code is its barcode',
    input: z.strictObject({
      id: zRef.optional(),
      warehouseId: zRef,
      code: zCode,
      name: zText,
      status: z.enum(PLACE_STATUSES),
      type: z.enum(PLACE_TYPES).default('bin'),
      /** Zone or aisle it lies in. */
      parentId: zRef.optional(),
      /** Where it lies on the way of somebody who picks: smaller is passed first. */
      pathOrder: zPathOrder.default(0),
      /** Goods may leave before they came. */
      belowZero: z.boolean().default(false),
    }),
    output: z.object({ locationId: z.string() }),
    refusals: [alreadyExists, notFound, outOfScope, badParent, stagedNotSellable, belowZeroNotHere],
  }),
  changeLocation: command('inventory.changeLocation', {
    permission: 'inventory.setup',
    summary:
      'Rename, re-order, close or open a place, hang it below another, or let it go below zero; status and closing only while it is empty',
    input: z.strictObject({
      locationId: zId('loc'),
      code: zCode.optional(),
      name: zText.optional(),
      status: z.enum(PLACE_STATUSES).optional(),
      /** Null: below nothing. */
      parentId: zRef.nullable().optional(),
      pathOrder: zPathOrder.optional(),
      active: z.boolean().optional(),
      /** Goods may leave before they came; taken back only while nothing there is below zero. */
      belowZero: z.boolean().optional(),
    }),
    output: z.object({ locationId: z.string() }),
    refusals: [
      alreadyExists,
      notFound,
      outOfScope,
      badParent,
      stagedNotSellable,
      placeHoldsStock,
      placeInUse,
      belowZeroNotHere,
      placeBelowZero,
    ],
    edits: ({ locationId }) => [locationId],
  }),
  setPutawayRule: command('inventory.setPutawayRule', {
    permission: 'inventory.setup',
    summary: 'Say where goods of a product or a category are put away in the warehouse of the place; one rule each per warehouse',
    input: z
      .strictObject({ sku: zSku.optional(), categoryId: zRef.optional(), locationId: zRef })
      .refine((i) => (i.sku === undefined) !== (i.categoryId === undefined), { error: 'name a product by sku or a category' }),
    output: z.object({ ruleId: z.string() }),
    refusals: [notFound, outOfScope, placeTakesNoStock],
  }),
  dropPutawayRule: command('inventory.dropPutawayRule', {
    permission: 'inventory.setup',
    summary: 'Take a putaway rule away; its goods then go where the next rule says',
    input: z.strictObject({ ruleId: zId('par') }),
    output: z.object({ ruleId: z.string() }),
    refusals: [notFound, outOfScope],
    edits: ({ ruleId }) => [ruleId],
  }),
};
