import { z } from 'zod';
import { notFound } from './engine.ts';
import { list } from './list.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zBic, zIban, zRoutingNumber, zUsAccountNumber } from './values/bank.ts';
import { zCountry, zRef, zText } from './values/field.ts';
import { zId } from './values/id.ts';
import { zCurrency } from './values/money.ts';

/** An account money is sent to: by IBAN, or in the US by routing and account number. The holder is the party when left out. */
const zHolder = zText.max(70).optional();
export const zBankDetails = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('iban'), iban: zIban, bic: zBic.optional(), holder: zHolder }),
  z.strictObject({
    kind: z.literal('aba'),
    routing: zRoutingNumber,
    number: zUsAccountNumber,
    account: z.enum(['checking', 'savings']),
    holder: zHolder,
  }),
]);
export type BankDetails = z.output<typeof zBankDetails>;

const zKind = z.enum(['customer', 'supplier', 'both', 'channel']);

export const partyErased = refusal(
  'parties.erased',
  z.object({ partyId: z.string() }),
  (p) => `The personal data of ${p.partyId} has been erased; it cannot be changed any more.`,
);

export const accountNamedBefore = refusal(
  'parties.accountNamedBefore',
  z.object({ name: z.string() }),
  (p) => `${p.name} has or had a bank account here. Another one is a change, and a change waits for a second person.`,
);
export const noAccountToChange = refusal(
  'parties.noAccountToChange',
  z.object({ name: z.string() }),
  (p) => `${p.name} never had a bank account here. Add the first one instead.`,
);
export const sameAccount = refusal(
  'parties.sameAccount',
  z.object({ name: z.string() }),
  (p) => `${p.name} is paid to this account already. Nothing would change.`,
);
export const noCurrentAccount = refusal(
  'parties.noCurrentAccount',
  z.object({ name: z.string() }),
  (p) => `${p.name} has no bank account that is in use.`,
);

const zAccountAdded = z.object({ bankAccountId: z.string() });
const zPaidTo = z.strictObject({ id: zId('pba').optional(), partyId: zRef, to: zBankDetails });

const zParty = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  country: z.string(),
  /** a supplier bills in, where that is not the company's */
  currency: z.string().nullable(),
  source: z.string().nullable(),
  externalId: z.string().nullable(),
  erasedAt: z.string().nullable(),
  revision: z.number().int(),
});

/** Everybody the company trades with, by name; `sourceName` is that of the channel that brought them. */
export const partiesList = list('parties.parties', {
  permission: 'parties.read',
  summary: 'Parties, by name unless sorted otherwise',
  row: zParty.extend({ sourceName: z.string().nullable() }),
  key: ['id'],
  kinds: { erasedAt: 'instant', revision: 'int' },
  sortable: ['name'],
  filterable: ['id', 'kind', 'country', 'name', 'source'],
  facets: ['kind', 'country', 'source'],
  totals: [],
  order: { column: 'name', direction: 'asc' },
  scope: ['channel'],
});

export const partiesOperations = {
  createParty: command('parties.createParty', {
    permission: 'parties.write',
    summary: 'Add a customer or supplier',
    input: z.strictObject({
      id: zRef.optional(),
      kind: zKind,
      name: zText,
      email: z.email().max(200).optional(),
      phone: z.string().max(60).optional(),
      country: zCountry,
      /** Currency a supplier bills in; the company's when left out. */
      currency: zCurrency.optional(),
      taxNumber: z.string().max(60).optional(),
      source: z.string().max(80).optional(),
      externalId: z.string().max(120).optional(),
      addresses: z
        .array(
          z.strictObject({
            kind: z.enum(['billing', 'shipping']),
            line1: zText,
            line2: z.string().max(200).optional(),
            postcode: z.string().max(30).optional(),
            city: z.string().max(100).optional(),
            country: zCountry,
          }),
        )
        .max(20)
        .default([]),
    }),
    output: z.object({ partyId: z.string() }),
  }),
  changeParty: command('parties.changeParty', {
    permission: 'parties.write',
    summary: 'Change name, contact and currency of a party',
    input: z.strictObject({
      partyId: zRef,
      name: zText.optional(),
      email: z.email().max(200).nullable().optional(),
      phone: z.string().max(60).nullable().optional(),
      country: zCountry.optional(),
      /** Currency a supplier bills in from now on; what was ordered stays in its own. Null: the company's. */
      currency: zCurrency.nullable().optional(),
    }),
    output: z.object({ partyId: z.string() }),
    refusals: [notFound, partyErased],
    edits: ({ partyId }) => [partyId],
  }),
  eraseParty: command('parties.eraseParty', {
    permission: 'parties.erase',
    summary: 'Erase the personal data of a party everywhere; the ledgers and the audit chain stay valid',
    input: z.strictObject({ partyId: zRef }),
    output: z.object({ partyId: z.string(), values: z.number().int() }),
    refusals: [notFound],
    edits: ({ partyId }) => [partyId],
  }),
  addBankAccount: command('parties.addBankAccount', {
    permission: 'parties.bank',
    summary: 'Name the first bank account a party is paid to',
    input: zPaidTo,
    output: zAccountAdded,
    refusals: [notFound, partyErased, accountNamedBefore],
    edits: ({ partyId }) => [partyId],
  }),
  changeBankAccount: command('parties.changeBankAccount', {
    permission: 'parties.bank',
    summary: 'Pay a party to another bank account from now on; waits until a second person approves',
    input: zPaidTo,
    output: zAccountAdded,
    refusals: [notFound, partyErased, noAccountToChange, sameAccount],
    edits: ({ partyId }) => [partyId],
    twoPeople: true,
  }),
  stopBankAccount: command('parties.stopBankAccount', {
    permission: 'parties.bank',
    summary: 'Pay nothing more to the bank account of a party until another one is approved',
    input: z.strictObject({ partyId: zRef }),
    output: zAccountAdded,
    refusals: [notFound, noCurrentAccount],
    edits: ({ partyId }) => [partyId],
  }),
  listBankAccounts: query('parties.listBankAccounts', {
    permission: 'parties.read',
    summary: 'Bank accounts a party is and was paid to, the current one first; numbers in full for who may change them',
    input: z.strictObject({ partyId: zRef }),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(['iban', 'aba']),
          holder: z.string(),
          number: z.string(),
          bankCode: z.string().nullable(),
          accountKind: z.string().nullable(),
          since: z.string(),
          ended: z.string().nullable(),
        }),
      ),
    }),
    refusals: [notFound],
  }),
  getParty: query('parties.getParty', {
    permission: 'parties.read',
    summary: 'One party',
    input: z.strictObject({ partyId: zRef }),
    output: zParty,
    refusals: [notFound],
  }),
  listParties: partiesList.page,
  countParties: partiesList.count,
  facetParties: partiesList.facet,
};
