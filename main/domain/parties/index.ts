import type { RoomModule } from '../../engine/registry.ts';
import { addBankAccount, changeBankAccount, stopBankAccount } from './commands/bank-accounts.ts';
import { changeParty, createParty, eraseParty } from './commands/change-party.ts';
import { getParty, listBankAccounts, partyList } from './queries/read-parties.ts';

export { PARTY_ERASED } from './commands/change-party.ts';
export { partiesInScope } from './scope.ts';
export { ensureParties, loadParty, type PartyDraft, raiseParty } from './store.ts';

export const partiesRoom: RoomModule = {
  name: 'parties',
  commands: [createParty, changeParty, eraseParty, addBankAccount, changeBankAccount, stopBankAccount],
  queries: [getParty, listBankAccounts, ...partyList.all],
};
