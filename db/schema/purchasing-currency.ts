import { counterRef, int, money, ref, table, text } from './dsl.ts';

/** Purchasing in the currency of the supplier: what a document says in it stands beside the document, which keeps the company's. */

/** Currency of an order, where that is not the company's: its prices are in it. */
export const purchaseOrderCurrency = table('purchase_order_currency', {
  kind: 'record',
  columns: { order_id: ref('purchase_order'), currency: text().must((c) => `length(${c}) = 3`) },
  primaryKey: ['order_id'],
  lineOf: { table: 'purchase_order', column: 'order_id' },
});

/** A bill as the supplier wrote it, and the rate it was posted by: `foreign_nano` of its currency for `company_nano` of the company's. */
export const supplierBillCurrency = table('supplier_bill_currency', {
  kind: 'record',
  columns: {
    bill_id: ref('supplier_bill'),
    currency: text().must((c) => `length(${c}) = 3`),
    net: money(),
    tax: money(),
    total: money(),
    foreign_nano: int().must((c) => `${c} > 0`),
    company_nano: int().must((c) => `${c} > 0`),
  },
  primaryKey: ['bill_id'],
  lineOf: { table: 'supplier_bill', column: 'bill_id' },
});

/** A line of such a bill as the supplier wrote it; `exchange` is what it says more or less by the rate alone, in the company's currency. */
export const supplierBillLineCurrency = table('supplier_bill_line_currency', {
  kind: 'record',
  columns: { bill_line_id: counterRef('supplier_bill_line'), bill_id: ref('supplier_bill'), net: money(), tax: money(), exchange: money() },
  primaryKey: ['bill_line_id'],
  lineOf: { table: 'supplier_bill', column: 'bill_id' },
  indexes: [['bill_id']],
});
