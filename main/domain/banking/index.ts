import type { RoomModule } from '../../engine/registry.ts';
import { changeBankAccount, openBankAccount } from './commands/keep-accounts.ts';
import { listBankRules, setBankRule } from './commands/keep-rules.ts';
import { matchLines, undoMatch } from './commands/match.ts';
import { approvePaymentRun, cancelPaymentRun, createPaymentRun, returnPayment, sendPaymentRun, setPayer } from './commands/payment-runs.ts';
import { failPayout, loseDispute, settleLine } from './commands/settle.ts';
import { checkSettlements, importSettlement, previewSettlement, takeSettlements } from './commands/take-settlements.ts';
import { checkStatements, importStatement, previewStatement, takeStatements } from './commands/take-statements.ts';
import { doctorChecks } from './invariants.ts';
import { listBankAccounts } from './queries/read-accounts.ts';
import { bankLineList, bankStatementList } from './queries/read-lines.ts';
import { getPaymentRun, paymentRunList, proposePayments } from './queries/read-runs.ts';
import { getSettlement, proveClearing, settlementLineList, settlementList } from './queries/read-settlements.ts';
import { getBankLine, suggestMatches } from './queries/suggest.ts';
import { getPaymentFileJob, paymentFile, paymentFileJob, writePaymentFile } from './runs/write-file.ts';

export const bankingRoom: RoomModule = {
  name: 'banking',
  commands: [
    openBankAccount,
    changeBankAccount,
    previewStatement,
    importStatement,
    takeStatements,
    matchLines,
    undoMatch,
    setBankRule,
    previewSettlement,
    importSettlement,
    takeSettlements,
    settleLine,
    failPayout,
    loseDispute,
    setPayer,
    createPaymentRun,
    approvePaymentRun,
    sendPaymentRun,
    cancelPaymentRun,
    returnPayment,
    writePaymentFile,
  ],
  queries: [
    checkStatements,
    listBankAccounts,
    ...bankLineList.all,
    ...bankStatementList.all,
    suggestMatches,
    getBankLine,
    listBankRules,
    checkSettlements,
    getSettlement,
    proveClearing,
    ...settlementList.all,
    ...settlementLineList.all,
    proposePayments,
    ...paymentRunList.all,
    getPaymentRun,
    paymentFile,
    getPaymentFileJob,
  ],
  jobs: [paymentFileJob],
  doctorChecks,
};
