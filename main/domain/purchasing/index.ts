import type { RoomModule } from '../../engine/registry.ts';
import { postLandedCost } from './commands/landed-cost.ts';
import { cancelOrder, closeOrder, confirmOrder, createOrder, editOrder } from './commands/orders.ts';
import { payBills } from './commands/pay-bills.ts';
import { disputeBill, endDispute, setBillDiscount } from './commands/payables.ts';
import { postBill } from './commands/post-bill.ts';
import { applyPrepayment, payInAdvance } from './commands/prepayments.ts';
import { receiveOrder } from './commands/receive-order.ts';
import { creditSupplierReturn, returnGoods } from './commands/return-goods.ts';
import { setSupplierTerms } from './commands/supplier-terms.ts';
import { writeOffGrni } from './commands/write-off.ts';
import { commitChecks, doctorChecks } from './invariants.ts';
import { billList, getBill } from './queries/read-bills.ts';
import { grniRows } from './queries/read-grni.ts';
import { getOrder, orderList } from './queries/read-orders.ts';
import { listPrepayments } from './queries/read-prepayments.ts';
import { getSupplierTerms } from './queries/read-terms.ts';

export { paySuppliers, type SupplierPayment } from './pay-suppliers.ts';
export { freePayables, insertHolds, type PayableHold } from './payable-holds.ts';

export const purchasingRoom: RoomModule = {
  name: 'purchasing',
  commands: [
    createOrder,
    editOrder,
    confirmOrder,
    cancelOrder,
    closeOrder,
    receiveOrder,
    postBill,
    payBills,
    setBillDiscount,
    disputeBill,
    endDispute,
    postLandedCost,
    returnGoods,
    creditSupplierReturn,
    writeOffGrni,
    setSupplierTerms,
    payInAdvance,
    applyPrepayment,
  ],
  queries: [...orderList.all, getOrder, ...billList.all, getBill, ...grniRows.all, getSupplierTerms, listPrepayments],
  commitChecks,
  doctorChecks,
};
