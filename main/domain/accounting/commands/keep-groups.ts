import { accountInUse } from '../../../../preload/contract/accounting.ts';
import { statementOperations, wrongStage } from '../../../../preload/contract/accounting-statements.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleCommand } from '../../handler.ts';
import { chartOf } from '../chart.ts';
import { fits, inResult } from '../statements/layout.ts';
import { insertGroups, insertPlaces, updateGroup, updatePlace } from '../store.ts';

/** A group with accounts in it stays in its statement: moved to the other one, the accounts would be missed in theirs. */
export const setGroup = handleCommand(statementOperations.setGroup, async (ctx, input) => {
  const { code, name, stage, position } = input;
  const known = await ctx.tx.db.selectFrom('account_group').selectAll().where('code', '=', code).executeTakeFirst();
  if (!known) {
    await insertGroups(ctx, [input]);
    return { code };
  }
  if (inResult(known.stage) !== inResult(stage)) {
    const held = await ctx.tx.db.selectFrom('account_place').select('account_id').where('group_code', '=', code).executeTakeFirst();
    const account = held && (await chartOf(ctx)).id(held.account_id);
    if (account)
      throw refuse(accountInUse, {
        account: `${account.code} ${account.name}`,
        reason: `it stands in ${known.name}; place it elsewhere first`,
      });
  }
  if (known.name !== name || known.stage !== stage || known.position !== position) await updateGroup(ctx, code, { name, stage, position });
  return { code };
});

export const placeAccount = handleCommand(statementOperations.placeAccount, async (ctx, { accountId, group }) => {
  const account = (await chartOf(ctx)).id(accountId);
  const target = await ctx.tx.db.selectFrom('account_group').selectAll().where('code', '=', group).executeTakeFirst();
  if (!target) throw refuse(notFound, { kind: 'account group', id: group });
  if (!fits(account.type, target.stage)) throw refuse(wrongStage, { account: `${account.code} ${account.name}`, group: target.name });
  const known = await ctx.tx.db.selectFrom('account_place').select('group_code').where('account_id', '=', accountId).executeTakeFirst();
  if (!known) await insertPlaces(ctx, [{ accountId, group }]);
  else if (known.group_code !== group) await updatePlace(ctx, accountId, group);
  return { accountId };
});
