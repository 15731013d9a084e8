import { z } from 'zod';
import { refusal } from './refusal.ts';
import { zCode } from './values/field.ts';

/** What a reason code can be a reason for. `refund` is for money given back: credit notes and refunds. */
export const REASON_KINDS = [
  'count',
  'write-down',
  'return',
  'hold-release',
  'refund',
  'cancel',
  'price-override',
  'role-change',
  'scan-override',
] as const;
export const zReasonKind = z.enum(REASON_KINDS);
export type ReasonKind = z.output<typeof zReasonKind>;

/** Fields of a command that says why: a code of the company's list, words, or both. */
export const whyFields = { reasonCode: zCode.optional(), reason: z.string().trim().min(3).max(200).optional() };

/** For commands that never go without a reason; to be put on a schema with `whyFields`. */
export const saysWhy = (input: { readonly reasonCode?: string | undefined; readonly reason?: string | undefined }): boolean =>
  input.reason !== undefined || input.reasonCode !== undefined;
export const WHY_MISSING = { error: 'say why, in words or with a reason code', path: ['reason'] };

export const unknownReason = refusal(
  'company.unknownReason',
  z.object({ code: z.string(), kind: z.string(), codes: z.array(z.string()) }),
  (p) =>
    `${p.code} is no reason code for ${p.kind.replace('-', ' ')}. ${p.codes.length > 0 ? `Use one of ${p.codes.join(', ')}.` : 'Add one to the list first.'}`,
);
export const reasonCodeNeeded = refusal(
  'company.reasonCodeNeeded',
  z.object({ kind: z.string(), codes: z.array(z.string()) }),
  (p) =>
    `This company wants a reason code for ${p.kind.replace('-', ' ')}, not words alone. ${p.codes.length > 0 ? `Use one of ${p.codes.join(', ')}.` : 'Add one to the list first.'}`,
);
export const whyRefusals = [unknownReason, reasonCodeNeeded] as const;
