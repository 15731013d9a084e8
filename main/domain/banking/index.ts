import type { RoomModule } from '../../engine/registry.ts';
import { changeBankAccount, openBankAccount } from './commands/keep-accounts.ts';
import { listBankRules, setBankRule } from './commands/keep-rules.ts';
import { matchLines, undoMatch } from './commands/match.ts';
import { failPayout, loseDispute, settleLine } from './commands/settle.ts';
import { checkSettlements, importSettlement, previewSettlement, takeSettlements } from './commands/take-settlements.ts';
import { checkStatements, importStatement, previewStatement, takeStatements } from './commands/take-statements.ts';
import { doctorChecks } from './invariants.ts';
import { listBankAccounts } from './queries/read-accounts.ts';
import { bankLineList, bankStatementList } from './queries/read-lines.ts';
import { getSettlement, proveClearing, settlementLineList, settlementList } from './queries/read-settlements.ts';
import { getBankLine, suggestMatches } from './queries/suggest.ts';

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
  ],
  doctorChecks,
};
