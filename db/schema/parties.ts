import { bool, counter, id, instant, ref, revision, table, text, word } from './dsl.ts';

/** Anybody we trade with. External identity: (source, external_id), the source being a channel id or a catalogue name. */
export const party = table('party', {
  kind: 'record',
  columns: {
    id: id(),
    kind: word('customer', 'supplier', 'both', 'channel'),
    name: text().asPersonal(),
    email: text().orNull().asPersonal(),
    phone: text().orNull().asPersonal(),
    country: text(),
    tax_number: text().orNull().asPersonal(),
    source: text().orNull(),
    external_id: text().orNull(),
    active: bool().or(1),
    erased_at: instant().orNull(),
    revision: revision(),
  },
  unique: [['source', 'external_id']],
  indexes: [
    ['name', 'id'],
    ['kind', 'name', 'id'],
    ['country', 'name', 'id'],
  ],
});

/** Currency a supplier bills in, where that is not the company's. */
export const partyCurrency = table('party_currency', {
  kind: 'record',
  columns: { party_id: ref('party'), currency: text().must((c) => `length(${c}) = 3`) },
  primaryKey: ['party_id'],
  lineOf: { table: 'party', column: 'party_id' },
});

export const partyAddress = table('party_address', {
  kind: 'record',
  columns: {
    id: counter(),
    party_id: ref('party'),
    kind: word('billing', 'shipping'),
    line1: text().asPersonal(),
    line2: text().orNull().asPersonal(),
    postcode: text().orNull().asPersonal(),
    city: text().orNull().asPersonal(),
    country: text(),
  },
  lineOf: { table: 'party', column: 'party_id' },
  indexes: [['party_id']],
});

/**
 * Where money to a party is sent. An account that was named is never changed: another one ends it, so that a transfer keeps the account it was
 * made out to. One at a time is current.
 */
export const partyBankAccount = table('party_bank_account', {
  kind: 'record',
  columns: {
    id: id(),
    party_id: ref('party'),
    /** iban: `number` is an IBAN, `bank_code` the BIC; aba: an account number in the US, and the routing number of its bank */
    kind: word('iban', 'aba'),
    holder: text().asPersonal(),
    number: text().asPersonal(),
    bank_code: text().orNull(),
    account_kind: word('checking', 'savings').orNull(),
    since_at: instant(),
    ended_at: instant().orNull(),
    revision: revision(),
  },
  lineOf: { table: 'party', column: 'party_id' },
  indexes: [['party_id', 'id']],
  extra: {
    sqlite: ['create unique index party_bank_account_current on party_bank_account (party_id) where ended_at is null'],
    postgres: ['create unique index party_bank_account_current on party_bank_account (party_id) where ended_at is null'],
  },
});
