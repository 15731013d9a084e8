import { z } from 'zod';
import { type ApprovalNeeded, zApprovalNeeded, zPreview } from './envelope.ts';
import { refusal } from './refusal.ts';
import { kindOfId } from './values/id.ts';
import { formatMinor } from './values/money.ts';

/** Refusals any operation may meet on the write path. */
export const badInput = refusal(
  'engine.badInput',
  z.object({ operation: z.string(), issues: z.array(z.object({ path: z.string(), message: z.string() })).max(50) }),
  (p) => `${p.operation}: ${p.issues.map((i) => `${i.path || 'input'}: ${i.message}`).join('; ')}. Correct the input and send it again.`,
);
export const unknownOperation = refusal(
  'engine.unknownOperation',
  z.object({ operation: z.string() }),
  (p) => `There is no operation named ${p.operation}. The list is at /api/openapi.json.`,
);
export const notSignedIn = refusal('engine.notSignedIn', z.object({}), () => 'Sign in first, or send a valid bearer token.');
export const notPermitted = refusal(
  'engine.notPermitted',
  z.object({ operation: z.string(), permission: z.string() }),
  (p) => `${p.operation} needs the permission ${p.permission}. Ask an owner of the company for it.`,
);
export const outOfScope = refusal(
  'engine.outOfScope',
  z.object({ scope: z.string(), id: z.string() }),
  (p) => `Your access does not include ${kindOfId(p.id) ? `this ${p.scope}` : `${p.scope} ${p.id}`}.`,
);
export const readOnlyAccess = refusal(
  'engine.readOnlyAccess',
  z.object({ operation: z.string() }),
  (p) => `${p.operation} changes data, and this token may only read. Use another token.`,
);
export const wholeCompanyOnly = refusal(
  'engine.wholeCompanyOnly',
  z.object({ operation: z.string() }),
  (p) => `${p.operation} answers about the whole company, and your access is limited to some warehouses or channels. Ask an owner.`,
);
/** What people call a record, where its row says so. */
function calledIn(row: Readonly<Record<string, unknown>> | null): string | undefined {
  const names = ['number', 'sku', 'code', 'login', 'name'].map((column) => row?.[column]);
  return names.find((name) => typeof name === 'string' && name !== '') as string | undefined;
}
export const stale = refusal(
  'engine.stale',
  z.object({
    id: z.string(),
    expected: z.number().int(),
    current: z.number().int().nullable(),
    row: z.record(z.string(), z.unknown()).nullable(),
  }),
  (p) =>
    p.current === null
      ? `${kindOfId(p.id) ? `This ${kindOfId(p.id)}` : p.id} no longer exists. Reload and decide again.`
      : `${calledIn(p.row) ?? p.id} has changed since you looked (revision ${p.expected}, now ${p.current}). Reload and decide again.`,
);
export const expectMissing = refusal(
  'engine.expectMissing',
  z.object({ operation: z.string(), id: z.string() }),
  (p) => `${p.operation} edits ${p.id}: send \`expect\` with that id and the revision you looked at.`,
);
export const commandIdReused = refusal(
  'engine.commandIdReused',
  z.object({ commandId: z.string(), operation: z.string() }),
  (p) => `Command id ${p.commandId} was already used for another input (${p.operation}). Use a new id for a new command.`,
);
export const previewChanged = refusal(
  'engine.previewChanged',
  z.object({ preview: zPreview }),
  () => 'The outcome is no longer the one you agreed to. Look at the new preview and confirm again.',
);
/** What a policy found, as the beginning of a sentence. */
const found = (p: ApprovalNeeded): string =>
  p.measure === 'always'
    ? 'This always needs approval'
    : p.measure === 'posted'
      ? `This posts ${formatMinor(p.value, p.currency)} ${p.currency}; more than ${formatMinor(p.above, p.currency)} needs approval`
      : `This touches ${p.value} records; more than ${p.above} needs approval`;
export const needsApproval = refusal(
  'engine.needsApproval',
  zApprovalNeeded.extend({ requestId: z.string(), expiresAt: z.string() }),
  (p) =>
    `${found(p)} (${p.policy}). It waits for ${p.approvers} until ${p.expiresAt.slice(0, 10)}; nothing has been done yet. Send it again under the same command id to learn the outcome.`,
);
export const notFound = refusal('engine.notFound', z.object({ kind: z.string(), id: z.string() }), (p) =>
  kindOfId(p.id)
    ? `There is no such ${p.kind}, or your access does not include it. Look for it in its list.`
    : `There is no ${p.kind} ${p.id}.`,
);
export const alreadyExists = refusal(
  'engine.alreadyExists',
  z.object({ kind: z.string(), id: z.string() }),
  (p) => `${p.kind} ${p.id} exists already. Open it, or use another id.`,
);
export const ruleBroken = refusal(
  'engine.ruleBroken',
  z.object({ constraint: z.string() }),
  (p) => `The database refused the change: ${p.constraint}. Nothing was saved.`,
);
export const tooSlow = refusal(
  'engine.tooSlow',
  z.object({ operation: z.string(), seconds: z.number() }),
  (p) => `${p.operation} was stopped after ${p.seconds} s. Narrow the filter, or export it as a job.`,
);
