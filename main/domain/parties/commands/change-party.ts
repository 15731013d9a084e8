import { partiesOperations, partyErased } from '../../../../preload/contract/parties.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { loadParty } from '../store.ts';

/** Keeps the currency a party bills in, where it is another than the company's. */
async function keepCurrency(ctx: CommandContext, partyId: string, currency: string | null): Promise<void> {
  await ctx.tx.db.deleteFrom('party_currency').where('party_id', '=', partyId).execute();
  if (currency !== null && currency !== ctx.company.currency) await ctx.tx.insertMany('party_currency', [{ party_id: partyId, currency }]);
}

export const createParty = handleCommand(partiesOperations.createParty, async (ctx, input) => {
  const partyId = input.id ?? ctx.newId('pty');
  await ctx.tx.insertMany('party', [
    {
      id: partyId,
      kind: input.kind,
      name: input.name,
      email: input.email ?? null,
      phone: input.phone ?? null,
      country: input.country,
      tax_number: input.taxNumber ?? null,
      source: input.source ?? null,
      external_id: input.externalId ?? null,
      active: 1,
      erased_at: null,
      revision: 1,
    },
  ]);
  if (input.currency !== undefined) await keepCurrency(ctx, partyId, input.currency);
  await ctx.tx.insertMany(
    'party_address',
    input.addresses.map((a) => ({
      id: ctx.nextId('party_address'),
      party_id: partyId,
      kind: a.kind,
      line1: a.line1,
      line2: a.line2 ?? null,
      postcode: a.postcode ?? null,
      city: a.city ?? null,
      country: a.country,
    })),
  );
  return { partyId };
});

export const changeParty = handleCommand(partiesOperations.changeParty, async (ctx, input) => {
  const row = await loadParty(ctx, input.partyId);
  if (row.erased_at !== null) throw refuse(partyErased, { partyId: row.id });
  await ctx.tx.db
    .updateTable('party')
    .set({
      name: input.name ?? row.name,
      email: input.email === undefined ? row.email : input.email,
      phone: input.phone === undefined ? row.phone : input.phone,
      country: input.country ?? row.country,
      revision: row.revision + 1,
    })
    .where('id', '=', row.id)
    .execute();
  if (input.currency !== undefined) await keepCurrency(ctx, row.id, input.currency);
  return { partyId: row.id };
});

const ERASED = 'erased';
/** News of a person whose data is erased; `data` is `{ partyId: string }`. Rooms above drop what they keep of them. */
export const PARTY_ERASED = 'parties.erased';

/**
 * Overwrites the personal values of a party, its addresses and bank accounts, then drops those values and their salts from the change
 * history. The chain holds commitments only, so it stays valid; whoever traded what remains in the books by id.
 */
export const eraseParty = handleCommand(partiesOperations.eraseParty, async (ctx, input) => {
  const row = await loadParty(ctx, input.partyId);
  const { db } = ctx.tx;
  await db
    .updateTable('party')
    .set({ name: ERASED, email: null, phone: null, tax_number: null, erased_at: ctx.now, revision: row.revision + 1 })
    .where('id', '=', row.id)
    .execute();
  await db
    .updateTable('party_address')
    .set({ line1: ERASED, line2: null, postcode: null, city: null })
    .where('party_id', '=', row.id)
    .execute();
  const addresses = await db.selectFrom('party_address').select('id').where('party_id', '=', row.id).execute();
  await db
    .updateTable('party_bank_account')
    .set((eb) => ({ holder: ERASED, number: ERASED, revision: eb('revision', '+', 1) }))
    .where('party_id', '=', row.id)
    .execute();
  const accounts = await db.selectFrom('party_bank_account').select('id').where('party_id', '=', row.id).execute();
  const values = await ctx.eraseHistory([
    { table: 'party', key: row.id },
    ...accounts.map((a) => ({ table: 'party_bank_account' as const, key: a.id })),
    ...addresses.map((a) => ({ table: 'party_address' as const, key: String(a.id) })),
  ]);
  await ctx.emit({ name: PARTY_ERASED, data: { partyId: row.id } });
  return { partyId: row.id, values };
});
