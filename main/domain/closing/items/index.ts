import type { CloseItem } from '../item.ts';
import { accruals } from './accruals.ts';
import { approvals } from './approvals.ts';
import { bankLinesOpen, bankNotSeen, clearingProven, disputesOpen, payoutsInTransit } from './bank.ts';
import { billedNotReceived } from './billed-not-received.ts';
import { channelClearing } from './channel-clearing.ts';
import { controlAccounts } from './control-accounts.ts';
import { creditBalances } from './credit-balances.ts';
import { deposits } from './deposits.ts';
import { drafts } from './drafts.ts';
import { exceptions } from './exceptions.ts';
import { grniAged } from './grni-aged.ts';
import { inTransit } from './in-transit.ts';
import { invoicedNotShipped } from './invoiced-not-shipped.ts';
import { landedAged } from './landed-aged.ts';
import { locks } from './locks.ts';
import { ordersNotImported } from './orders-not-imported.ts';
import { paymentsOnWay } from './payments-on-way.ts';
import { ratesThere, revalued } from './rates.ts';
import { receivablesOverdue } from './receivables-overdue.ts';
import { returnsClearing } from './returns-clearing.ts';
import { shippedNotInvoiced } from './shipped-not-invoiced.ts';
import { stockBooks } from './stock-books.ts';
import { supplierReturns } from './supplier-returns.ts';
import { suspense } from './suspense.ts';
import { tax } from './tax.ts';
import { zeroCost } from './zero-cost.ts';

/** The checklist, area by area; every room whose work has to be settled before a close has its items here. */
export const closeItems: readonly CloseItem[] = [
  shippedNotInvoiced,
  invoicedNotShipped,
  deposits,
  returnsClearing,
  receivablesOverdue,
  creditBalances,
  ordersNotImported,
  exceptions,
  grniAged,
  billedNotReceived,
  supplierReturns,
  landedAged,
  drafts,
  stockBooks,
  zeroCost,
  inTransit,
  bankLinesOpen,
  bankNotSeen,
  channelClearing,
  clearingProven,
  payoutsInTransit,
  paymentsOnWay,
  disputesOpen,
  ratesThere,
  revalued,
  suspense,
  tax,
  controlAccounts,
  accruals,
  approvals,
  locks,
];
