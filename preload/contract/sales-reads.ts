import { z } from 'zod';
import { notFound } from './engine.ts';
import { list } from './list.ts';
import { query } from './operation.ts';
import { CREDIT_KINDS, ORDER_STATES, PAYMENT_MODES } from './sales.ts';
import { PRICE_BASES } from './sales-prices.ts';
import { zCount, zRef } from './values/field.ts';

const zOrderRow = z.object({
  id: z.string(),
  number: z.string(),
  channelId: z.string().nullable(),
  channelName: z.string().nullable(),
  externalId: z.string().nullable(),
  partyId: z.string(),
  partyName: z.string(),
  state: z.enum(ORDER_STATES),
  payment: z.enum(PAYMENT_MODES),
  orderedAt: z.string(),
  orderedOn: z.string(),
  promisedOn: z.string().nullable(),
  currency: z.string(),
  country: z.string(),
  net: zCount,
  tax: zCount,
  total: zCount,
  revision: zCount,
});

const zInvoiceRow = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(['invoice', 'credit-note']),
  creditKind: z.enum(CREDIT_KINDS).nullable(),
  orderId: z.string().nullable(),
  orderNumber: z.string().nullable(),
  creditsId: z.string().nullable(),
  shipmentId: z.string().nullable(),
  returnId: z.string().nullable(),
  partyId: z.string(),
  partyName: z.string(),
  channelId: z.string().nullable(),
  channelName: z.string().nullable(),
  issuedOn: z.string(),
  currency: z.string(),
  net: zCount,
  tax: zCount,
  total: zCount,
  entryId: zCount.nullable(),
  revision: zCount,
});

/** Whether the time somebody had to decide is over. */
export const DUE = ['overdue', 'in-time', 'none'] as const;

const zHoldRow = z.object({
  id: z.string(),
  orderId: z.string(),
  /** code of the rule, or of what came with the order */
  code: z.string(),
  /** name of the rule; the code where no rule placed it */
  rule: z.string(),
  severity: z.enum(['block', 'warn']),
  /** who looks after it: the owner of the rule; empty where no rule placed it */
  owner: z.string(),
  assigneeId: z.string().nullable(),
  assignee: z.string().nullable(),
  detail: z.string(),
  placedAt: z.string(),
  /** when somebody should have decided; null where the rule sets no time */
  dueAt: z.string().nullable(),
  due: z.enum(DUE),
  releasedAt: z.string().nullable(),
  releaseReason: z.string().nullable(),
  revision: zCount,
});

/** Open holds of orders: what waits for a decision, longest first. */
export const holdsList = list('sales.holds', {
  permission: 'sales.read',
  summary: 'Open holds of orders, oldest first unless sorted otherwise',
  row: zHoldRow.extend({
    number: z.string(),
    partyId: z.string(),
    partyName: z.string(),
    channelId: z.string().nullable(),
    channelName: z.string().nullable(),
    country: z.string(),
    currency: z.string(),
    total: zCount,
  }),
  key: ['id'],
  kinds: { placedAt: 'instant', dueAt: 'instant', releasedAt: 'instant', total: 'money', revision: 'int' },
  sortable: ['placedAt', 'dueAt'],
  filterable: ['id', 'orderId', 'number', 'partyName', 'code', 'severity', 'owner', 'assigneeId', 'channelId', 'due'],
  facets: ['code', 'severity', 'assigneeId', 'channelId', 'due'],
  totals: [],
  order: { column: 'placedAt', direction: 'asc' },
  scope: ['channel'],
});

/** Orders by moment, number or amount. */
export const ordersList = list('sales.orders', {
  permission: 'sales.read',
  summary: 'Orders, newest first unless sorted otherwise',
  row: zOrderRow,
  key: ['id'],
  kinds: { orderedAt: 'instant', orderedOn: 'day', promisedOn: 'day', net: 'money', tax: 'money', total: 'money', revision: 'int' },
  sortable: ['orderedAt', 'number', 'total'],
  filterable: ['id', 'state', 'partyId', 'partyName', 'channelId', 'orderedOn', 'orderedAt', 'number', 'total'],
  facets: ['state', 'channelId'],
  totals: ['net', 'tax', 'total'],
  order: { column: 'orderedAt', direction: 'desc' },
  scope: ['channel'],
});

/** Invoices and credit notes; the amounts of credit notes are negative, so the sums are true. */
export const invoicesList = list('sales.invoices', {
  permission: 'sales.read',
  summary: 'Invoices and credit notes, newest first unless sorted otherwise',
  row: zInvoiceRow,
  key: ['id'],
  kinds: { issuedOn: 'day', net: 'money', tax: 'money', total: 'money', entryId: 'int', revision: 'int' },
  sortable: ['issuedOn', 'number'],
  filterable: ['id', 'kind', 'orderId', 'orderNumber', 'partyId', 'partyName', 'channelId', 'issuedOn', 'number', 'creditsId'],
  facets: ['kind', 'channelId'],
  totals: ['net', 'tax', 'total'],
  order: { column: 'issuedOn', direction: 'desc' },
  scope: ['channel'],
});

/** What is priced: quantity in steps, unit price in micros, discount, its rate in millionths, and amounts in minor units. */
const priced = {
  qty: zCount,
  unitPriceMicros: zCount,
  discount: zCount,
  discountPpm: zCount,
  net: zCount,
  tax: zCount,
  total: zCount,
};

/** What can be asked of the room; what can be done in it stands in `sales.ts`. */
export const salesReads = {
  listOrders: ordersList.page,
  countOrders: ordersList.count,
  facetOrders: ordersList.facet,
  getOrder: query('sales.getOrder', {
    permission: 'sales.read',
    summary: 'One order: lines and what became of them, holds, invoices, shipments, what is paid',
    input: z.strictObject({
      orderId: zRef.optional(),
      number: z.string().max(40).optional(),
      channelId: zRef.optional(),
      externalId: z.string().max(120).optional(),
    }),
    output: zOrderRow.extend({
      taxRounding: z.enum(['line', 'document']),
      amounts: z.enum(['received', 'computed']),
      cancelReason: z.string().nullable(),
      /** the order this one was split off, and those that were split off this one */
      splitFrom: z.object({ id: z.string(), number: z.string() }).nullable(),
      /** the quote it was taken from */
      quote: z.object({ id: z.string(), number: z.string() }).nullable(),
      splitInto: z.array(z.object({ id: z.string(), number: z.string() })),
      fulfilment: z.enum(['unshipped', 'partly-shipped', 'shipped']),
      invoicing: z.enum(['uninvoiced', 'partly-invoiced', 'invoiced']),
      /** paid before shipment and not applied to an invoice yet, minor units */
      openDeposit: zCount,
      lines: z.array(
        z.object({
          id: zCount,
          lineNo: zCount,
          kind: z.enum(['item', 'charge']),
          itemId: z.string().nullable(),
          sku: z.string(),
          title: z.string(),
          ...priced,
          taxCode: z.string().nullable(),
          taxRatePpm: zCount,
          revenueRole: z.string(),
          qtyShipped: zCount,
          qtyInvoiced: zCount,
          qtyCancelled: zCount,
          qtyReturned: zCount,
          qtyCredited: zCount,
          netInvoiced: zCount,
          taxInvoiced: zCount,
          netCredited: zCount,
          taxCredited: zCount,
          /** who named the price, where no person and no channel did */
          priceBasis: z.enum(PRICE_BASES).nullable(),
          priceListId: z.string().nullable(),
          priceListName: z.string().nullable(),
        }),
      ),
      /** Packs and kits: ordered as one, with the lines of their goods and how many steps of each one takes. */
      sets: z.array(
        z.object({
          id: zCount,
          kind: z.enum(['pack', 'kit']),
          itemId: z.string(),
          sku: z.string(),
          title: z.string(),
          ...priced,
          lines: z.array(z.object({ orderLineId: zCount, perSet: zCount })),
        }),
      ),
      holds: z.array(zHoldRow),
      invoices: z.array(zInvoiceRow.extend({ open: zCount })),
      shipmentIds: z.array(z.string()),
    }),
    refusals: [notFound],
  }),
  listInvoices: invoicesList.page,
  countInvoices: invoicesList.count,
  facetInvoices: invoicesList.facet,
  getInvoice: query('sales.getInvoice', {
    permission: 'sales.read',
    summary: 'One invoice or credit note with its lines, tax by code and what is still open',
    input: z.strictObject({ invoiceId: zRef.optional(), number: z.string().max(40).optional() }),
    output: zInvoiceRow.extend({
      memo: z.string(),
      /** what the customer still owes; negative: what we owe the customer */
      open: zCount,
      /** Day it has to be paid by, where that is later than its own. */
      dueOn: z.string().nullable(),
      /** The parts it falls due in, where there is more than one; `dueOn` is then the day of the first. */
      instalments: z.array(z.object({ dueOn: z.string(), amount: zCount, open: zCount })),
      /** What is let off when it is paid by a day. */
      discount: z.object({ amount: zCount, untilOn: z.string(), left: zCount }).nullable(),
      lines: z.array(
        z.object({
          id: zCount,
          lineNo: zCount,
          orderLineId: zCount.nullable(),
          shipmentLineId: zCount.nullable(),
          itemId: z.string().nullable(),
          title: z.string(),
          qty: zCount,
          net: zCount,
          tax: zCount,
          total: zCount,
          taxCode: z.string().nullable(),
          revenueRole: z.string(),
        }),
      ),
      taxes: z.array(z.object({ taxCode: z.string().nullable(), net: zCount, tax: zCount })),
    }),
    refusals: [notFound],
  }),
  listHolds: holdsList.page,
  countHolds: holdsList.count,
  facetHolds: holdsList.facet,
};
