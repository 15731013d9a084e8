import { otherCurrency } from '../../../preload/contract/accounting.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../engine/context.ts';
import { openItemsOf } from './items.ts';
import { decideSettlement } from './rules.ts';

/** A change of an open item in the currency of the item, as it will be posted: debit positive. */
export interface Settling {
  readonly accountId: string;
  readonly itemKey: string;
  /** The company's when left out. */
  readonly currency?: string;
  readonly change: Minor;
}

/** Refuses to settle more than is open, earlier ones of the same call counted, and items of another currency than is said. */
export async function assertSettles(ctx: CommandContext, wants: readonly Settling[]): Promise<void> {
  const home = ctx.company.currency;
  const residual = new Map<string, number>();
  for (const [accountId, of] of Map.groupBy(wants, (w) => w.accountId)) {
    const items = await openItemsOf(ctx.tx, accountId, [...new Set(of.map((w) => w.itemKey))]);
    for (const { itemKey, currency = home } of of) {
      const item = items.get(itemKey);
      if (item && item.currency !== currency) throw refuse(otherCurrency, { itemKey, itemCurrency: item.currency, currency });
      residual.set(`${accountId}|${itemKey}`, item?.docResidual ?? 0);
    }
  }
  for (const { accountId, itemKey, change, currency = home } of wants) {
    const key = `${accountId}|${itemKey}`;
    const open = residual.get(key) ?? 0;
    const no = decideSettlement(itemKey, open, change, currency);
    if (no) throw no;
    residual.set(key, open + change);
  }
}
