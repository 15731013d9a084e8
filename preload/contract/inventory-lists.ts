import { z } from 'zod';
import { list } from './list.ts';
import { zDay } from './values/day.ts';
import { zCount } from './values/field.ts';
import { zInstant } from './values/instant.ts';

const zStockRow = z.object({
  itemId: z.string(),
  sku: z.string(),
  title: z.string(),
  locationId: z.string(),
  locationCode: z.string(),
  status: z.string(),
  warehouseId: z.string().nullable(),
  warehouseCode: z.string().nullable(),
  onHand: zCount,
  /** Since when it is below zero, where it is. */
  belowSince: zInstant.nullable(),
  /** Promised of the item in this warehouse, and what may still be; null where the place is not sellable. */
  reserved: zCount.nullable(),
  available: zCount.nullable(),
  /** Minor units: the share of what stands here in the cost pool of item and valuation area. */
  value: zCount,
});

const zMoveRow = z.object({
  moveId: zCount,
  itemId: z.string(),
  sku: z.string(),
  qty: zCount,
  fromLocationId: z.string(),
  fromCode: z.string(),
  toLocationId: z.string(),
  toCode: z.string(),
  effectiveAt: z.string(),
  effectiveOn: z.string(),
  sourceKind: z.string(),
  sourceId: z.string(),
  /** Number of the document that made it; null where it has none, and for who is limited to channels. */
  sourceName: z.string().nullable(),
  reasonCode: z.string().nullable(),
  /** Minor units that left with it, or came in where nothing was valued before; null for a move inside one area. */
  value: zCount.nullable(),
});

const zDocumentRow = z.object({
  id: z.string(),
  kind: z.string(),
  number: z.string(),
  state: z.string(),
  happenedOn: z.string(),
  partyName: z.string().nullable(),
  fromCode: z.string().nullable(),
  toCode: z.string().nullable(),
  reasonCode: z.string().nullable(),
  memo: z.string(),
  lines: zCount,
  /** Minor units; of a count the lines carry no value, its entry does. */
  value: zCount,
  revision: zCount,
});

const zPlaceRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  warehouseId: z.string(),
  warehouseCode: z.string(),
  type: z.string(),
  status: z.string(),
  parentId: z.string().nullable(),
  parentCode: z.string().nullable(),
  pathOrder: zCount,
  active: zCount,
  revision: zCount,
  /** Products that stand there. */
  items: zCount,
  /** 1: goods may leave before they came. */
  belowZero: zCount,
});

/** Places inside the warehouses, closed ones too: `active` is 1 while a place is open. */
export const locationsList = list('inventory.locations', {
  permission: 'inventory.read',
  summary: 'Places of the warehouses by code, with what they are for and how many products stand there',
  row: zPlaceRow,
  key: ['id'],
  kinds: { pathOrder: 'int', active: 'int', revision: 'int', items: 'int', belowZero: 'int' },
  sortable: ['code', 'pathOrder'],
  filterable: ['id', 'code', 'name', 'warehouseId', 'type', 'status', 'parentId', 'active'],
  facets: ['warehouseId', 'type', 'status', 'parentId'],
  totals: [],
  order: { column: 'code', direction: 'asc' },
  scope: ['warehouse'],
});

/** On hand per item and place inside the company. The sum adds up steps of all units. */
export const stockList = list('inventory.stock', {
  permission: 'inventory.read',
  summary: 'On hand per item and place in order of SKU, with what of it is promised and what it is worth',
  row: zStockRow,
  key: ['itemId', 'locationId'],
  kinds: { onHand: 'qty', belowSince: 'instant', reserved: 'qty', available: 'qty', value: 'money' },
  sortable: ['sku'],
  filterable: ['itemId', 'sku', 'title', 'locationId', 'warehouseId', 'status'],
  facets: ['warehouseId', 'locationId', 'status'],
  totals: ['onHand'],
  order: { column: 'sku', direction: 'asc' },
  scope: ['warehouse'],
});

/** On hand per item and place as it was at an instant: what stands there now less all that moved since. */
export const stockAtList = list('inventory.stockAt', {
  permission: 'inventory.read',
  summary: 'On hand per item and place as it was at an instant, in order of SKU; back-dated moves count from the instant they state',
  row: zStockRow.omit({ belowSince: true, reserved: true, available: true, value: true }),
  key: ['itemId', 'locationId'],
  kinds: { onHand: 'qty' },
  sortable: ['sku'],
  filterable: ['itemId', 'sku', 'title', 'locationId', 'warehouseId', 'status'],
  facets: ['warehouseId', 'locationId', 'status'],
  totals: [],
  order: { column: 'sku', direction: 'asc' },
  scope: ['warehouse'],
  /** Left out: now. */
  given: { at: zInstant.optional() },
});

/** What stock is worth per item and valuation area, as the books carry it at the end of a day. */
export const stockValuesList = list('inventory.stockValues', {
  permission: 'inventory.read',
  summary:
    'What stock was worth per item and valuation area at the end of a day, in order of SKU; its sum per area is the balance of the inventory account on that day',
  row: z.object({
    itemId: z.string(),
    sku: z.string(),
    title: z.string(),
    areaId: z.string(),
    areaCode: z.string(),
    areaName: z.string(),
    method: z.string(),
    qty: zCount,
    /** Minor units. */
    value: zCount,
  }),
  key: ['itemId', 'areaId'],
  kinds: { qty: 'qty', value: 'money' },
  sortable: ['sku'],
  filterable: ['itemId', 'sku', 'title', 'areaId'],
  facets: ['areaId'],
  totals: ['value'],
  order: { column: 'sku', direction: 'asc' },
  scope: ['warehouse'],
  /** Left out: now. */
  given: { on: zDay.optional() },
});

/** Every movement. Of a transfer between two warehouses both see it. */
export const movesList = list('inventory.moves', {
  permission: 'inventory.read',
  summary: 'Movements, newest day first unless sorted otherwise',
  row: zMoveRow,
  key: ['moveId'],
  kinds: { moveId: 'int', qty: 'qty', effectiveAt: 'instant', effectiveOn: 'day', value: 'money' },
  sortable: ['effectiveOn'],
  filterable: ['itemId', 'sku', 'fromLocationId', 'toLocationId', 'effectiveOn', 'sourceKind', 'sourceId', 'reasonCode'],
  facets: ['fromLocationId', 'toLocationId', 'sourceKind', 'reasonCode'],
  totals: [],
  order: { column: 'effectiveOn', direction: 'desc' },
  scope: ['warehouse'],
});

/** Opening stock, receipts without order, transfers, counts, write-downs. Transfers under way are `shipped`. */
export const stockDocumentsList = list('inventory.documents', {
  permission: 'inventory.read',
  summary: 'Stock documents, newest day first unless sorted otherwise',
  row: zDocumentRow,
  key: ['id'],
  kinds: { happenedOn: 'day', lines: 'int', value: 'money', revision: 'int' },
  sortable: ['happenedOn', 'number'],
  filterable: ['id', 'kind', 'state', 'happenedOn', 'number', 'partyName', 'fromLocationId', 'toLocationId', 'reasonCode'],
  facets: ['kind', 'state', 'reasonCode', 'fromLocationId', 'toLocationId'],
  totals: [],
  order: { column: 'happenedOn', direction: 'desc' },
  scope: ['warehouse'],
});

const zCountTaskRow = z.object({
  id: z.string(),
  number: z.string(),
  state: z.string(),
  plannedOn: z.string(),
  warehouseId: z.string(),
  warehouseCode: z.string(),
  locationId: z.string(),
  locationCode: z.string(),
  countedAt: z.string().nullable(),
  products: zCount,
  revision: zCount,
});

/** Counts by plan. */
export const countTasksList = list('inventory.countTasks', {
  permission: 'inventory.read',
  summary: 'Places to be counted and those that were, newest first unless sorted otherwise',
  row: zCountTaskRow,
  key: ['id'],
  kinds: { plannedOn: 'day', countedAt: 'instant', products: 'int', revision: 'int' },
  sortable: ['plannedOn', 'number'],
  filterable: ['id', 'number', 'state', 'plannedOn', 'warehouseId', 'locationId'],
  facets: ['state', 'warehouseId', 'locationId'],
  totals: [],
  order: { column: 'plannedOn', direction: 'desc' },
  scope: ['warehouse'],
});

const zLotRow = z.object({
  id: z.string(),
  code: z.string(),
  itemId: z.string(),
  sku: z.string(),
  title: z.string(),
  serial: zCount,
  state: z.string(),
  expiresOn: z.string().nullable(),
  bestBeforeOn: z.string().nullable(),
  /** Last day it may be sold; null where nothing ends. */
  /** `NO_LAST_DAY` where it may be sold for ever: the list is in the order of this day. */
  soldUntil: z.string(),
  /** Units inside the warehouses the asker may see. */
  onHand: zCount,
  revision: zCount,
});

/** Lots and serial numbers. `serial` is 1 for a single unit with a number of its own. */
export const lotsList = list('inventory.lots', {
  permission: 'inventory.read',
  summary: 'Lots and serial numbers with what of them is on hand, those that end first before the others unless sorted otherwise',
  row: zLotRow,
  key: ['id'],
  kinds: { serial: 'int', expiresOn: 'day', bestBeforeOn: 'day', soldUntil: 'day', onHand: 'qty', revision: 'int' },
  sortable: ['soldUntil', 'code'],
  filterable: ['id', 'code', 'itemId', 'sku', 'state', 'serial', 'soldUntil'],
  facets: ['state', 'serial'],
  totals: [],
  order: { column: 'soldUntil', direction: 'asc' },
  // The lots are the whole company's; the warehouses somebody is limited to decide which stock counts.
  scope: [],
});
