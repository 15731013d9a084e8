import { itemTooSmall } from '../../../preload/contract/accounting.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../engine/context.ts';
import { openItemsOf } from './items.ts';
import { decideMatch } from './rules.ts';
import { appendMatch } from './store.ts';

/** Two items of one account that settle each other, in the company's currency. */
interface Pair {
  readonly debitKey: string;
  readonly creditKey: string;
  /** positive */
  readonly amount: Minor;
  readonly on: string;
}

/** Lets two open items of an account shrink by an amount; posts nothing. Refuses more than either has open. Returns the id of the match. */
export async function matchOnAccount(ctx: CommandContext, accountId: string, { debitKey, creditKey, amount, on }: Pair): Promise<number> {
  const { currency } = ctx.company;
  const items = await openItemsOf(ctx.tx, accountId, [debitKey, creditKey]);
  const [debit, credit] = [items.get(debitKey), items.get(creditKey)];
  if (!debit || !credit) throw refuse(itemTooSmall, { itemKey: debit ? creditKey : debitKey, open: 0, asked: amount, currency });
  const decision = decideMatch(debit, credit, amount, currency);
  if (decision instanceof Error) throw decision;
  const matchId = ctx.nextId('item_match');
  await appendMatch(ctx, {
    id: matchId,
    account_id: accountId,
    from_key: credit.itemKey,
    to_key: debit.itemKey,
    amount: decision.amount,
    doc_amount: decision.docAmount,
    matched_on: on,
  });
  return matchId;
}
