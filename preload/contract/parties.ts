import { z } from 'zod';
import { notFound } from './engine.ts';
import { list } from './list.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zCountry, zRef, zText } from './values/field.ts';
import { zCurrency } from './values/money.ts';

const zKind = z.enum(['customer', 'supplier', 'both', 'channel']);

export const partyErased = refusal(
  'parties.erased',
  z.object({ partyId: z.string() }),
  (p) => `The personal data of ${p.partyId} has been erased; it cannot be changed any more.`,
);

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
