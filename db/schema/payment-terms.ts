import { bool, counterRef, day, id, int, json, ledgerColumns, looseRef, money, ref, revision, table, text, word } from './dsl.ts';

/** When what is on an invoice or bill has to be paid, under a name: its parts, and what is let off for paying early. */
export const paymentTerms = table('payment_terms', {
  kind: 'record',
  columns: {
    code: text(),
    name: text(),
    /** `[{share, basis, days}]` in order: millionths of the total, null for what is left, which the last part alone has */
    parts: json(),
    /** millionths of the total that are let off when it is paid within `discount_days` of the document; 0: nothing is */
    discount_ppm: int().must((c) => `${c} >= 0 and ${c} < 1000000`),
    discount_days: int().must((c) => `${c} >= 0`),
    active: bool().or(1),
    revision: revision(),
  },
  primaryKey: ['code'],
});

/** Terms agreed with a party, as a customer and as a supplier; one without a row has those of the company's policy, or what the bill says. */
export const partyPaymentTerms = table('party_payment_terms', {
  kind: 'record',
  columns: { party_id: ref('party'), side: word('customer', 'supplier'), terms_code: ref('payment_terms', 'code'), revision: revision() },
  primaryKey: ['party_id', 'side'],
  indexes: [['terms_code', 'party_id']],
});

/**
 * Parts in which an open item falls due, where there is more than one: company currency, signed as the item was opened. `later` is what falls
 * due after a part, so that what is open of it follows from the item's residual alone.
 */
export const itemInstalment = table('item_instalment', {
  kind: 'ledger',
  columns: { ...ledgerColumns(), account_id: ref('account'), item_key: looseRef(), due_on: day(), amount: money(), later: money() },
  unique: [['account_id', 'item_key', 'due_on']],
});

/**
 * What is let off an open item that is paid by a day, company currency, positive: of the whole of it, which came to `of_total` with
 * `of_tax` tax in it. Paying a part brings its share.
 */
export const itemDiscount = table('item_discount', {
  kind: 'record',
  columns: {
    item_key: looseRef(),
    until_on: day(),
    amount: money().must((c) => `${c} > 0`),
    of_total: money(),
    of_tax: money(),
    revision: revision(),
  },
  primaryKey: ['item_key'],
  checks: ['amount < of_total'],
});

/** Part of what a supplier was paid in advance that was applied to a bill of theirs. */
export const prepaymentApplication = table('prepayment_application', {
  kind: 'record',
  columns: {
    id: id(),
    payment_id: ref('payment'),
    bill_id: ref('supplier_bill'),
    party_id: ref('party'),
    applied_on: day(),
    amount: money().must((c) => `${c} > 0`),
    entry_id: counterRef('journal_entry'),
    revision: revision(),
  },
  indexes: [
    ['payment_id', 'id'],
    ['bill_id', 'id'],
    ['party_id', 'id'],
  ],
});
