import type { RoomModule } from '../../engine/registry.ts';
import { endAccrualRule, postAccruals, setAccrualRule, undoAccruals } from './commands/accruals.ts';
import { openYear } from './commands/open-year.ts';
import { postRevaluation, undoRevaluation } from './commands/revaluation.ts';
import { signOff, withdrawSignOff } from './commands/sign-off.ts';
import { closeYear, reopenYear } from './commands/year-end.ts';
import { listAccrualRules, proposeAccruals } from './queries/read-accruals.ts';
import { getChecklist, listItemRows, listYears } from './queries/read-close.ts';
import { proposeRevaluation } from './queries/read-revaluation.ts';

export const closingRoom: RoomModule = {
  name: 'closing',
  commands: [
    openYear,
    signOff,
    withdrawSignOff,
    setAccrualRule,
    endAccrualRule,
    postAccruals,
    undoAccruals,
    postRevaluation,
    undoRevaluation,
    closeYear,
    reopenYear,
  ],
  queries: [listYears, getChecklist, listItemRows, listAccrualRules, proposeAccruals, proposeRevaluation],
};
