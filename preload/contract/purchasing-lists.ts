import { z } from 'zod';
import { list } from './list.ts';
import { zCount } from './values/field.ts';

export const ORDER_STATES = ['draft', 'confirmed', 'done', 'cancelled'] as const;

export const zPurchaseOrderRow = z.object({
  id: z.string(),
  number: z.string(),
  partyId: z.string(),
  partyName: z.string(),
  warehouseId: z.string(),
  warehouseCode: z.string(),
  state: z.string(),
  orderedOn: z.string(),
  expectedOn: z.string().nullable(),
  memo: z.string(),
  /** of its prices and what they come to */
  currency: z.string(),
  /** what the lines come to, before tax */
  net: zCount,
  revision: zCount,
});

/** What is ordered from suppliers, by day. */
export const purchaseOrdersList = list('purchasing.orders', {
  permission: 'purchasing.read',
  summary: 'Purchase orders, latest first unless sorted otherwise',
  row: zPurchaseOrderRow,
  key: ['id'],
  kinds: { orderedOn: 'day', expectedOn: 'day', net: 'money', revision: 'int' },
  sortable: ['orderedOn', 'number'],
  filterable: ['id', 'number', 'state', 'orderedOn', 'partyId', 'partyName', 'warehouseId'],
  facets: ['state', 'warehouseId'],
  totals: [],
  order: { column: 'orderedOn', direction: 'desc' },
  scope: ['warehouse'],
});

export const zBillRow = z.object({
  id: z.string(),
  number: z.string(),
  partyId: z.string(),
  partyName: z.string(),
  reference: z.string(),
  billedOn: z.string(),
  dueOn: z.string().nullable(),
  net: zCount,
  tax: zCount,
  total: zCount,
  /** what is still to be paid */
  open: zCount,
  /** what the supplier wrote, `105.00 USD`; null where that is the company's currency */
  written: z.string().nullable(),
  entryId: zCount.nullable(),
  revision: zCount,
});

/** What suppliers billed, by day of the bill. */
export const billsList = list('purchasing.bills', {
  permission: 'purchasing.read',
  summary: 'Supplier bills, latest first unless sorted otherwise',
  row: zBillRow,
  key: ['id'],
  kinds: { billedOn: 'day', dueOn: 'day', net: 'money', tax: 'money', total: 'money', open: 'money', entryId: 'int', revision: 'int' },
  sortable: ['billedOn', 'number'],
  filterable: ['id', 'number', 'reference', 'billedOn', 'partyId', 'partyName'],
  facets: ['partyId'],
  totals: ['net', 'tax', 'total'],
  order: { column: 'billedOn', direction: 'desc' },
  scope: 'company',
});

/** How long something has been open, in days. */
export const AGES = ['0-30', '31-60', '61-90', 'over 90'] as const;

const zGrniRow = z.object({
  /** `<order>/<line>`, or the id of a receipt without an order */
  itemKey: z.string(),
  accountId: z.string(),
  /** number of the order or receipt */
  number: z.string().nullable(),
  orderId: z.string().nullable(),
  lineNo: zCount.nullable(),
  sku: z.string().nullable(),
  partyId: z.string().nullable(),
  partyName: z.string().nullable(),
  openedOn: z.string(),
  days: zCount,
  age: z.enum(AGES),
  /** units received and not billed; below zero what was billed and is not here. Null for a receipt without an order. */
  units: zCount.nullable(),
  /** below zero what is owed for */
  residual: zCount,
});

/** What came and was not billed, or was billed and did not come, by the day it began. */
export const grniList = list('purchasing.grni', {
  permission: 'purchasing.read',
  summary: 'Goods received not invoiced, oldest first unless sorted otherwise',
  row: zGrniRow,
  key: ['accountId', 'itemKey'],
  kinds: { openedOn: 'day', residual: 'money', lineNo: 'int', days: 'int', units: 'qty' },
  sortable: ['openedOn'],
  filterable: ['itemKey', 'partyId', 'partyName', 'openedOn'],
  facets: ['partyId'],
  totals: ['residual'],
  order: { column: 'openedOn', direction: 'asc' },
  scope: 'company',
});
