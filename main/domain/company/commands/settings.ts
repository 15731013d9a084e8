import { companyOperations } from '../../../../preload/contract/company.ts';
import { handleCommand } from '../../handler.ts';
import { putSettings } from '../store.ts';

export const setPolicies = handleCommand(companyOperations.setPolicies, async (ctx, input) => ({
  changed: await putSettings(ctx, Object.fromEntries(Object.entries(input).map(([k, v]) => [`policy.${k}`, v]))),
}));

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
