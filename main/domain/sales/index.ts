import type { RoomModule } from '../../engine/registry.ts';
import { COMPANY_CREATED } from '../company/index.ts';
import { cancelLines, cancelOrder } from './commands/cancel-orders.ts';
import { releaseHold, releaseHolds, setOrderRule } from './commands/holds-and-rules.ts';
import { creditNote, issueInvoice } from './commands/issue-documents.ts';
import { acceptOrder, acceptOrders, editOrder } from './commands/take-orders.ts';
import { commitChecks, doctorChecks } from './invariants.ts';
import { listHolds, listOrderRules } from './queries/read-holds.ts';
import { getInvoice, invoiceList } from './queries/read-invoices.ts';
import { getOrder, orderList } from './queries/read-orders.ts';
import { installRules } from './store.ts';

export { createOrders, ORDER_ACCEPTED } from './accept-orders.ts';
export { ORDER_CANCELLED } from './cancelling.ts';
export { ORDER_RELEASED } from './commands/holds-and-rules.ts';
export { creditNotes } from './crediting.ts';
export { ORDER_EDITED } from './editing.ts';
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
export { decideWholeSets, spread, weightsOf } from './sets.ts';

export const salesRoom: RoomModule = {
  name: 'sales',
  commands: [
    acceptOrder,
    acceptOrders,
    editOrder,
    cancelOrder,
    cancelLines,
    releaseHold,
    releaseHolds,
    issueInvoice,
    creditNote,
    setOrderRule,
  ],
  queries: [...orderList.all, getOrder, ...invoiceList.all, getInvoice, listHolds, listOrderRules],
  events: [{ event: COMPANY_CREATED, run: (ctx) => installRules(ctx) }],
  commitChecks,
  doctorChecks,
};
