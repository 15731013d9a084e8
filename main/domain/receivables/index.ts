import type { RoomModule } from '../../engine/registry.ts';
import { setDunningTerms } from './commands/keep-terms.ts';
import { dunAgain, leaveOut } from './commands/leave-out.ts';
import { runDunning } from './commands/run-dunning.ts';
import { doctorChecks } from './invariants.ts';
import { getDunningTerms, getLate, listExceptions, proposeDunning } from './queries/read-late.ts';
import { getLetter, letterList } from './queries/read-letters.ts';
import { getStatement } from './queries/read-statement.ts';

export { lettersOf, lettersOfRun } from './letters.ts';
export { statementOf } from './statement.ts';

export const receivablesRoom: RoomModule = {
  name: 'receivables',
  commands: [setDunningTerms, leaveOut, dunAgain, runDunning],
  queries: [getDunningTerms, proposeDunning, getLate, listExceptions, ...letterList.all, getLetter, getStatement],
  doctorChecks,
};
