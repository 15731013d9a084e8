import { companyOperations } from '../../../../preload/contract/company.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { assertRoles, putSettings } from '../store.ts';

/** Remembers why; what was changed by this command stands in the change history under the same commit. */
async function giveReason(ctx: CommandContext, about: readonly string[], reason: string): Promise<void> {
  await ctx.tx.insertMany(
    'reason_given',
    about.map((of) => ({ about: of, seq: ctx.seq, reason })),
  );
}

export const setPolicies = handleCommand(companyOperations.setPolicies, async (ctx, { reason, ...chosen }) => {
  // A role nobody can have would require a second factor of nobody, and look as if it did.
  await assertRoles(ctx, chosen.secondFactorRoles ?? []);
  const values = Object.fromEntries(Object.entries(chosen).map(([k, v]) => [`policy.${k}`, v]));
  const changed = await putSettings(ctx, values);
  if (reason !== undefined)
    await giveReason(
      ctx,
      Object.keys(values).map((key) => `setting/${key}`),
      reason,
    );
  return { changed };
});

export const changeCompany = handleCommand(companyOperations.changeCompany, async (ctx, { companyId, name, reason }) => {
  const row = await ctx.tx.db.selectFrom('company').select('revision').where('id', '=', companyId).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'company', id: companyId });
  await ctx.tx.db
    .updateTable('company')
    .set({ name, revision: row.revision + 1 })
    .where('id', '=', companyId)
    .execute();
  await giveReason(ctx, [companyId], reason);
  return { companyId };
});

export const setReasonCode = handleCommand(companyOperations.setReasonCode, async (ctx, input) => {
  const { code, kind, text } = input;
  const account_role = input.accountRole ?? null;
  const row = await ctx.tx.db.selectFrom('reason_code').select('revision').where('code', '=', code).executeTakeFirst();
  if (row)
    await ctx.tx.db
      .updateTable('reason_code')
      .set({ kind, text, account_role, revision: row.revision + 1 })
      .where('code', '=', code)
      .execute();
  else await ctx.tx.insertMany('reason_code', [{ code, kind, text, account_role, revision: 1 }]);
  return { code };
});
