import { type RawBuilder, sql } from 'kysely';
import { addDays, type Day } from '../../preload/contract/values/day.ts';
import { assertInScope, inScope, onlyInScope } from '../domain/company/index.ts';
import type { QueryContext } from '../engine/context.ts';

/** What is asked about: days, and one channel or warehouse. */
export interface Asked {
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly channelId?: string | undefined;
  readonly warehouseId?: string | undefined;
}

/** Which rows count: what the asker may see, narrowed to what they asked about. */
export interface Lens {
  readonly today: Day;
  /** Instant the question is answered at. */
  readonly now: string;
  readonly from: Day;
  readonly to: Day;
  /** Condition on a column that carries a channel; orders entered by hand carry none. */
  channel(column: string): RawBuilder<boolean>;
  /** Condition on a column that carries a warehouse. */
  warehouse(column: string): RawBuilder<boolean>;
  /** Whether only some warehouses count: goods on the way lie in none. */
  readonly places: boolean;
  /** Condition on a column that names a dimension set; undefined where all of the books count. */
  readonly dimensions: ((column: string) => RawBuilder<boolean>) | undefined;
}

/** How many days of revenue are shown where nobody says. */
const DAYS = 30;

/** Refuses a channel or warehouse outside the asker's limits. `latest`: last day of the period where none is asked for. */
export function lensOf(ctx: QueryContext, asked: Asked, latest: Day): Lens {
  const { actor, today, now } = ctx;
  const { channelId, warehouseId } = asked;
  assertInScope(actor, 'channel', channelId);
  assertInScope(actor, 'warehouse', warehouseId);
  const one = (column: string, id: string | undefined) => (id === undefined ? sql`1 = 1` : sql`${sql.ref(column)} = ${id}`);
  const channel = (column: string) => sql<boolean>`(${inScope(actor.scopes.channel, column)} and ${one(column, channelId)})`;
  const warehouse = (column: string) => sql<boolean>`(${onlyInScope(actor.scopes.warehouse, column)} and ${one(column, warehouseId)})`;
  const places = actor.scopes.warehouse !== undefined || warehouseId !== undefined;
  const whole = !places && !actor.scopes.channel && channelId === undefined;
  // Lines of no channel are the books' own (closing, corrections by hand): nobody's who looks at a part.
  const dimensions = (column: string) => sql<boolean>`${sql.ref(column)} in (select d.id from dimension_set as d where
    ${onlyInScope(actor.scopes.channel, 'd.channel_id')} and ${one('d.channel_id', channelId)} and ${warehouse('d.warehouse_id')})`;
  const to = asked.to ?? latest;
  return {
    today,
    now,
    from: asked.from ?? addDays(to, 1 - DAYS),
    to,
    channel,
    warehouse,
    places,
    dimensions: whole ? undefined : dimensions,
  };
}
