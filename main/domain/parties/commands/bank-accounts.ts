import type { Selectable } from 'kysely';
import type { DB } from '../../../../db/schema/index.ts';
import {
  accountNamedBefore,
  type BankDetails,
  noAccountToChange,
  noCurrentAccount,
  partiesOperations,
  partyErased,
  sameAccount,
} from '../../../../preload/contract/parties.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { masked } from '../../../../preload/contract/values/bank.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { loadParty, raiseParty } from '../store.ts';

type Account = Selectable<DB['party_bank_account']>;

/** Every account a party ever had, in the order they were named. */
const accountsOf = (ctx: CommandContext, partyId: string): Promise<Account[]> =>
  ctx.tx.db.selectFrom('party_bank_account').selectAll().where('party_id', '=', partyId).orderBy('since_at').orderBy('id').execute();

const factsOf = (to: BankDetails) =>
  to.kind === 'iban'
    ? { kind: to.kind, number: to.iban, bank_code: to.bic ?? null, account_kind: null }
    : { kind: to.kind, number: to.number, bank_code: to.routing, account_kind: to.account };

async function insert(ctx: CommandContext, id: string | undefined, party: { id: string; name: string }, to: BankDetails): Promise<string> {
  const bankAccountId = id ?? ctx.newId('pba');
  const holder = to.holder ?? party.name;
  await ctx.tx.insertMany('party_bank_account', [
    { id: bankAccountId, party_id: party.id, ...factsOf(to), holder, since_at: ctx.now, ended_at: null, revision: 1 },
  ]);
  return bankAccountId;
}

const end = (ctx: CommandContext, account: Account) =>
  ctx.tx.db
    .updateTable('party_bank_account')
    .set({ ended_at: ctx.now, revision: account.revision + 1 })
    .where('id', '=', account.id)
    .execute();

export const addBankAccount = handleCommand(partiesOperations.addBankAccount, async (ctx, input) => {
  const party = await loadParty(ctx, input.partyId);
  if (party.erased_at !== null) throw refuse(partyErased, { partyId: party.id });
  // One that was stopped counts too: to stop an account and add another would be a change by one person.
  if ((await accountsOf(ctx, party.id)).length > 0) throw refuse(accountNamedBefore, { name: party.name });
  await raiseParty(ctx, party);
  return { bankAccountId: await insert(ctx, input.id, party, input.to) };
});

/** Ends the account that was current and names another. Two people: a letter about a new account is how suppliers' money is stolen. */
export const changeBankAccount = handleCommand(partiesOperations.changeBankAccount, async (ctx, input) => {
  const party = await loadParty(ctx, input.partyId);
  if (party.erased_at !== null) throw refuse(partyErased, { partyId: party.id });
  const accounts = await accountsOf(ctx, party.id);
  const current = accounts.find((a) => a.ended_at === null);
  const last = current ?? accounts.at(-1);
  if (!last) throw refuse(noAccountToChange, { name: party.name });
  const to = { ...factsOf(input.to), holder: input.to.holder ?? party.name };
  if (current && (Object.keys(to) as (keyof typeof to)[]).every((k) => current[k] === to[k]))
    throw refuse(sameAccount, { name: party.name });
  if (current) await end(ctx, current);
  await raiseParty(ctx, party);
  const bankAccountId = await insert(ctx, input.id, party, input.to);
  ctx.message(`${party.name}: paid to ${masked(to.number)} from now on, to ${masked(last.number)} before.`);
  return { bankAccountId };
});

export const stopBankAccount = handleCommand(partiesOperations.stopBankAccount, async (ctx, input) => {
  const party = await loadParty(ctx, input.partyId);
  const current = (await accountsOf(ctx, party.id)).find((a) => a.ended_at === null);
  if (!current) throw refuse(noCurrentAccount, { name: party.name });
  await end(ctx, current);
  await raiseParty(ctx, party);
  return { bankAccountId: current.id };
});
