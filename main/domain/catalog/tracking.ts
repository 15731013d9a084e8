import { type Connection, statement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { CommandContext, Standing } from '../../engine/context.ts';

/** How the units of an item are told apart, and which leave first. */
export interface Tracking {
  readonly itemId: string;
  readonly trackedBy: 'lot' | 'serial';
  readonly rotation: 'fefo' | 'fifo' | 'lifo';
  /** 1: a last day has to be stated with every lot that comes in. */
  readonly dated: 0 | 1;
  readonly removalDays: number | null;
  readonly alertDays: number | null;
}
/** Tracked items by id; all others are not tracked. */
export type TrackedItems = ReadonlyMap<string, Tracking>;

const everyTracking = statement<DB, Record<never, never>, Tracking>((db) =>
  db
    .selectFrom('item_tracking')
    .select(['item_id as itemId', 'tracked_by as trackedBy', 'rotation', 'dated'])
    .select(['removal_days as removalDays', 'alert_days as alertDays']),
);

const tracked: Standing<TrackedItems> = {
  tables: ['item_tracking'],
  load: async (tx: Connection<DB>) => new Map((await tx.run(everyTracking, {})).map((t) => [t.itemId, t])),
};

/** Every tracked item. Kept between commands until one changes; a company without any pays nothing for it. */
export const trackedItems = (ctx: Pick<CommandContext, 'standing'>): Promise<TrackedItems> => ctx.standing(tracked);

/** Sets how an item is tracked; `undefined`: not at all. Whether that may change now is for who knows its stock. */
export async function setTracking(ctx: CommandContext, itemId: string, tracking: Omit<Tracking, 'itemId'> | undefined): Promise<void> {
  const { db } = ctx.tx;
  const { revision } = await db.selectFrom('item').select('revision').where('id', '=', itemId).executeTakeFirstOrThrow();
  const before = await db.selectFrom('item_tracking').select('item_id').where('item_id', '=', itemId).executeTakeFirst();
  if (tracking) {
    const { trackedBy, rotation, dated, removalDays, alertDays } = tracking;
    const row = { item_id: itemId, tracked_by: trackedBy, rotation, dated, removal_days: removalDays, alert_days: alertDays };
    if (before) await ctx.tx.updateMany('item_tracking', ['item_id'], [row]);
    else await ctx.tx.insertMany('item_tracking', [row]);
  } else if (before) await db.deleteFrom('item_tracking').where('item_id', '=', itemId).execute();
  await ctx.tx.updateMany('item', ['id'], [{ id: itemId, revision: revision + 1 }]);
  ctx.forget('item', 'item_tracking');
}
