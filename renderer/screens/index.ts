import type { ScreenDef } from '../kit/screen.ts';
import { account as ledgerAccount } from './accounting/account/screen.ts';
import { accruals } from './accounting/accruals/screen.ts';
import { aged } from './accounting/aged/screen.ts';
import { chart } from './accounting/chart/screen.ts';
import { close } from './accounting/close/screen.ts';
import { closeItem } from './accounting/close-item/screen.ts';
import { closePeriod } from './accounting/close-period/screen.ts';
import { dunning } from './accounting/dunning/screen.ts';
import { dunningLetter } from './accounting/dunning-letter/screen.ts';
import { dunningLetters } from './accounting/dunning-letters/screen.ts';
import { dunningLevels } from './accounting/dunning-levels/screen.ts';
import { importRates } from './accounting/import-rates/screen.ts';
import { journalEntries } from './accounting/journal-entries/screen.ts';
import { journalEntry } from './accounting/journal-entry/screen.ts';
import { openItems } from './accounting/open-items/screen.ts';
import { paymentTerms } from './accounting/payment-terms/screen.ts';
import { payments } from './accounting/payments/screen.ts';
import { periods } from './accounting/periods/screen.ts';
import { exchangeRate } from './accounting/rate/screen.ts';
import { exchangeRates } from './accounting/rates/screen.ts';
import { reopening } from './accounting/reopening/screen.ts';
import { revaluation } from './accounting/revaluation/screen.ts';
import { statements } from './accounting/statements/screen.ts';
import { trialBalance } from './accounting/trial-balance/screen.ts';
import { bankAccount } from './banking/bank-account/screen.ts';
import { bankAccounts } from './banking/bank-accounts/screen.ts';
import { bankLine } from './banking/bank-line/screen.ts';
import { bankLines } from './banking/bank-lines/screen.ts';
import { bankRules } from './banking/bank-rules/screen.ts';
import { bankStatements } from './banking/bank-statements/screen.ts';
import { newPaymentRun } from './banking/new-payment-run/screen.ts';
import { newSettlement } from './banking/new-settlement/screen.ts';
import { paymentRun } from './banking/payment-run/screen.ts';
import { paymentRuns } from './banking/payment-runs/screen.ts';
import { reconcile } from './banking/reconcile/screen.ts';
import { settlement } from './banking/settlement/screen.ts';
import { settlements } from './banking/settlements/screen.ts';
import { catalogue } from './catalog/basics/screen.ts';
import { item } from './catalog/item/screen.ts';
import { items } from './catalog/items/screen.ts';
import { standardCosts } from './catalog/standard-costs/screen.ts';
import { channel } from './channels/channel/screen.ts';
import { channels } from './channels/channels/screen.ts';
import { exceptions } from './channels/exceptions/screen.ts';
import { inbox } from './channels/inbox/screen.ts';
import { mapSkus } from './channels/map-skus/screen.ts';
import { mapping } from './channels/mapping/screen.ts';
import { skuMeaning } from './channels/meaning/screen.ts';
import { skuMeanings } from './channels/meanings/screen.ts';
import { inboxRecord } from './channels/record/screen.ts';
import { runs } from './channels/runs/screen.ts';
import { account } from './company/account/screen.ts';
import { approval } from './company/approval/screen.ts';
import { approvalPolicies } from './company/approval-policies/screen.ts';
import { approvalPolicy } from './company/approval-policy/screen.ts';
import { approvals } from './company/approvals/screen.ts';
import { letterhead } from './company/letterhead/screen.ts';
import { role } from './company/role/screen.ts';
import { roles } from './company/roles/screen.ts';
import { settings } from './company/settings/screen.ts';
import { substitutes } from './company/substitutes/screen.ts';
import { user } from './company/user/screen.ts';
import { users } from './company/users/screen.ts';
import { auditLog } from './engine/audit-log/screen.ts';
import { backups } from './engine/backups/screen.ts';
import { command } from './engine/command/screen.ts';
import { doctor } from './engine/doctor/screen.ts';
import { incidents } from './engine/incidents/screen.ts';
import { jobs } from './engine/jobs/screen.ts';
import { outbox } from './engine/outbox/screen.ts';
import { schedule } from './engine/schedule/screen.ts';
import { schedules } from './engine/schedules/screen.ts';
import { allocate } from './fulfillment/allocate/screen.ts';
import { carrierService } from './fulfillment/carrier-service/screen.ts';
import { lotShipments } from './fulfillment/lot-shipments/screen.ts';
import { merges } from './fulfillment/merges/screen.ts';
import { packBench } from './fulfillment/pack-bench/screen.ts';
import { packageType } from './fulfillment/package-type/screen.ts';
import { packageTypes } from './fulfillment/package-types/screen.ts';
import { parcelBench } from './fulfillment/parcel-bench/screen.ts';
import { parcels } from './fulfillment/parcels/screen.ts';
import { pickBench } from './fulfillment/pick-bench/screen.ts';
import { pickFaces } from './fulfillment/pick-faces/screen.ts';
import { replenishBench } from './fulfillment/replenish-bench/screen.ts';
import { replenishment } from './fulfillment/replenishment/screen.ts';
import { setFaces } from './fulfillment/set-faces/screen.ts';
import { shipment } from './fulfillment/shipment/screen.ts';
import { shipments } from './fulfillment/shipments/screen.ts';
import { wave } from './fulfillment/wave/screen.ts';
import { waveTemplate } from './fulfillment/wave-template/screen.ts';
import { waveTemplates } from './fulfillment/wave-templates/screen.ts';
import { waveWork } from './fulfillment/wave-work/screen.ts';
import { waves } from './fulfillment/waves/screen.ts';
import { figure } from './home/figure/screen.ts';
import { home } from './home/home/screen.ts';
import { countPlace } from './inventory/count/screen.ts';
import { countTask } from './inventory/count-task/screen.ts';
import { countTasks } from './inventory/count-tasks/screen.ts';
import { document } from './inventory/document/screen.ts';
import { counts, receipts, transfers } from './inventory/documents/screen.ts';
import { lot } from './inventory/lot/screen.ts';
import { lots } from './inventory/lots/screen.ts';
import { moves } from './inventory/moves/screen.ts';
import { place } from './inventory/place/screen.ts';
import { places } from './inventory/places/screen.ts';
import { putAway } from './inventory/put-away/screen.ts';
import { receiveGoods } from './inventory/receive/screen.ts';
import { receiveBench } from './inventory/receive-bench/screen.ts';
import { stock } from './inventory/stock/screen.ts';
import { stockAt } from './inventory/stock-at/screen.ts';
import { stockValue } from './inventory/stock-value/screen.ts';
import { moveStock } from './inventory/transfer/screen.ts';
import { warehouses } from './inventory/warehouses/screen.ts';
import { writeDown } from './inventory/write-down/screen.ts';
import { bill } from './purchasing/bill/screen.ts';
import { bills } from './purchasing/bills/screen.ts';
import { editPurchaseOrder } from './purchasing/edit-order/screen.ts';
import { grni } from './purchasing/grni/screen.ts';
import { newBill } from './purchasing/new-bill/screen.ts';
import { newPurchaseOrder } from './purchasing/new-order/screen.ts';
import { purchaseOrder } from './purchasing/order/screen.ts';
import { purchaseOrders } from './purchasing/orders/screen.ts';
import { receivePurchase } from './purchasing/receive/screen.ts';
import { newReturn } from './returns/new-return/screen.ts';
import { customerReturn } from './returns/return/screen.ts';
import { customerReturns } from './returns/returns/screen.ts';
import { customer } from './sales/customer/screen.ts';
import { customers } from './sales/customers/screen.ts';
import { discountLimits } from './sales/discount-limits/screen.ts';
import { holdRule } from './sales/hold-rule/screen.ts';
import { holdRules } from './sales/hold-rules/screen.ts';
import { holds } from './sales/holds/screen.ts';
import { invoice } from './sales/invoice/screen.ts';
import { invoices } from './sales/invoices/screen.ts';
import { margins } from './sales/margins/screen.ts';
import { newOrder } from './sales/new-order/screen.ts';
import { order } from './sales/order/screen.ts';
import { orders } from './sales/orders/screen.ts';
import { priceList } from './sales/price-list/screen.ts';
import { priceLists } from './sales/price-lists/screen.ts';
import { quote } from './sales/quote/screen.ts';
import { newQuote, reviseQuote } from './sales/quote-form/screen.ts';
import { quotes } from './sales/quotes/screen.ts';

/** Every screen, in the order of the rail. */
export const screens: readonly ScreenDef[] = [
  home,
  figure,
  orders,
  holds,
  holdRules,
  holdRule,
  newOrder,
  order,
  invoices,
  invoice,
  customers,
  customer,
  priceLists,
  priceList,
  discountLimits,
  margins,
  merges,
  quotes,
  newQuote,
  quote,
  reviseQuote,
  stock,
  moves,
  receipts,
  transfers,
  counts,
  allocate,
  shipments,
  packBench,
  waves,
  receiveBench,
  countTasks,
  putAway,
  places,
  stockAt,
  stockValue,
  lots,
  lot,
  lotShipments,
  parcels,
  waveWork,
  pickBench,
  parcelBench,
  wave,
  place,
  countTask,
  receiveGoods,
  moveStock,
  countPlace,
  writeDown,
  document,
  shipment,
  waveTemplates,
  waveTemplate,
  carrierService,
  pickFaces,
  setFaces,
  replenishment,
  replenishBench,
  packageTypes,
  packageType,
  items,
  standardCosts,
  item,
  purchaseOrders,
  newPurchaseOrder,
  purchaseOrder,
  editPurchaseOrder,
  receivePurchase,
  newBill,
  bills,
  bill,
  grni,
  paymentRuns,
  newPaymentRun,
  paymentRun,
  customerReturns,
  newReturn,
  customerReturn,
  channels,
  channel,
  exceptions,
  mapping,
  runs,
  inbox,
  inboxRecord,
  mapSkus,
  skuMeanings,
  skuMeaning,
  trialBalance,
  chart,
  ledgerAccount,
  statements,
  journalEntries,
  journalEntry,
  openItems,
  aged,
  payments,
  exchangeRates,
  importRates,
  exchangeRate,
  close,
  bankAccounts,
  bankAccount,
  reconcile,
  bankRules,
  bankLines,
  bankLine,
  bankStatements,
  settlements,
  newSettlement,
  settlement,
  periods,
  reopening,
  closePeriod,
  accruals,
  revaluation,
  closeItem,
  dunning,
  dunningLetters,
  dunningLetter,
  approvals,
  approval,
  approvalPolicies,
  approvalPolicy,
  substitutes,
  settings,
  jobs,
  outbox,
  doctor,
  backups,
  auditLog,
  warehouses,
  schedules,
  schedule,
  catalogue,
  letterhead,
  dunningLevels,
  paymentTerms,
  incidents,
  command,
  users,
  user,
  roles,
  role,
  account,
];
