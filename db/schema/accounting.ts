import {
  bool,
  counter,
  counterRef,
  day,
  id,
  instant,
  int,
  ledgerColumns,
  looseRef,
  money,
  number,
  ref,
  revision,
  table,
  text,
  word,
} from './dsl.ts';

export const account = table('account', {
  kind: 'record',
  columns: {
    id: id(),
    code: text(),
    name: text(),
    type: word('asset', 'liability', 'equity', 'income', 'expense'),
    /** open-item accounts: every line carries an item_key and the residual per key is kept */
    open_items: bool().or(0),
    /** room that alone posts here (inventory keeps its accounts equal to its layers); manual entries are refused */
    managed_by: text().orNull(),
    active: bool().or(1),
    revision: revision(),
  },
  unique: [['code']],
});

/** Which account plays a role (receivable, revenue, cogs, ...). Rooms post by role and never know account codes. */
export const accountRole = table('account_role', {
  kind: 'record',
  columns: { role: text(), account_id: ref('account'), revision: revision() },
  primaryKey: ['role'],
  indexes: [['account_id']],
});

/** A heading of the statements in the company's own words; `position` orders the groups of a stage. */
export const accountGroup = table('account_group', {
  kind: 'record',
  columns: {
    code: text(),
    name: text(),
    /** where it stands: what is there from `cash` to `equity`, what was earned from `revenue` to `income-tax` */
    stage: word(
      'cash',
      'current-assets',
      'fixed-assets',
      'current-liabilities',
      'long-term-liabilities',
      'equity',
      'revenue',
      'cost-of-sales',
      'operating',
      'finance',
      'income-tax',
    ),
    position: int(),
    revision: revision(),
  },
  primaryKey: ['code'],
});

/** The group an account is shown in. An account without one stands where its role or its type belongs. */
export const accountPlace = table('account_place', {
  kind: 'record',
  columns: { account_id: ref('account'), group_code: ref('account_group', 'code'), revision: revision() },
  primaryKey: ['account_id'],
});

export const taxCode = table('tax_code', {
  kind: 'record',
  columns: {
    id: id(),
    code: text(),
    name: text(),
    tax_class: ref('tax_class', 'code'),
    country: text().orNull(),
    rate_ppm: int(),
    revision: revision(),
  },
  unique: [['code']],
});

export const journal = table('journal', {
  kind: 'record',
  columns: { code: text(), name: text(), revision: revision() },
  primaryKey: ['code'],
});

/** Analytic dimensions of a line; interned, so that a balance key is one integer. */
export const dimensionSet = table('dimension_set', {
  kind: 'record',
  columns: { id: counter(), channel_id: looseRef().orNull(), warehouse_id: looseRef().orNull(), key: text() },
  unique: [['key']],
});

/**
 * An entry is complete when its seal exists: the deferred key makes an unsealed entry fail at commit. The key is the id
 * itself, because a column of its own would be searched without an index for every seal while keys are deferred.
 */
export const journalEntry = table('journal_entry', {
  kind: 'ledger',
  columns: {
    ...ledgerColumns(),
    id: counter().to('journal_seal', 'id', true),
    journal_code: ref('journal', 'code'),
    number: number(),
    posted_on: day(),
    document_on: day(),
    source_kind: text(),
    source_id: looseRef(),
    memo: text(),
    reverses_id: counterRef('journal_entry').orNull(),
  },
  // A number begins with its journal, so it is unique alone; an index led by the journal would lure the planner off the day.
  unique: [['number']],
  // Journal and kind of source are in the day index so that a grid of some is paged and counted without looking at the rows.
  indexes: [
    ['source_id', 'source_kind'],
    ['posted_on', 'id', 'journal_code', 'source_kind'],
  ],
  extra: {
    sqlite: [`create unique index journal_entry_reversed_once on journal_entry (reverses_id) where reverses_id is not null`],
    postgres: [`create unique index journal_entry_reversed_once on journal_entry (reverses_id) where reverses_id is not null`],
  },
});

export const journalLine = table('journal_line', {
  kind: 'ledger',
  columns: {
    ...ledgerColumns(),
    entry_id: counterRef('journal_entry'),
    line_no: int(),
    account_id: ref('account'),
    /** the entry's day, repeated so that an account's ledger is one index in order of day */
    posted_on: day(),
    /** company currency, minor units; debit positive, credit negative */
    amount: money(),
    doc_currency: text(),
    doc_amount: money(),
    item_key: looseRef().orNull(),
    party_id: looseRef().orNull(),
    dimension_id: counterRef('dimension_set').orNull(),
    memo: text().orNull(),
  },
  // The amount rides in the ledger index: the sum of an account's lines never reads the rows.
  indexes: [
    ['entry_id', 'line_no'],
    ['account_id', 'posted_on', 'id', 'amount'],
    { columns: ['account_id', 'item_key', 'id'], where: 'item_key is not null' },
  ],
  extra: {
    sqlite: [
      `create trigger journal_line_sealed before insert on journal_line when exists (select 1 from journal_seal where id = new.entry_id)
       begin select raise(abort, 'journal_line: the entry is sealed'); end`,
    ],
    postgres: [
      `create function journal_line_sealed() returns trigger language plpgsql as $$ begin
         if exists (select 1 from journal_seal where id = new.entry_id) then
           raise exception 'journal_line: the entry is sealed' using errcode = '23514'; end if;
         return new; end $$`,
      `create trigger journal_line_sealed before insert on journal_line for each row execute function journal_line_sealed()`,
    ],
  },
});

/** The seal of an entry (same id). Its trigger refuses an entry whose lines do not sum to zero. */
export const journalSeal = table('journal_seal', {
  kind: 'ledger',
  columns: { ...ledgerColumns(), line_count: int(), debit: money() },
  extra: {
    sqlite: [
      `create trigger journal_seal_sums before insert on journal_seal begin
         select case
             when n <> new.line_count or total <> 0 or debit <> new.debit or days <> 0 then raise(abort, 'journal_seal: lines and seal disagree')
             when one_currency and doc <> 0 then raise(abort, 'journal_seal: transaction currency does not balance')
           end
           from (select count(*) as n, coalesce(sum(amount), 1) as total, coalesce(sum(max(amount, 0)), 0) as debit,
                        min(doc_currency) = max(doc_currency) as one_currency, sum(doc_amount) as doc,
                        coalesce(sum(posted_on <> (select posted_on from journal_entry where id = new.id)), 0) as days
                   from journal_line where entry_id = new.id);
       end`,
    ],
    postgres: [
      `create function journal_seal_sums() returns trigger language plpgsql as $$
       declare n bigint; total bigint; debit bigint; currencies bigint; doc bigint; days bigint; begin
         select count(*), coalesce(sum(amount), 1), coalesce(sum(amount) filter (where amount > 0), 0), count(distinct doc_currency), sum(doc_amount),
                count(*) filter (where posted_on <> (select posted_on from journal_entry where id = new.id))
           into n, total, debit, currencies, doc, days from journal_line where entry_id = new.id;
         if n <> new.line_count or total <> 0 or debit <> new.debit or days <> 0 then
           raise exception 'journal_seal: lines and seal disagree' using errcode = '23514'; end if;
         if currencies = 1 and doc <> 0 then
           raise exception 'journal_seal: transaction currency does not balance' using errcode = '23514'; end if;
         return new; end $$`,
      `create trigger journal_seal_sums before insert on journal_seal for each row execute function journal_seal_sums()`,
    ],
  },
});

/** Balance moved (and its debit side) per account, day and dimension set (0 = none): a statement sums days, never lines. */
export const accountBalance = table('account_balance', {
  kind: 'derived',
  columns: { account_id: looseRef(), day: day(), dimension_id: int(), amount: money(), debit: money(), lines: int() },
  primaryKey: ['account_id', 'day', 'dimension_id'],
});

/** Residual per open-item account and key: sum of its lines plus matches. */
export const openItem = table('open_item', {
  kind: 'derived',
  columns: {
    account_id: looseRef(),
    item_key: looseRef(),
    party_id: looseRef().orNull(),
    currency: text(),
    opened_on: day(),
    due_on: day().orNull(),
    residual: money(),
    doc_residual: money(),
  },
  primaryKey: ['account_id', 'item_key'],
  indexes: [
    { columns: ['account_id', 'opened_on', 'item_key'], where: 'residual <> 0' },
    { columns: ['opened_on', 'account_id', 'item_key', 'due_on', 'residual'], where: 'residual <> 0' },
    { columns: ['account_id', 'party_id', 'opened_on', 'item_key'], where: 'residual <> 0' },
    // What a party has settled, for statements of theirs. Apart from what is open, so that nobody who asks for that is led here.
    { columns: ['account_id', 'party_id', 'item_key'], where: 'residual = 0 and party_id is not null' },
  ],
});

/** Moves `amount` of residual from one key to another of the same account (a payment on account matched with an invoice). */
export const itemMatch = table('item_match', {
  kind: 'ledger',
  columns: {
    ...ledgerColumns(),
    account_id: ref('account'),
    from_key: looseRef(),
    to_key: looseRef(),
    amount: money(),
    doc_amount: money(),
    matched_on: day(),
  },
  indexes: [
    ['account_id', 'from_key'],
    ['account_id', 'to_key'],
  ],
});

/** Money received or paid out: captures, refunds, bank payments. */
export const payment = table('payment', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    kind: word('capture', 'refund', 'receipt', 'payout'),
    party_id: looseRef().orNull(),
    channel_id: looseRef().orNull(),
    order_id: looseRef().orNull(),
    paid_on: day(),
    currency: text(),
    amount: money().must((c) => `${c} > 0`),
    entry_id: counterRef('journal_entry'),
    external_id: text().orNull(),
    revision: revision(),
  },
  indexes: [['order_id'], ['paid_on', 'id', 'kind', 'channel_id', 'amount'], ['party_id', 'paid_on', 'id'], ['number', 'id']],
  unique: [['channel_id', 'external_id']],
});

/** Nothing may be posted on or before `through` for the areas the lock covers. Every kind has its row from the start; year 1 locks nothing. */
export const postingLock = table('posting_lock', {
  kind: 'record',
  columns: {
    kind: word('all', 'sales', 'purchases', 'stock', 'bank', 'tax', 'hard'),
    through: day(),
    set_at: instant(),
    revision: revision(),
  },
  primaryKey: ['kind'],
});

const SOFT = ['all', 'sales', 'purchases', 'stock', 'bank', 'tax'] as const;

/** Somebody, or everybody, may post into days a lock covers, from a day on, until the exception is over or ended. */
export const lockException = table('lock_exception', {
  kind: 'record',
  columns: {
    id: id(),
    kind: word(...SOFT),
    from_on: day(),
    /** null: everybody */
    user_id: ref('app_user').orNull(),
    reason: text(),
    expires_on: day(),
    made_by: looseRef(),
    made_at: instant(),
    ended_at: instant().orNull(),
    revision: revision(),
  },
  indexes: [['expires_on', 'id']],
});

/** Locked days that were opened again. Entries with a greater id on these days came in since. */
export const lockReopening = table('lock_reopening', {
  kind: 'record',
  columns: {
    id: id(),
    kind: word(...SOFT),
    from_on: day(),
    to_on: day(),
    reason: text(),
    asked_by: looseRef(),
    reopened_at: instant(),
    /** the last entry of the books before */
    last_entry_id: int(),
    revision: revision(),
  },
});
