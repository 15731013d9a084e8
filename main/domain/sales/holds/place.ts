import { fromMillis, toMillis } from '../../../../preload/contract/values/instant.ts';
import type { CommandContext } from '../../../engine/context.ts';
import type { HoldWish } from '../model.ts';
import { decideHolds } from './decide.ts';
import { loadFacts } from './facts.ts';
import type { RuleSubject } from './model.ts';
import { rulesOf } from './store.ts';

const HOUR_MS = 3_600_000;

/** When somebody should have decided. */
export const dueAt = (now: string, slaHours: number | null | undefined): string | null =>
  slaHours == null ? null : fromMillis(toMillis(now) + slaHours * HOUR_MS);

/** Holds the rules ask for of orders that come in together, in the order given: one statement for each kind of fact, whatever the batch. */
export async function wishesFor(ctx: CommandContext, orders: readonly RuleSubject[]): Promise<HoldWish[][]> {
  const rules = await rulesOf(ctx);
  const facts = await loadFacts(ctx.tx, rules, orders, false);
  return orders.map((order) => decideHolds(order, rules, facts(order)));
}
