import type { RoomModule } from '../../engine/registry.ts';
import { openYear } from './commands/open-year.ts';
import { signOff, withdrawSignOff } from './commands/sign-off.ts';
import { getChecklist, listItemRows, listYears } from './queries/read-close.ts';

export const closingRoom: RoomModule = {
  name: 'closing',
  commands: [openYear, signOff, withdrawSignOff],
  queries: [listYears, getChecklist, listItemRows],
};
