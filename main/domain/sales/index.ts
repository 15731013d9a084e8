import type { RoomModule } from '../../engine/registry.ts';
import { ORDERS_PAID } from '../accounting/index.ts';
import { COMPANY_CREATED } from '../company/index.ts';
import { PARTY_ERASED } from '../parties/index.ts';
import { cancelLines, cancelOrder } from './commands/cancel-orders.ts';
import { assignHold, releaseHold, releaseHolds } from './commands/holds.ts';
import { creditNote, issueInvoice } from './commands/issue-documents.ts';
import { setDiscountLimit, setPriceList } from './commands/prices.ts';
import { acceptQuote, declineQuote, makeQuote, reviseQuote, sendQuote } from './commands/quotes.ts';
import { setCustomerTerms, setOrderRule } from './commands/rules.ts';
import { splitOrder } from './commands/split-orders.ts';
import { acceptOrder, acceptOrderAboveLimit, acceptOrders, editOrder } from './commands/take-orders.ts';
import { testAgain } from './holds/again.ts';
import { eraseAddresses, installRules } from './holds/store.ts';
import { commitChecks, doctorChecks } from './invariants.ts';
import { holdList } from './queries/read-holds.ts';
import { getInvoice, invoiceList } from './queries/read-invoices.ts';
import { getOrder, orderList } from './queries/read-orders.ts';
import { getPriceList, listDiscountLimits, priceListList, quotePrices } from './queries/read-prices.ts';
import { getQuote, quoteList } from './queries/read-quotes.ts';
import { getCustomerTerms, listOrderRules, listRuleOwners, tryOrderRule } from './queries/read-rules.ts';
import { quoteChecks } from './quotes/invariants.ts';
import { splitChecks } from './splits/invariants.ts';

export { createOrders, ORDER_ACCEPTED } from './accept-orders.ts';
export { ORDER_CANCELLED } from './cancelling.ts';
export { creditNotes } from './crediting.ts';
export { ORDER_EDITED } from './editing.ts';
export { ORDER_RELEASED } from './holds/again.ts';
export { holdOrdersOf } from './holds/customers.ts';
export { invoiceShipments } from './invoicing.ts';
export { markReturned } from './mark-returned.ts';
export {
  type AcceptedOrder,
  type CreditDraft,
  type Credited,
  type CreditLineDraft,
  type InvoiceDraft,
  type Invoiced,
  type OrderDraft,
  type OrderLineDraft,
} from './model.ts';
export { assertOrderWithinLimit } from './prices/limits.ts';
export { decideWholeSets, spread, weightsOf } from './sets.ts';
export { ORDER_SPLIT, type OrderSplit } from './splits/split.ts';

export const salesRoom: RoomModule = {
  name: 'sales',
  commands: [
    acceptOrder,
    acceptOrderAboveLimit,
    acceptOrders,
    editOrder,
    cancelOrder,
    cancelLines,
    splitOrder,
    releaseHold,
    releaseHolds,
    issueInvoice,
    creditNote,
    assignHold,
    setOrderRule,
    setCustomerTerms,
    setPriceList,
    setDiscountLimit,
    makeQuote,
    reviseQuote,
    sendQuote,
    acceptQuote,
    declineQuote,
  ],
  queries: [
    ...orderList.all,
    getOrder,
    ...invoiceList.all,
    getInvoice,
    ...holdList.all,
    listOrderRules,
    listRuleOwners,
    tryOrderRule,
    getCustomerTerms,
    ...priceListList.all,
    getPriceList,
    quotePrices,
    listDiscountLimits,
    ...quoteList.all,
    getQuote,
  ],
  events: [
    { event: COMPANY_CREATED, run: (ctx) => installRules(ctx) },
    {
      event: ORDERS_PAID,
      run: async (ctx, { data }) => {
        await testAgain(ctx, (data as { readonly orderIds: readonly string[] }).orderIds, ['payment']);
      },
    },
    { event: PARTY_ERASED, run: (ctx, { data }) => eraseAddresses(ctx, (data as { readonly partyId: string }).partyId) },
  ],
  commitChecks,
  doctorChecks: [...doctorChecks, ...splitChecks, ...quoteChecks],
};
