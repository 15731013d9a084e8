import { type RawBuilder, sql } from 'kysely';
import type { QueryContext } from '../../engine/context.ts';

const within = (allowed: ReadonlySet<string> | undefined, column: string): RawBuilder<boolean> => {
  if (!allowed) return sql<boolean>`1 = 1`;
  return allowed.size === 0 ? sql<boolean>`1 = 0` : sql<boolean>`${sql.ref(column)} in (${sql.join([...allowed])})`;
};

/** Rows of the channels the asker may see; under a limit, rows of no channel are nobody's. */
export const ofChannels = (ctx: QueryContext, column: string) => within(ctx.actor.scopes.channel, column);

/** The same for sales documents: one without a channel was entered by hand and is everybody's. */
export const ofChannelsOrNone = (ctx: QueryContext, column: string): RawBuilder<boolean> =>
  ctx.actor.scopes.channel ? sql<boolean>`(${sql.ref(column)} is null or ${ofChannels(ctx, column)})` : sql<boolean>`1 = 1`;

/** Rows of the warehouses the asker may see. */
export const ofWarehouses = (ctx: QueryContext, column: string) => within(ctx.actor.scopes.warehouse, column);
