import { type ReasonKind, reasonCodeNeeded, unknownReason } from '../../../preload/contract/reason.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import { policy } from './policy.ts';

/**
 * Keeps why a command is done, for the audit log, and returns it in words: those of the person, else those of the code.
 * Refuses a code that is not in the company's list for this, and words alone where the company wants a code
 * (policy `reasonCodeNeeded`).
 */
export async function sayWhy(
  ctx: CommandContext,
  kind: ReasonKind,
  said: { readonly reasonCode?: string | undefined; readonly reason?: string | undefined },
): Promise<string> {
  const { reasonCode: code, reason } = said;
  const needed = policy(ctx, 'reasonCodeNeeded').includes(kind);
  if (code === undefined && !needed) {
    if (reason !== undefined) ctx.because({ code: null, text: reason });
    return reason ?? '';
  }
  const list = await ctx.tx.db.selectFrom('reason_code').select(['code', 'text']).where('kind', '=', kind).orderBy('code').execute();
  const codes = list.map((r) => r.code);
  if (code === undefined) throw refuse(reasonCodeNeeded, { kind, codes });
  const found = list.find((r) => r.code === code);
  if (!found) throw refuse(unknownReason, { code, kind, codes });
  ctx.because({ code, text: reason ?? null });
  return reason ?? found.text;
}
