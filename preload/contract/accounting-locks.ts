import { z } from 'zod';
import { LOCK_KINDS, lockAhead, lockNeverBack, zEntryId } from './accounting.ts';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCount, zRef } from './values/field.ts';
import { zId } from './values/id.ts';

/** Locks that may be reopened and that may have exceptions: all but the hard one. */
export const SOFT_LOCKS = LOCK_KINDS.filter((k) => k !== 'hard');
const zSoft = z.enum(SOFT_LOCKS);
const zWhy = z.string().trim().min(3).max(200);

export const reopenByTwo = refusal(
  'accounting.reopenByTwo',
  z.object({ kind: z.enum(LOCK_KINDS), through: z.string(), back: z.string() }),
  (p) =>
    `The ${p.kind} lock stands at ${p.through}; moving it back to ${p.back} reopens days, which takes two people. Ask for it with "Reopen", saying why.`,
);
export const nothingToReopen = refusal(
  'accounting.nothingToReopen',
  z.object({ kind: z.enum(LOCK_KINDS), through: z.string(), from: z.string() }),
  (p) => `The ${p.kind} lock stands at ${p.through}, so ${p.from} is open already. Choose a day on or before ${p.through}.`,
);
export const badException = refusal(
  'accounting.badException',
  z.object({ reason: z.string() }),
  (p) => `Such an exception cannot be made: ${p.reason}.`,
);

const zException = z.object({
  id: z.string(),
  kind: zSoft,
  /** first day that may be posted on */
  from: z.string(),
  /** null: everybody */
  userId: z.string().nullable(),
  user: z.string().nullable(),
  reason: z.string(),
  expiresOn: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
  endedAt: z.string().nullable(),
  /** holds now */
  active: z.boolean(),
  revision: zCount,
});

const zReopening = z.object({
  id: z.string(),
  kind: zSoft,
  /** first and last day that were opened again */
  from: z.string(),
  to: z.string(),
  reason: z.string(),
  askedBy: z.string(),
  reopenedAt: z.string(),
  /** entries posted into these days since, and the sum of their debits */
  entries: zCount,
  debit: zCount,
});

export const lockOperations = {
  setLock: command('accounting.setLock', {
    permission: 'accounting.lock',
    summary: 'Lock an area of the books through a day, forward only; expects `posting_lock/<kind>` with its revision',
    input: z.strictObject({ kind: z.enum(LOCK_KINDS), through: zDay }),
    output: z.object({ kind: z.string(), through: z.string() }),
    refusals: [lockNeverBack, lockAhead, reopenByTwo],
    edits: ({ kind }) => [`posting_lock/${kind}`],
  }),
  reopenPeriod: command('accounting.reopenPeriod', {
    permission: 'accounting.lock',
    summary: 'Open locked days of an area again, from a day on; always waits for a second person, and what changes is reported',
    input: z.strictObject({ kind: zSoft, from: zDay, reason: zWhy }),
    output: z.object({ reopeningId: z.string(), kind: z.string(), through: z.string() }),
    refusals: [nothingToReopen],
    edits: ({ kind }) => [`posting_lock/${kind}`],
    twoPeople: true,
  }),
  allowPosting: command('accounting.allowPosting', {
    permission: 'accounting.lock',
    summary: 'Let one person, or everybody, post into locked days from a day on, for a reason and until a day',
    input: z.strictObject({
      id: zId('lex').optional(),
      kind: zSoft,
      from: zDay,
      userId: zRef.optional(),
      reason: zWhy,
      /** last day it holds, the company's days */
      expiresOn: zDay,
    }),
    output: z.object({ exceptionId: z.string() }),
    refusals: [badException, notFound],
  }),
  endException: command('accounting.endException', {
    permission: 'accounting.lock',
    summary: 'End an exception from a lock now',
    input: z.strictObject({ exceptionId: zId('lex') }),
    output: z.object({ exceptionId: z.string() }),
    refusals: [notFound, badException],
    edits: ({ exceptionId }) => [exceptionId],
  }),
  listLocks: query('accounting.listLocks', {
    permission: 'accounting.read',
    summary: 'Locks of the books; `through` null where nothing is locked',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(z.object({ kind: z.enum(LOCK_KINDS), through: z.string().nullable(), revision: z.number().int() })),
    }),
  }),
  listLockExceptions: query('accounting.listLockExceptions', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'Who may post into locked days, why and how long; the newest first, those that are over after those that hold',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(zException),
      /** people an exception can be made for */
      people: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  }),
  listReopenings: query('accounting.listReopenings', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'Days that were locked and opened again, the newest first, with how much was posted into them since',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(zReopening) }),
  }),
  getReopening: query('accounting.getReopening', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'What changed in days since they were opened again: the entries posted into them, and balances at their end before and after',
    input: z.strictObject({ reopeningId: zId('lro') }),
    output: zReopening.extend({
      accounts: z.array(
        z.object({ accountId: z.string(), code: z.string(), name: z.string(), before: zCount, change: zCount, after: zCount }),
      ),
      /** the first of them, in order of posting */
      rows: z.array(
        z.object({
          entryId: zEntryId,
          number: z.string(),
          postedOn: z.string(),
          documentOn: z.string(),
          memo: z.string(),
          sourceKind: z.string(),
          sourceId: z.string(),
          debit: zCount,
          postedBy: z.string(),
          postedAt: z.string(),
        }),
      ),
    }),
    refusals: [notFound],
  }),
};
