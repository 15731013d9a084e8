import { bool, counter, counterRef, day, id, instant, int, json, looseRef, money, ref, revision, table, text, word } from './dsl.ts';

/** An account of the chart that a bank keeps too: what its statements say is compared with what was posted on it. */
export const bankAccount = table('bank_account', {
  kind: 'record',
  columns: {
    id: id(),
    name: text(),
    account_id: ref('account'),
    /** IBAN or number without blanks, in capitals */
    number: text().orNull(),
    currency: text(),
    /** what the bank says stood there before the first statement, and what it said last */
    start_balance: money(),
    balance: money(),
    balance_on: day().orNull(),
    /** how the columns of its CSV files read; null where none came yet */
    mapping: json().orNull(),
    active: bool().or(1),
    revision: revision(),
  },
  unique: [['account_id'], ['number'], ['name']],
});

/** One statement as it came, in the order of their balances: each opens with what the one before closed with. */
export const bankStatement = table('bank_statement', {
  kind: 'record',
  columns: {
    id: id(),
    bank_account_id: ref('bank_account'),
    position: int(),
    reference: text(),
    format: word('csv', 'ofx', 'camt053', 'mt940'),
    from_on: day(),
    to_on: day(),
    opening: money(),
    closing: money(),
    lines: int(),
    content_hash: text(),
    /** the raw file, kept */
    file_id: looseRef(),
    imported_at: instant(),
    revision: revision(),
  },
  unique: [
    ['bank_account_id', 'position'],
    ['bank_account_id', 'content_hash'],
  ],
  indexes: [['to_on', 'id', 'bank_account_id']],
});

/** One line of a statement. Nothing of it changes but how much of it is still open. */
export const bankLine = table('bank_line', {
  kind: 'record',
  columns: {
    id: counter(),
    bank_account_id: ref('bank_account'),
    statement_id: ref('bank_statement'),
    line_no: int(),
    booked_on: day(),
    value_on: day(),
    /** what came in, below zero what went out */
    amount: money(),
    /** the part nothing was matched with, of the same sign */
    open: money(),
    name: text().orNull().asPersonal(),
    account_no: text().orNull().asPersonal(),
    label: text().asPersonal(),
    reference: text().orNull(),
    bank_ref: text().orNull(),
    fingerprint: text(),
    revision: revision(),
  },
  unique: [['bank_account_id', 'fingerprint']],
  indexes: [
    ['booked_on', 'id', 'bank_account_id', 'amount', 'open'],
    ['statement_id', 'id'],
    { columns: ['booked_on', 'id', 'bank_account_id', 'amount'], where: 'open <> 0' },
    { columns: ['bank_account_id', 'booked_on', 'id', 'open'], where: 'open <> 0' },
  ],
});

/** What a line, or a part of it, was for: an entry that was posted for it, or one that was there before. Undone ones stay. */
export const bankMatch = table('bank_match', {
  kind: 'record',
  columns: {
    id: id(),
    bank_account_id: ref('bank_account'),
    line_id: counterRef('bank_line'),
    /** of the sign of the line */
    amount: money(),
    entry_id: counterRef('journal_entry'),
    /** 1: the entry was posted for this match, and undoing the match reverses it */
    posted: bool(),
    rule_id: looseRef().orNull(),
    matched_at: instant(),
    undone_at: instant().orNull(),
    reversal_id: counterRef('journal_entry').orNull(),
    revision: revision(),
  },
  indexes: [['line_id', 'id'], ['entry_id', 'id'], { columns: ['bank_account_id', 'amount'], where: 'undone_at is null' }],
});

/** How lines that look alike are posted: conditions and counterpart lines as data. The first in sequence that fits wins. */
export const bankRule = table('bank_rule', {
  kind: 'record',
  columns: {
    id: id(),
    name: text(),
    position: int(),
    /** null: of every bank account */
    bank_account_id: ref('bank_account').orNull(),
    conditions: json(),
    lines: json(),
    active: bool().or(1),
    revision: revision(),
  },
  indexes: [['position', 'id']],
});

/** What a marketplace or payment provider settled of a channel at once: the lines it names, and what it paid out. */
export const settlement = table('settlement', {
  kind: 'record',
  columns: {
    id: id(),
    channel_id: ref('channel'),
    position: int(),
    external_id: text(),
    reference: text().orNull(),
    profile: text(),
    currency: text(),
    from_on: day(),
    to_on: day(),
    paid_on: day(),
    payout: money(),
    /** not paid out and reserved, together: opening + transactions - payout = closing */
    opening: money(),
    transactions: money(),
    /** what lines of the reserve moved: out of it above zero */
    reserved: money(),
    closing: money(),
    /** incomplete: a line is of a kind nobody knows, nothing is posted */
    state: word('incomplete', 'posted'),
    entry_id: counterRef('journal_entry').orNull(),
    file_id: looseRef(),
    content_hash: text(),
    imported_at: instant(),
    revision: revision(),
  },
  unique: [
    ['channel_id', 'external_id'],
    ['channel_id', 'position'],
  ],
  indexes: [['paid_on', 'id', 'channel_id', 'state', 'payout']],
});

/** One line of a settlement as the provider names it. Its kind and order may be said later; amounts never change. */
export const settlementLine = table('settlement_line', {
  kind: 'record',
  columns: {
    id: counter(),
    settlement_id: ref('settlement'),
    line_no: int(),
    kind: word(
      'sale',
      'refund',
      'fee',
      'fee-tax',
      'facilitator-tax',
      'reserve',
      'chargeback',
      'chargeback-won',
      'label',
      'reimbursement',
      'unknown',
    ),
    type: text(),
    order_ref: text().orNull(),
    order_id: looseRef().orNull(),
    external_id: text().orNull(),
    happened_on: day(),
    label: text(),
    amount: money(),
    state: word('matched', 'unmatched', 'plain'),
  },
  indexes: [
    ['settlement_id', 'id', 'kind', 'amount'],
    ['state', 'id'],
    ['kind', 'id'],
    { columns: ['order_id', 'id'], where: 'order_id is not null' },
  ],
});
