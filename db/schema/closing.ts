import { counter, counterRef, day, id, instant, int, looseRef, money, ref, revision, table, text, word } from './dsl.ts';

/** A financial year of the company; years follow each other without a gap. */
export const fiscalYear = table('fiscal_year', {
  kind: 'record',
  columns: { code: text(), starts_on: day(), ends_on: day(), revision: revision() },
  primaryKey: ['code'],
  unique: [['starts_on']],
  checks: ['starts_on < ends_on'],
});

/** A month of a financial year: what is closed at once. */
export const fiscalPeriod = table('fiscal_period', {
  kind: 'record',
  columns: { code: text(), year_code: ref('fiscal_year', 'code'), starts_on: day(), ends_on: day(), revision: revision() },
  primaryKey: ['code'],
  unique: [['starts_on']],
});

/** Somebody looked at an item of the checklist of a period and stands for it: with these figures, and only with these. */
export const closeSignOff = table('close_sign_off', {
  kind: 'record',
  columns: {
    /** period and item: `2026-01.grni-aged` */
    id: text(),
    period_code: ref('fiscal_period', 'code'),
    item: text(),
    figure_count: int(),
    figure_value: money(),
    note: text(),
    signed_by: looseRef(),
    signed_at: instant(),
    revision: revision(),
  },
  primaryKey: ['id'],
  unique: [['period_code', 'item']],
});

/**
 * Something the company knows of by hand and books accrue from: a service received that no bill came for yet, accrued as far as its days are
 * over; or an expense paid ahead, of which the days to come are deferred.
 */
export const accrualRule = table('accrual_rule', {
  kind: 'record',
  columns: {
    id: id(),
    kind: word('service', 'prepaid'),
    title: text(),
    account_id: ref('account'),
    amount: money().must((c) => `${c} > 0`),
    from_on: day(),
    to_on: day(),
    /** the day a bill came or the thing ended: from then on nothing is accrued */
    ended_on: day().orNull(),
    revision: revision(),
  },
  checks: ['from_on <= to_on'],
});

/** An accrual of a period: its entry on the last day and the entry that takes it back on the first day after. */
export const closeAccrual = table('close_accrual', {
  kind: 'record',
  columns: {
    id: counter(),
    period_code: ref('fiscal_period', 'code'),
    kind: word('revenue', 'returns', 'service', 'prepaid'),
    title: text(),
    amount: money(),
    entry_id: counterRef('journal_entry'),
    reversal_id: counterRef('journal_entry'),
    /** taken back as a whole before the period was locked */
    undone_at: instant().orNull(),
    revision: revision(),
  },
  indexes: [['period_code', 'id']],
});

/**
 * Open items of a currency at the rate of a period's last day: the entry that brings them there and the entry that takes it back on the first
 * day after. Without entries where the books stood there already.
 */
export const closeRevaluation = table('close_revaluation', {
  kind: 'record',
  columns: {
    id: counter(),
    period_code: ref('fiscal_period', 'code'),
    currency: text(),
    /** the rate: `foreign_nano` of the currency for `company_nano` of the company's */
    foreign_nano: int(),
    company_nano: int(),
    items: int(),
    /** what is open in the currency, minor units of it; debit positive */
    open_doc: int(),
    booked: money(),
    worth: money(),
    entry_id: counterRef('journal_entry').orNull(),
    reversal_id: counterRef('journal_entry').orNull(),
    undone_at: instant().orNull(),
    revision: revision(),
  },
  indexes: [['period_code', 'id']],
});

/** The result of a financial year carried to equity; `reversal_id` once it was taken back. */
export const yearTransfer = table('year_transfer', {
  kind: 'record',
  columns: {
    year_code: ref('fiscal_year', 'code'),
    result: money(),
    entry_id: counterRef('journal_entry'),
    reversal_id: counterRef('journal_entry').orNull(),
    revision: revision(),
  },
  primaryKey: ['year_code'],
});
