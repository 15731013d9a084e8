import { z } from 'zod';
import { list } from './list.ts';
import { zCount } from './values/field.ts';

export const zEntryRow = z.object({
  id: zCount,
  seq: zCount,
  journal: z.string(),
  number: z.string(),
  postedOn: z.string(),
  documentOn: z.string(),
  sourceKind: z.string(),
  sourceId: z.string(),
  memo: z.string(),
  reversesId: zCount.nullable(),
  debit: zCount,
});

const zOpenItemRow = z.object({
  accountId: z.string(),
  accountCode: z.string(),
  accountName: z.string(),
  itemKey: z.string(),
  /** Number of the document that opened it; null where it has none. */
  itemName: z.string().nullable(),
  partyId: z.string().nullable(),
  partyName: z.string().nullable(),
  openedOn: z.string(),
  dueOn: z.string().nullable(),
  currency: z.string(),
  residual: zCount,
  docResidual: zCount,
});

const zPaymentRow = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.string(),
  partyId: z.string().nullable(),
  partyName: z.string().nullable(),
  channelId: z.string().nullable(),
  channelName: z.string().nullable(),
  orderId: z.string().nullable(),
  orderNumber: z.string().nullable(),
  paidOn: z.string(),
  currency: z.string(),
  amount: zCount,
  /** The amount as it moved: what came in, and below zero what went out. */
  flow: zCount,
  entryId: zCount,
  externalId: z.string().nullable(),
});

/** Entries of all journals by day. `debit` is what stands on each side. */
export const entriesList = list('accounting.entries', {
  permission: 'accounting.read',
  summary: 'Journal entries by day, newest first unless sorted otherwise',
  // What made an entry has a number of its own; null where nobody has a name for it.
  row: zEntryRow.extend({ sourceName: z.string().nullable() }),
  key: ['id'],
  kinds: { id: 'int', seq: 'int', postedOn: 'day', documentOn: 'day', reversesId: 'int', debit: 'money' },
  sortable: ['postedOn', 'number'],
  filterable: ['journal', 'number', 'postedOn', 'sourceKind', 'sourceId'],
  facets: ['journal', 'sourceKind'],
  totals: [],
  order: { column: 'postedOn', direction: 'desc' },
  scope: 'company',
});

/** What is open on accounts that are kept by item. `role` names the accounts by what they are for: `receivable`. */
export const openItemsList = list('accounting.openItems', {
  permission: 'accounting.read',
  summary: 'What is open, oldest first unless sorted otherwise',
  row: zOpenItemRow,
  key: ['accountId', 'itemKey'],
  kinds: { openedOn: 'day', dueOn: 'day', residual: 'money', docResidual: 'money' },
  sortable: ['openedOn'],
  filterable: ['accountId', 'role', 'itemKey', 'partyId', 'partyName', 'openedOn', 'dueOn'],
  facets: ['accountId'],
  totals: ['residual'],
  order: { column: 'openedOn', direction: 'asc' },
  scope: 'company',
});

/** Money that moved. The sum is what came in less what went out. */
export const paymentsList = list('accounting.payments', {
  permission: 'accounting.read',
  summary: 'Payments by day, newest first unless sorted otherwise',
  row: zPaymentRow,
  key: ['id'],
  kinds: { paidOn: 'day', amount: 'money', flow: 'money', entryId: 'int' },
  sortable: ['paidOn', 'number'],
  filterable: ['id', 'number', 'kind', 'orderId', 'orderNumber', 'partyId', 'partyName', 'channelId', 'paidOn'],
  facets: ['kind', 'channelId'],
  totals: ['flow'],
  order: { column: 'paidOn', direction: 'desc' },
  scope: 'company',
});
