import { placeTakesNoStock } from '../../../preload/contract/inventory-places.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext, DomainEvent } from '../../engine/context.ts';
import type { EventHandler } from '../../engine/registry.ts';
import { policy } from '../company/index.ts';
import {
  type CountedPlace,
  LOTS_STOPPED,
  PLACE_COUNTED,
  PLACE_WORKED,
  RESERVATIONS_RELEASED,
  type ReleasedReservation,
  type StoppedLots,
  type WorkedPlace,
} from '../inventory/index.ts';
import { ORDER_ACCEPTED, ORDER_CANCELLED, ORDER_EDITED, ORDER_RELEASED, ORDER_SPLIT, type OrderSplit } from '../sales/index.ts';
import { allocateOrders, keepSetsWhole } from './allocate-orders.ts';
import { loadOrders } from './load.ts';
import { endFinished } from './merges/leave.ts';
import { ORDER } from './model.ts';
import { pickingWarehouses } from './picking/delivery.ts';
import { fitWaves } from './picking/fit.ts';
import { leaveLots } from './picking/leave-lots.ts';
import { searchedByCount } from './picking/missing.ts';
import { splitPromises } from './split-promises.ts';
import { chooseByCharge } from './waves/services.ts';

const servedAtOnce = new WeakSet<CommandContext>();

/** This command ships what it accepts: orders it takes in are not promised stock by the news of them. */
export function serveAtOnce(ctx: CommandContext): void {
  servedAtOnce.add(ctx);
}

/** Work in waves is brought down to what is wanted; under the policy "at confirmation" orders are then promised stock at once, by hand otherwise. */
async function serve(ctx: CommandContext, orderIds: readonly string[]): Promise<void> {
  if (servedAtOnce.has(ctx)) return;
  await fitWaves(ctx, orderIds);
  if (policy(ctx, 'allocateAt') === 'confirmation') await allocateOrders(ctx, orderIds);
  else await keepSetsWhole(ctx, orderIds);
}

/**
 * What this room reacts to: orders that pay for a service are sent with it; orders taken in or let go from a hold are promised stock; edited and partly cancelled ones gave
 * back promises and picked goods that no longer fit and get new ones; orders whose promised goods turned out to be gone are promised other
 * stock where there is some, and stand in the list of shortages where there is none. At a place that holds picked goods nobody else
 * may work: each unit there belongs to an order, or is looked for. A count of the place they were missed at ends the search.
 * Pickers are sent for other lots where theirs were stopped.
 */
export const events: readonly EventHandler[] = [
  ...[ORDER_ACCEPTED, ORDER_EDITED].map((event) => ({
    event,
    run: async (ctx: CommandContext, { data }: DomainEvent) => {
      if (!servedAtOnce.has(ctx)) await chooseByCharge(ctx, (data as { orderIds: readonly string[] }).orderIds);
    },
  })),
  ...[ORDER_ACCEPTED, ORDER_RELEASED, ORDER_EDITED, ORDER_CANCELLED].map((event) => ({
    event,
    run: (ctx: CommandContext, { data }: DomainEvent) => serve(ctx, (data as { orderIds: readonly string[] }).orderIds),
  })),
  {
    event: ORDER_CANCELLED,
    run: async (ctx, { data }) => {
      await endFinished(ctx, (await loadOrders(ctx.tx, (data as { orderIds: readonly string[] }).orderIds)).values());
    },
  },
  { event: ORDER_SPLIT, run: (ctx, { data }) => splitPromises(ctx, data as OrderSplit) },
  {
    event: PLACE_WORKED,
    run: async (ctx, event) => {
      const { locationId, code } = event.data as WorkedPlace;
      for (const { stagingId, missingId } of (await pickingWarehouses(ctx)).values())
        if (locationId === stagingId || locationId === missingId) throw refuse(placeTakesNoStock, { code, why: 'picked' });
    },
  },
  {
    event: PLACE_COUNTED,
    run: (ctx, event) => searchedByCount(ctx, event.data as CountedPlace),
  },
  {
    event: LOTS_STOPPED,
    run: (ctx, event) => leaveLots(ctx, (event.data as StoppedLots).lotIds),
  },
  {
    event: RESERVATIONS_RELEASED,
    run: async (ctx, event) => {
      const { released } = event.data as { released: readonly ReleasedReservation[] };
      await serve(
        ctx,
        released.flatMap((r) => (r.subjectKind === ORDER ? [r.subjectId] : [])),
      );
    },
  },
];
