import { z } from 'zod';
import { notFound, outOfScope } from './engine.ts';
import { locationsList, movesList, stockAtList, stockDocumentsList, stockList, stockValuesList } from './inventory-lists.ts';
import { query } from './operation.ts';
import { zDay } from './values/day.ts';
import { pageWindow, zCode, zRef } from './values/field.ts';
import { zId } from './values/id.ts';
import { PAGE_LIMIT_MAX } from './values/page.ts';

const warehouseFields = { id: z.string(), code: z.string(), name: z.string(), country: z.string(), active: z.number().int() };

/** What can be asked of the room; what can be done in it stands in `inventory.ts`. */
export const inventoryReads = {
  listWarehouses: query('inventory.listWarehouses', {
    permission: 'inventory.read',
    summary: 'Warehouses with the open places stock can stand in',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          ...warehouseFields,
          revision: z.number().int(),
          locations: z.array(
            z.object({
              id: z.string(),
              code: z.string(),
              name: z.string(),
              status: z.string(),
              type: z.string(),
              areaId: z.string().nullable(),
            }),
          ),
        }),
      ),
    }),
  }),
  sumWarehouses: query('inventory.sumWarehouses', {
    permission: 'inventory.read',
    summary: 'Warehouses with the number of their open places, the units on hand and the value per valuation area',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          ...warehouseFields,
          revision: z.number().int(),
          places: z.number().int(),
          /** Steps of all stock units together, whatever their status. */
          onHand: z.number().int(),
          /** Stock and quarantine are each an area with an inventory account of its own; value in minor units. */
          areas: z.array(z.object({ areaId: z.string(), code: z.string(), value: z.number().int() })),
        }),
      ),
    }),
  }),
  listLocations: locationsList.page,
  countLocations: locationsList.count,
  facetLocations: locationsList.facet,
  getLocation: query('inventory.getLocation', {
    permission: 'inventory.read',
    summary: 'One place, by id or by the code on its label, with the places it lies in',
    input: z
      .strictObject({ locationId: zRef.optional(), code: zCode.optional() })
      .refine((i) => (i.locationId === undefined) !== (i.code === undefined), { error: 'name a place by id or by code' }),
    output: locationsList.row.extend({
      /** From the outermost zone inwards. */
      path: z.array(z.object({ id: z.string(), code: z.string() })),
      /** Places directly below it. */
      below: z.number().int(),
    }),
    refusals: [notFound, outOfScope],
  }),
  listPutawayRules: query('inventory.listPutawayRules', {
    permission: 'inventory.read',
    summary: 'Where goods are put away, rules for products before those for categories',
    input: z.strictObject({ ...pageWindow, warehouseId: zRef.optional() }),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          warehouseId: z.string(),
          warehouseCode: z.string(),
          itemId: z.string().nullable(),
          sku: z.string().nullable(),
          categoryId: z.string().nullable(),
          categoryName: z.string().nullable(),
          locationId: z.string(),
          locationCode: z.string(),
          revision: z.number().int(),
        }),
      ),
    }),
  }),
  suggestPutaway: query('inventory.suggestPutaway', {
    permission: 'inventory.read',
    summary: 'What stands at a place by SKU, and where the rules put it away to',
    input: z.strictObject({ ...pageWindow, locationId: zRef }),
    output: z.object({
      rows: z.array(
        z.object({
          itemId: z.string(),
          sku: z.string(),
          title: z.string(),
          qty: z.number().int(),
          toLocationId: z.string(),
          toCode: z.string(),
          /** Rule of the product, rule of its category, where it stands already, or the stock place of the warehouse. */
          why: z.enum(['product', 'category', 'there-already', 'stock']),
        }),
      ),
    }),
    refusals: [notFound, outOfScope],
  }),
  listStock: stockList.page,
  countStock: stockList.count,
  facetStock: stockList.facet,
  listStockAt: stockAtList.page,
  countStockAt: stockAtList.count,
  facetStockAt: stockAtList.facet,
  listStockValues: stockValuesList.page,
  countStockValues: stockValuesList.count,
  facetStockValues: stockValuesList.facet,
  stockByItem: query('inventory.stockByItem', {
    permission: 'inventory.read',
    summary: 'Sellable, reserved and available per item and warehouse',
    input: z.strictObject({ itemIds: z.array(zRef).min(1).max(PAGE_LIMIT_MAX) }),
    output: z.object({
      rows: z.array(
        z.object({
          itemId: z.string(),
          warehouseId: z.string(),
          sellable: z.number().int(),
          reserved: z.number().int(),
          available: z.number().int(),
        }),
      ),
    }),
  }),
  stockOfKit: query('inventory.stockOfKit', {
    permission: 'inventory.read',
    summary: 'How often a kit can be had in each warehouse, and the component that limits it',
    input: z.strictObject({ itemId: zRef }),
    output: z.object({
      rows: z.array(
        z.object({
          warehouseId: z.string(),
          warehouseCode: z.string(),
          available: z.number().int(),
          scarceItemId: z.string(),
          scarceSku: z.string(),
        }),
      ),
    }),
  }),
  listMoves: movesList.page,
  countMoves: movesList.count,
  facetMoves: movesList.facet,
  layersOfItem: query('inventory.layersOfItem', {
    permission: 'inventory.read',
    summary: 'Why an item costs what it costs: its layers, what they came from and what is left',
    input: z.strictObject({ ...pageWindow, itemId: zRef, areaId: zRef.optional(), open: z.boolean().default(true) }),
    output: z.object({
      pools: z.array(
        z.object({ areaId: z.string(), areaCode: z.string(), method: z.string(), qty: z.number().int(), value: z.number().int() }),
      ),
      rows: z.array(
        z.object({
          layerId: z.number().int(),
          areaId: z.string(),
          method: z.string(),
          effectiveAt: z.string(),
          effectiveOn: z.string(),
          sourceKind: z.string(),
          sourceId: z.string(),
          parentLayerId: z.number().int().nullable(),
          qtyIn: z.number().int(),
          valueIn: z.number().int(),
          qtyLeft: z.number().int(),
          valueLeft: z.number().int(),
        }),
      ),
    }),
  }),
  traceCost: query('inventory.traceCost', {
    permission: 'inventory.read',
    summary: 'Why this cost: the layers a move used or made, each followed back to what it first came in with',
    input: z
      .strictObject({ moveId: z.int().positive().optional(), layerId: z.int().positive().optional() })
      .refine((i) => (i.moveId === undefined) !== (i.layerId === undefined), { error: 'name a move or a layer' }),
    output: z.object({
      itemId: z.string(),
      sku: z.string(),
      /** What the move took from and gave to layers; of a layer, what came in and what has left. Signed, steps and minor units. */
      uses: z.array(
        z.object({
          lineId: z.number().int(),
          layerId: z.number().int(),
          kind: z.string(),
          qty: z.number().int(),
          value: z.number().int(),
          moveId: z.number().int().nullable(),
          sourceKind: z.string().nullable(),
          sourceId: z.string().nullable(),
          effectiveOn: z.string(),
        }),
      ),
      /** Lines that are not shown. */
      leftOut: z.number().int(),
      /** Those layers and all they descend from; the one without a parent is where the cost began. */
      layers: z.array(
        z.object({
          layerId: z.number().int(),
          parentLayerId: z.number().int().nullable(),
          areaCode: z.string(),
          method: z.string(),
          effectiveOn: z.string(),
          sourceKind: z.string(),
          sourceId: z.string(),
          qtyIn: z.number().int(),
          valueIn: z.number().int(),
          /** Micros per stock unit it came in at, rounded; null where nothing came in. */
          unitCostMicros: z.number().int().nullable(),
        }),
      ),
    }),
    refusals: [notFound, outOfScope],
  }),
  valueByArea: query('inventory.valueByArea', {
    permission: 'inventory.read',
    summary:
      'Stock value per valuation area beside the balance of its inventory account, now or at the end of a day; the gap is always zero',
    input: z.strictObject({ on: zDay.optional() }),
    output: z.object({
      rows: z.array(
        z.object({
          areaId: z.string(),
          code: z.string(),
          name: z.string(),
          accountId: z.string(),
          value: z.number().int(),
          books: z.number().int(),
          gap: z.number().int(),
        }),
      ),
    }),
  }),
  getDocument: query('inventory.getDocument', {
    permission: 'inventory.read',
    summary: 'One stock document with its lines',
    input: z.strictObject({ documentId: zId('sd'), ...pageWindow }),
    output: z.object({
      id: z.string(),
      kind: z.string(),
      number: z.string(),
      state: z.string(),
      happenedOn: z.string(),
      partyId: z.string().nullable(),
      partyName: z.string().nullable(),
      fromLocationId: z.string().nullable(),
      fromCode: z.string().nullable(),
      toLocationId: z.string().nullable(),
      toCode: z.string().nullable(),
      reasonCode: z.string().nullable(),
      memo: z.string(),
      entryId: z.number().int().nullable(),
      revision: z.number().int(),
      lineCount: z.number().int(),
      lines: z.array(
        z.object({
          lineNo: z.number().int(),
          itemId: z.string(),
          sku: z.string(),
          title: z.string(),
          qty: z.number().int(),
          unitCostMicros: z.number().int().nullable(),
          value: z.number().int().nullable(),
          countedQty: z.number().int().nullable(),
          bookQty: z.number().int().nullable(),
          receivedQty: z.number().int().nullable(),
          lostQty: z.number().int().nullable(),
          /** Where the line went, of a document whose lines went to several places. */
          toCode: z.string().nullable(),
        }),
      ),
    }),
    refusals: [notFound],
  }),
  listDocuments: stockDocumentsList.page,
  countDocuments: stockDocumentsList.count,
  facetDocuments: stockDocumentsList.facet,
  listHolds: query('inventory.listHolds', {
    permission: 'inventory.read',
    summary: 'Holds of a subject, or the open ones with a code',
    input: z.strictObject({ ...pageWindow, subject: z.strictObject({ kind: zCode, id: zRef }).optional(), code: zCode.optional() }),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          subjectKind: z.string(),
          subjectId: z.string(),
          code: z.string(),
          severity: z.string(),
          detail: z.string(),
          placedBy: z.string(),
          placedAt: z.string(),
          releasedAt: z.string().nullable(),
          releaseReason: z.string().nullable(),
          revision: z.number().int(),
        }),
      ),
    }),
  }),
};
