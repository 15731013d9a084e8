import { z } from 'zod';
import { unknownRole } from './accounting.ts';
import { AGES } from './accounting-aged.ts';
import { notFound } from './engine.ts';
import { list } from './list.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { pageWindow, zCount, zRef, zText } from './values/field.ts';
import { zId } from './values/id.ts';

/** Most letters one run writes; what is left over is for the next. */
export const LETTERS_MAX = 500;
/** Most movements one statement of a customer shows. */
export const STATEMENT_MAX = 5000;
const LEVELS_MAX = 9;
const DAYS_MAX = 3650;
const AMOUNT_MAX = 1_000_000_000;

/** Why a customer gets no letter on a day. */
export const NO_LETTER = ['guest', 'erased', 'excepted', 'waiting', 'too-soon', 'credits', 'small'] as const;
export type NoLetter = (typeof NO_LETTER)[number];
export const EXCEPTION_KINDS = ['dispute', 'agreed', 'other'] as const;
export const STATEMENT_KINDS = ['invoice', 'credit-note', 'payment', 'refund', 'match', 'entry'] as const;

const zAmount = z.int().min(0).max(AMOUNT_MAX);
const zLevel = z.strictObject({
  /** heading of the letter */
  name: z.string().trim().min(1).max(80),
  /** days past due from which an invoice is taken to it */
  afterDays: z.int().min(1).max(DAYS_MAX),
  /** asked for in the letter, minor units of the company's currency; never posted */
  fee: zAmount,
  /** words of the letter instead of those of the house; empty for these */
  words: z.string().trim().max(1000),
});

/** How the company dunns: its levels, in order, and what holds for all of them. */
export const zDunningTerms = z
  .strictObject({
    levels: z.array(zLevel).min(1).max(LEVELS_MAX),
    /** days that pass between two letters to a customer, at least */
    daysBetween: z.int().min(0).max(365),
    /** days the letter gives to pay */
    payWithin: z.int().min(0).max(365),
    /** a customer who owes less gets no letter */
    leastOpen: zAmount,
    /** orders of a customer wait for payment from this level on; null for never */
    holdFrom: z.int().min(1).max(LEVELS_MAX).nullable(),
  })
  .superRefine(({ levels, holdFrom }, ctx) => {
    for (const [i, level] of levels.entries())
      if (i > 0 && level.afterDays <= (levels[i - 1]?.afterDays ?? 0))
        ctx.addIssue({ code: 'custom', path: ['levels', i, 'afterDays'], message: 'each level begins later than the one before' });
    if (holdFrom !== null && holdFrom > levels.length)
      ctx.addIssue({ code: 'custom', path: ['holdFrom'], message: `there are ${levels.length} levels` });
  });
export type DunningTerms = z.output<typeof zDunningTerms>;

const SAYS: Readonly<Record<NoLetter, string>> = {
  guest: 'stands for buyers a channel does not name',
  erased: 'has no name and address any more',
  excepted: 'is left out for now',
  waiting: 'has no invoice that reached its next level',
  'too-soon': 'had a letter a short time ago',
  credits: 'has credits that cover what is overdue',
  small: 'owes less than letters are written for',
};

export const nobodyToDun = refusal(
  'receivables.nobodyToDun',
  z.object({ on: z.string() }),
  (p) => `Nobody gets a letter on ${p.on}. The proposal says why of each customer who is late.`,
);
export const notToBeDunned = refusal(
  'receivables.notToBeDunned',
  z.object({ customer: z.string(), why: z.enum(NO_LETTER) }),
  (p) => `${p.customer} gets no letter: this customer ${SAYS[p.why]}. Look at the proposal again.`,
);
export const notOwed = refusal(
  'receivables.notOwed',
  z.object({ item: z.string() }),
  (p) => `${p.item} is not open with this customer, so there is nothing to leave out.`,
);
export const dayOver = refusal(
  'receivables.dayOver',
  z.object({ through: z.string(), today: z.string() }),
  (p) => `${p.through} is over. Name a day from ${p.today} on.`,
);
export const exceptionOver = refusal('receivables.exceptionOver', z.object({ id: z.string() }), () => 'That exception is over already.');
export const wrongDays = refusal(
  'receivables.wrongDays',
  z.object({ from: z.string(), to: z.string() }),
  (p) => `The statement would begin on ${p.from}, after its last day ${p.to}. Turn the days round.`,
);
export const statementTooLong = refusal(
  'receivables.statementTooLong',
  z.object({ most: z.int() }),
  (p) => `More than ${p.most} movements are in these days. Choose fewer days.`,
);

const zLateItem = z.object({
  itemKey: z.string(),
  /** Number of the document; null where it has none. */
  itemName: z.string().nullable(),
  openedOn: z.string(),
  dueOn: z.string(),
  daysLate: zCount,
  open: zCount,
  /** Highest level a letter took it to; 0 for none. */
  stands: zCount,
  /** Level this day would take it to; null where it stays. */
  gets: zCount.nullable(),
  /** The exception that leaves it out. */
  exceptionId: z.string().nullable(),
});
const zLate = z.object({
  partyId: z.string(),
  partyName: z.string(),
  stands: zCount,
  /** Level of the letter; null where none is written. */
  gets: zCount.nullable(),
  why: z.enum(NO_LETTER).nullable(),
  lastLetterOn: z.string().nullable(),
  /** Overdue and not left out, credits of the customer (below zero), and what is asked for. */
  overdue: zCount,
  credits: zCount,
  fee: zCount,
  total: zCount,
  /** Not asked for, because somebody left it out. */
  leftOut: zCount,
  items: z.array(zLateItem),
});

const zLetterRow = z.object({
  id: z.string(),
  number: z.string(),
  runId: z.string(),
  partyId: z.string(),
  partyName: z.string(),
  level: zCount,
  levelName: z.string(),
  dunnedOn: z.string(),
  payBy: z.string(),
  currency: z.string(),
  open: zCount,
  fee: zCount,
  total: zCount,
});
const zException = z.object({
  id: z.string(),
  partyId: z.string(),
  partyName: z.string(),
  itemKey: z.string().nullable(),
  itemName: z.string().nullable(),
  kind: z.enum(EXCEPTION_KINDS),
  reason: z.string(),
  through: z.string(),
  revision: zCount,
});

/** Dunning letters by day. */
export const dunningLettersList = list('receivables.letters', {
  permission: 'accounting.read',
  summary: 'Dunning letters by day, newest first unless sorted otherwise',
  row: zLetterRow,
  key: ['id'],
  kinds: { level: 'int', dunnedOn: 'day', payBy: 'day', open: 'money', fee: 'money', total: 'money' },
  sortable: ['dunnedOn', 'number'],
  filterable: ['number', 'partyId', 'partyName', 'level', 'dunnedOn', 'runId'],
  facets: ['level'],
  totals: ['total'],
  order: { column: 'dunnedOn', direction: 'desc' },
  scope: 'company',
});

const zMove = z.object({
  on: z.string(),
  kind: z.enum(STATEMENT_KINDS),
  /** Document that made it, and what people call it; the number of the entry where it has no name, null for a match without one. */
  documentId: z.string(),
  document: z.string().nullable(),
  /** The item it belongs to, such as the invoice a payment settles. */
  itemKey: z.string(),
  itemName: z.string().nullable(),
  /** Entry in the journal; null for a match, which posts nothing. */
  entryId: zCount.nullable(),
  /** Day it is due, of what is owed. */
  dueOn: z.string().nullable(),
  /** The parts an invoice falls due in, where there is more than one. */
  instalments: z.array(z.object({ dueOn: z.string(), amount: zCount })),
  amount: zCount,
  balance: zCount,
});

export const receivableOperations = {
  setDunningTerms: command('receivables.setDunningTerms', {
    permission: 'accounting.dun',
    summary: 'Say how customers who are late are dunned: levels with days and fees, days between letters, what happens to orders',
    input: zDunningTerms,
    output: z.object({ changed: zCount }),
  }),
  getDunningTerms: query('receivables.getDunningTerms', {
    permission: 'accounting.read',
    summary: 'How customers who are late are dunned',
    input: z.strictObject({}),
    output: zDunningTerms,
  }),
  leaveOut: command('receivables.leaveOut', {
    permission: 'accounting.dun',
    summary: 'Leave a customer, or one of their open invoices, out of dunning through a day',
    input: z.strictObject({
      id: zId('dex').optional(),
      partyId: zRef,
      itemKey: zRef.optional(),
      kind: z.enum(EXCEPTION_KINDS),
      reason: zText,
      through: zDay,
    }),
    output: z.object({ exceptionId: z.string() }),
    refusals: [notFound, notOwed, dayOver, unknownRole],
  }),
  dunAgain: command('receivables.dunAgain', {
    permission: 'accounting.dun',
    summary: 'End an exception from dunning before its day',
    input: z.strictObject({ exceptionId: zId('dex') }),
    output: z.object({ exceptionId: z.string() }),
    refusals: [notFound, exceptionOver],
    edits: ({ exceptionId }) => [exceptionId],
  }),
  runDunning: command('receivables.runDunning', {
    permission: 'accounting.dun',
    summary: `Write today's dunning letters to the customers named, or to all who get one; at most ${LETTERS_MAX}, those who owe most first`,
    input: z.strictObject({ partyIds: z.array(zRef).min(1).max(LETTERS_MAX).optional() }),
    output: z.object({ runId: z.string(), letters: zCount, open: zCount, fees: zCount, left: zCount, held: zCount }),
    refusals: [notFound, nobodyToDun, notToBeDunned, unknownRole],
  }),
  proposeDunning: query('receivables.proposeDunning', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'Customers who are late on a day with what is overdue, the level each stands at and gets, or why there is no letter',
    input: z.strictObject({ on: zDay, ...pageWindow }),
    output: z.object({ rows: z.array(zLate), count: zCount, letters: zCount, total: zCount }),
    refusals: [unknownRole],
  }),
  getLate: query('receivables.getLate', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'What a customer is late with today, their level, and what is left out',
    input: z.strictObject({ partyId: zRef }),
    output: z.object({ late: zLate.nullable(), exceptions: z.array(zException) }),
    refusals: [notFound, unknownRole],
  }),
  listExceptions: query('receivables.listExceptions', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'Customers and invoices that are left out of dunning now, those that end first',
    input: z.strictObject({ ...pageWindow }),
    output: z.object({ rows: z.array(zException), count: zCount }),
  }),
  getLetter: query('receivables.getLetter', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'A dunning letter with what it lists, and what of that is open now',
    input: z.strictObject({ letterId: zRef }),
    output: zLetterRow.extend({
      items: z.array(
        z.object({
          itemKey: z.string(),
          name: z.string(),
          kind: z.enum(['dunned', 'listed', 'credit']),
          level: zCount.nullable(),
          openedOn: z.string(),
          dueOn: z.string(),
          daysLate: zCount,
          open: zCount,
          openNow: zCount,
        }),
      ),
    }),
    refusals: [notFound, unknownRole],
  }),
  listLetters: dunningLettersList.page,
  countLetters: dunningLettersList.count,
  facetLetters: dunningLettersList.facet,
  getStatement: query('receivables.getStatement', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary:
      'Account of a customer from a day to a day: what stood before, every movement with the balance after it, and its age at the end',
    input: z.strictObject({ partyId: zRef, from: zDay, to: zDay }),
    output: z.object({
      partyId: z.string(),
      partyName: z.string(),
      currency: z.string(),
      opening: zCount,
      rows: z.array(zMove),
      closing: zCount,
      ages: z.object(Object.fromEntries(AGES.map((age) => [age, zCount])) as Record<(typeof AGES)[number], typeof zCount>),
    }),
    refusals: [notFound, wrongDays, statementTooLong, unknownRole],
  }),
};
