import { z } from 'zod';

/** Longest list any single envelope may carry besides the operation's own bounded lists. */
const MAX_EXPECT = 500;

/** What every command is wrapped in on its way to the engine. The asker makes `commandId` and repeats it on retry. */
export const zCommandEnvelope = z.strictObject({
  commandId: z.string().min(8).max(80),
  expect: z
    .array(z.strictObject({ id: z.string().min(1).max(80), revision: z.number().int().positive() }))
    .max(MAX_EXPECT)
    .optional(),
  /** true: do everything, then roll back and say what it would have done. */
  dryRun: z.boolean().optional(),
  /** Digest of the preview the asker agreed to; a different outcome is refused with the new preview. */
  confirm: z.string().length(64).optional(),
  /** Why approval is asked for, should the command need it. */
  approvalReason: z.string().trim().min(1).max(500).optional(),
});
export type CommandEnvelope = z.output<typeof zCommandEnvelope>;

/** A policy a command met: what was measured, and who may approve. */
export const zApprovalNeeded = z.object({
  policy: z.string(),
  measure: z.enum(['posted', 'records', 'always']),
  /** minor units of `currency` when value is posted, else a number of records */
  value: z.int(),
  above: z.int(),
  currency: z.string(),
  /** who may approve, in words */
  approvers: z.string(),
});
export type ApprovalNeeded = z.output<typeof zApprovalNeeded>;

export const zPreview = z.object({
  effectsDigest: z.string(),
  tables: z.array(
    z.object({
      table: z.string(),
      inserted: z.number().int(),
      updated: z.number().int(),
      deleted: z.number().int(),
      /** by column: how much the amounts (minor units) or quantities (steps) of the touched rows move in sum */
      totals: z.record(z.string(), z.object({ of: z.enum(['money', 'qty']), moved: z.number().int() })),
    }),
  ),
  journal: z.array(z.object({ accountId: z.string(), amount: z.number().int() })),
  messages: z.array(z.string()),
  rows: z.array(z.object({ table: z.string(), op: z.string(), key: z.string(), values: z.string() })).max(500),
  rowsLeftOut: z.number().int(),
  asOfSeq: z.number().int(),
  /** Confirming this does not do it but asks somebody else to approve it. */
  approval: zApprovalNeeded.optional(),
});
/** What a dry run answers: effects without ids and numbers that only a real run assigns. */
export type Preview = z.output<typeof zPreview>;

/** Reply to a command: committed (`seq` set) or previewed. */
export interface CommandReply<O> {
  readonly seq: number;
  readonly output: O;
  readonly replayed: boolean;
  readonly preview?: Preview;
}

/** Reply to a query: the output and the commit number it saw. */
export interface QueryReply<O> {
  readonly seq: number;
  readonly output: O;
}
