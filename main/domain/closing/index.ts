import type { RoomModule } from '../../engine/registry.ts';
import { endAccrualRule, postAccruals, setAccrualRule, undoAccruals } from './commands/accruals.ts';
import { openYear } from './commands/open-year.ts';
import { signOff, withdrawSignOff } from './commands/sign-off.ts';
import { closeYear, reopenYear } from './commands/year-end.ts';
import { listAccrualRules, proposeAccruals } from './queries/read-accruals.ts';
import { getChecklist, listItemRows, listYears } from './queries/read-close.ts';

export const closingRoom: RoomModule = {
  name: 'closing',
  commands: [openYear, signOff, withdrawSignOff, setAccrualRule, endAccrualRule, postAccruals, undoAccruals, closeYear, reopenYear],
  queries: [listYears, getChecklist, listItemRows, listAccrualRules, proposeAccruals],
};
