import type { Selectable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import { notFound, outOfScope } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { wrongState } from '../../../preload/contract/returns.ts';
import type { CommandContext } from '../../engine/context.ts';
import { nextState, statesFor } from '../machine.ts';
import { RETURN_MACHINE, type ReturnState, type ReturnStep } from './machine.ts';
import type { ReturnHead } from './posting.ts';

/** A return as it is stored, with what its lines need to know of the item and the shipment. */
export interface ReturnInHand {
  readonly head: Selectable<DB['customer_return']>;
  readonly lines: readonly LineInHand[];
}

export type LineInHand = Selectable<DB['return_line']> & {
  readonly cogsRole: string;
  readonly revenueRole: string;
  readonly title: string;
  readonly shipMoveId: number | null;
  /** Invoiced and not credited yet on the order line, before and of tax; null without a sale. */
  readonly netLeft: number | null;
  readonly taxLeft: number | null;
};

/** Loads returns with their lines, in the order asked for; refuses an id that is not there. */
export async function loadReturns(ctx: CommandContext, ids: readonly string[]): Promise<ReturnInHand[]> {
  const wanted = ctx.tx.rowset(
    [...new Set(ids)].map((id) => ({ id })),
    { id: 'text' },
  );
  const heads = await ctx.tx.db
    .selectFrom(wanted.as('w'))
    .crossJoin('customer_return as r')
    .whereRef('r.id', '=', 'w.id')
    .selectAll('r')
    .execute();
  const lines = await ctx.tx.db
    .selectFrom(wanted.as('w'))
    .crossJoin('return_line as l')
    .whereRef('l.return_id', '=', 'w.id')
    .innerJoin('item as i', 'i.id', 'l.item_id')
    .innerJoin('category as c', 'c.id', 'i.category_id')
    .leftJoin('shipment_line as s', 's.id', 'l.shipment_line_id')
    .leftJoin('sales_order_line as o', 'o.id', 'l.order_line_id')
    .selectAll('l')
    .select(['c.cogs_role as cogsRole', 'c.revenue_role as revenueRole', 'i.title', 's.move_id as shipMoveId'])
    .select((eb) => [
      eb('o.net_invoiced', '-', eb.ref('o.net_credited')).as('netLeft'),
      eb('o.tax_invoiced', '-', eb.ref('o.tax_credited')).as('taxLeft'),
    ])
    .orderBy('l.return_id')
    .orderBy('l.line_no')
    .execute();
  const byId = new Map(heads.map((h) => [h.id, h]));
  const byReturn = Map.groupBy(lines, (l) => l.return_id);
  return ids.map((id) => {
    const head = byId.get(id);
    if (!head) throw refuse(notFound, { kind: 'return', id });
    const { warehouse, channel } = ctx.actor.scopes;
    if (warehouse && !warehouse.has(head.warehouse_id)) throw refuse(outOfScope, { scope: 'warehouse', id: head.warehouse_id });
    if (channel && head.channel_id !== null && !channel.has(head.channel_id))
      throw refuse(outOfScope, { scope: 'channel', id: head.channel_id });
    return { head, lines: byReturn.get(id) ?? [] };
  });
}

/** The state a step leads to; refuses a step the return is not ready for. */
export function stateAfter({ head }: ReturnInHand, step: ReturnStep): ReturnState {
  const to = nextState(RETURN_MACHINE, head.state, step);
  if (!to) throw refuse(wrongState, { returnId: head.id, state: head.state, needs: statesFor(RETURN_MACHINE, step).join(' or ') });
  return to;
}

/** What entries of a stored return say of themselves. */
export const postingHead = ({ head }: ReturnInHand, on: string, entryId?: number): ReturnHead => ({
  ...(entryId === undefined ? {} : { entryId }),
  returnId: head.id,
  partyId: head.party_id,
  channelId: head.channel_id,
  warehouseId: head.warehouse_id,
  on,
});
