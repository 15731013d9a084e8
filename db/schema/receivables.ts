import { counter, day, id, instant, int, looseRef, money, number, ref, revision, table, text, word } from './dsl.ts';

/** A customer, or one open item of theirs, that is not dunned through a day: something is disputed, or more time was agreed. */
export const dunningException = table('dunning_exception', {
  kind: 'record',
  columns: {
    id: id(),
    party_id: ref('party'),
    /** null: whatever the customer owes */
    item_key: looseRef().orNull(),
    kind: word('dispute', 'agreed', 'other'),
    reason: text(),
    through: day(),
    made_by: looseRef(),
    made_at: instant(),
    ended_at: instant().orNull(),
    revision: revision(),
  },
  indexes: [['party_id', 'through', 'id'], { columns: ['through', 'id'], where: 'ended_at is null' }],
});

/** Letters that were written together. */
export const dunningRun = table('dunning_run', {
  kind: 'record',
  columns: { id: id(), run_on: day(), letters: int(), total: money(), revision: revision() },
  indexes: [['run_on', 'id']],
});

/** A letter as it was written: what was overdue on its day, and what the customer was asked to pay. Nothing of it changes. */
export const dunningLetter = table('dunning_letter', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    run_id: ref('dunning_run'),
    party_id: ref('party'),
    level: int().must((c) => `${c} > 0`),
    level_name: text(),
    dunned_on: day(),
    pay_by: day(),
    currency: text(),
    /** overdue invoices less credits of the customer, as they were open on the day */
    open: money(),
    /** asked for besides; not posted */
    fee: money().must((c) => `${c} >= 0`),
    total: money().must((c) => `${c} > 0`),
    /** words of the company for this level; empty: those of the house */
    words: text().or(''),
    revision: revision(),
  },
  checks: ['open + fee = total'],
  indexes: [
    ['party_id', 'dunned_on', 'id'],
    ['dunned_on', 'id', 'level', 'total'],
    ['run_id', 'id'],
    ['number', 'id'],
  ],
});

/** What a letter lists: invoices it takes to a level, others that are overdue as well, and credits that lower what is asked for. */
export const dunningLetterItem = table('dunning_letter_item', {
  kind: 'record',
  columns: {
    id: counter(),
    letter_id: ref('dunning_letter'),
    line_no: int(),
    item_key: looseRef(),
    name: text(),
    kind: word('dunned', 'listed', 'credit'),
    /** the level the invoice was taken to; what falls due on a day is taken to each level once */
    level: int().orNull(),
    opened_on: day(),
    due_on: day(),
    days_late: int(),
    open: money(),
  },
  lineOf: { table: 'dunning_letter', column: 'letter_id' },
  checks: [`(kind = 'dunned') = (level is not null)`, `(kind = 'credit') = (open < 0)`],
  unique: [['item_key', 'due_on', 'level']],
  indexes: [['letter_id', 'line_no']],
});
