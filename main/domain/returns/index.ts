import type { RoomModule } from '../../engine/registry.ts';
import {
  announceReturn,
  cancelReturn,
  closeMissing,
  creditReturn,
  receiveAndCredit,
  receiveAnnounced,
  receiveReturn,
  receiveUnmatched,
  restock,
  writeDown,
} from './commands/take-back.ts';
import { commitChecks, doctorChecks } from './invariants.ts';
import { getReturn, returnList } from './queries/read-returns.ts';

export { takeBackAndCredit } from './credit-returns.ts';
export { matchCancellations } from './load.ts';
export type { CancellationWant, ReturnDraft } from './model.ts';

export const returnsRoom: RoomModule = {
  name: 'returns',
  commands: [
    announceReturn,
    receiveReturn,
    receiveUnmatched,
    receiveAnnounced,
    creditReturn,
    receiveAndCredit,
    restock,
    writeDown,
    closeMissing,
    cancelReturn,
  ],
  queries: [...returnList.all, getReturn],
  commitChecks,
  doctorChecks,
};
