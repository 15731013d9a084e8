import type { RoomModule } from '../../engine/registry.ts';
import { changeBankAccount, openBankAccount } from './commands/keep-accounts.ts';
import { checkStatements, importStatement, previewStatement, takeStatements } from './commands/take-statements.ts';
import { doctorChecks } from './invariants.ts';
import { listBankAccounts } from './queries/read-accounts.ts';
import { bankLineList, bankStatementList } from './queries/read-lines.ts';

export const bankingRoom: RoomModule = {
  name: 'banking',
  commands: [openBankAccount, changeBankAccount, previewStatement, importStatement, takeStatements],
  queries: [checkStatements, listBankAccounts, ...bankLineList.all, ...bankStatementList.all],
  doctorChecks,
};
