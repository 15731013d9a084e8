import type { RoomModule } from '../../engine/registry.ts';
import { COMPANY_CREATED, type CompanyCreated } from '../company/index.ts';
import { installChart } from './chart.ts';
import { exportJournal, journalJob } from './commands/export-journal.ts';
import { assignRole, changeAccount, createAccount } from './commands/keep-chart.ts';
import { placeAccount, setGroup } from './commands/keep-groups.ts';
import { allowPosting, endException, reopenPeriod, setLock } from './commands/locks.ts';
import { matchItems, recordCapture, recordReceipt, recordRefund } from './commands/pay.ts';
import { setPaymentTerms } from './commands/payment-terms.ts';
import { postEntry, reverseEntry } from './commands/post-entry.ts';
import { checkRates, importRates, previewRates, setRate, takeRates } from './commands/rates.ts';
import { setTaxCode } from './commands/set-tax-code.ts';
import { commitChecks, doctorChecks } from './invariants.ts';
import { agedItems, agedParties } from './queries/read-aged.ts';
import { balances, getAccount, listAccounts, listTaxCodes, trialBalance } from './queries/read-books.ts';
import { getChart } from './queries/read-chart.ts';
import { entryList, getEntry } from './queries/read-entries.ts';
import { openItemList, paymentList } from './queries/read-items.ts';
import { getJournalExport, readJournal } from './queries/read-journal.ts';
import { listLines } from './queries/read-lines.ts';
import { getReopening, listLockExceptions, listLocks, listReopenings } from './queries/read-locks.ts';
import { rateList } from './queries/read-rates.ts';
import { balanceSheet, cashFlow, listGroups, profitAndLoss } from './queries/read-statements.ts';
import { listPaymentTerms } from './queries/read-terms.ts';

export { accountByRole, accountFacts, ensureAccount, ensureRole, loadChart } from './chart.ts';
export { ORDERS_PAID } from './commands/pay.ts';
export { type Both, exchangeLine, inCurrency, partOf } from './foreign.ts';
export { foreignItemsOn } from './foreign-items.ts';
export { balanceOf, dueDaysOf, openItemsOf, openOfParties, residuals, residualsInBoth } from './items.ts';
export { type Ages, ages, byInstalment, DUE, itemsOn, STILL_OPEN } from './items-on.ts';
export { linesOf, resultOfDays } from './lines-of.ts';
export { matchOnAccount } from './match-items.ts';
export type { AccountRef, EntryDraft, LineDraft, PaymentDiscount, PaymentDraft, PaymentPart, PostedEntry, PostedPayment } from './model.ts';
export { stockDayFrom } from './open-days.ts';
export { OUTGOING_ROLE, recordPayments } from './payments.ts';
export { journalText } from './plain-text/write.ts';
export { postEntries } from './posting.ts';
export { journalPage } from './queries/read-journal.ts';

export { lastRate, rateOn } from './rates/lookup.ts';
export { reversalOf } from './reversal.ts';
export { negated } from './rules.ts';
export { assertSettles } from './settling.ts';
export { statementsWith } from './statements/beside.ts';

export { addMonths, yearStartOf } from './statements/spans.ts';
export * from './tax/index.ts';

import { termChecks } from './terms/invariants.ts';

export { discountFor, discountsOf, dropDiscount, type EarlyDiscount, keepDiscounts, shownDiscount } from './terms/discounts.ts';
export { instalmentsOfItems, type OpenPart } from './terms/open-parts.ts';
export { earlyDiscountOf, type Instalment, instalmentsOf, type Terms, whenDue } from './terms/rules.ts';
export { agreedTerms, keepPartyTerms, termsByCode } from './terms/store.ts';
export { sumOfDiscounts, takeDiscounts, takenBefore } from './terms/taking.ts';

export const accountingRoom: RoomModule = {
  name: 'accounting',
  commands: [
    createAccount,
    changeAccount,
    assignRole,
    setLock,
    reopenPeriod,
    allowPosting,
    endException,
    setTaxCode,
    setPaymentTerms,
    postEntry,
    reverseEntry,
    recordCapture,
    recordReceipt,
    recordRefund,
    matchItems,
    setGroup,
    placeAccount,
    exportJournal,
    setRate,
    takeRates,
    previewRates,
    importRates,
  ],
  queries: [
    listAccounts,
    getChart,
    getAccount,
    listTaxCodes,
    listPaymentTerms,
    listLocks,
    listLockExceptions,
    listReopenings,
    getReopening,
    trialBalance,
    balances,
    profitAndLoss,
    balanceSheet,
    cashFlow,
    listGroups,
    agedParties,
    agedItems,
    readJournal,
    getJournalExport,
    ...entryList.all,
    getEntry,
    listLines,
    ...openItemList.all,
    ...paymentList.all,
    checkRates,
    ...rateList.all,
  ],
  events: [{ event: COMPANY_CREATED, run: (ctx, event) => installChart(ctx, (event.data as CompanyCreated).chart) }],
  commitChecks,
  doctorChecks: [...doctorChecks, ...termChecks],
  jobs: [journalJob],
};
