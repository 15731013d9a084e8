import { type RawBuilder, sql } from 'kysely';
import { inScope, policy } from '../../company/index.ts';
import { isBlocked } from '../due.ts';
import { ORDER } from '../model.ts';
import type { Planning } from '../picking/load.ts';
import { carrierServices, rankServices, type ServiceRanks } from './services.ts';

/** Most orders one release looks at. */
const LOOK_MAX = 10_000;
/** Numbers of orders left out that are told. */
const TOLD = 5;

/** Which orders of a warehouse a wave takes. */
export interface WaveChoice {
  readonly warehouseId: string;
  readonly shipBy?: string | undefined;
  readonly serviceId?: string | undefined;
  readonly level?: 'express' | 'standard' | 'economy' | undefined;
  readonly cutOffBy?: string | undefined;
  readonly channelId?: string | undefined;
}

const serviceOf = sql`(select s.service_id from order_service as s where s.order_id = o.id)`;

const tierOf = sql`(select c.tier from customer_terms as c where c.party_id = o.party_id)`;

/** Services the choice wants, and whether it wants orders without one; undefined: it does not care. */
function wantedServices(choice: WaveChoice, { ranked }: ServiceRanks): { readonly ids: string[]; readonly unchosen: boolean } | undefined {
  const { serviceId, level, cutOffBy } = choice;
  if (serviceId === undefined && level === undefined && cutOffBy === undefined) return undefined;
  const ids = ranked.filter(
    ({ service, cutOff }) =>
      (serviceId === undefined || service.serviceId === serviceId) &&
      (level === undefined || service.level === level) &&
      (cutOffBy === undefined || (cutOff !== null && cutOff <= cutOffBy)),
  );
  return { ids: ids.map((r) => r.service.serviceId), unchosen: serviceId === undefined && cutOffBy === undefined && level === 'standard' };
}

function ofServices(wanted: { readonly ids: readonly string[]; readonly unchosen: boolean }): RawBuilder<boolean> {
  const named = wanted.ids.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`${serviceOf} in (${sql.join(wanted.ids)})`;
  return wanted.unchosen ? sql<boolean>`(${named} or ${serviceOf} is null)` : named;
}

/** Ranks as an expression to sort by. They stand in the statement as numbers: a bound one has no type on PostgreSQL. At least one is needed. */
const rankOf = (
  of: RawBuilder<unknown>,
  ranks: readonly (readonly [value: string, rank: number])[],
  otherwise: number,
): RawBuilder<number> =>
  sql<number>`case ${of} ${sql.join(
    ranks.map(([value, rank]) => sql`when ${value} then ${sql.lit(rank)}`),
    sql` `,
  )} else ${sql.lit(otherwise)} end`;

/**
 * Orders of a choice in the order they are served: by promised day, then the cut-off that comes next, the faster service, customers of the
 * tiers a company serves first, and age. Those on hold and those in another wave are counted, never taken.
 */
export async function loadCandidates(ctx: Planning, choice: WaveChoice) {
  const { warehouseId, shipBy, channelId } = choice;
  const ranks = rankServices(await ctx.standing(carrierServices), warehouseId, ctx.now);
  const tiers = policy(ctx, 'firstTiers');
  let all = ctx.tx.db
    .selectFrom('sales_order as o')
    .where('o.state', '=', 'open')
    .where(inScope(ctx.actor.scopes.channel, 'o.channel_id'))
    .where(
      sql<boolean>`o.id in (select r.subject_id from reservation as r where r.subject_kind = ${sql.lit(ORDER)} and r.warehouse_id = ${warehouseId})`,
    );
  if (shipBy !== undefined) all = all.where('o.promised_on', '<=', shipBy);
  if (channelId !== undefined) all = all.where('o.channel_id', '=', channelId);
  const services = wantedServices(choice, ranks);
  if (services) all = all.where(ofServices(services));
  const waved = sql<boolean>`exists (select 1 from wave_order as x where x.order_id = o.id and x.warehouse_id = ${warehouseId} and x.state not in ('shipped', 'cancelled'))`;
  const free = all.where(sql<boolean>`not ${waved}`);
  type Orders = typeof free;
  const byService = ranks.ranked.map((r) => [r.service.serviceId, r.rank] as const);
  const byTier = tiers.map((tier, i) => [tier, i] as const);
  const served = (q: Orders) => {
    let sorted = q.orderBy(sql`coalesce(o.promised_on, '9999-12-31')`);
    if (byService.length > 0) sorted = sorted.orderBy(rankOf(serviceOf, byService, ranks.unchosen));
    if (byTier.length > 0) sorted = sorted.orderBy(rankOf(tierOf, byTier, byTier.length));
    return sorted.orderBy('o.ordered_at').orderBy('o.id');
  };
  const count = async (q: Orders) => Number((await q.select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n);
  const told = async (q: Orders) => ({
    orders: await count(q),
    numbers: (await served(q).select('o.number').limit(TOLD).execute()).map((r) => r.number),
  });
  const held = free.where(isBlocked);
  const ready = free.where((eb) => eb.not(isBlocked(eb)));
  const rows = await served(ready).select('o.id').limit(LOOK_MAX).execute();
  return {
    /** Orders that may be picked, in the order they are served. */
    orderIds: rows.map((r) => r.id),
    ranks,
    countReady: () => (rows.length < LOOK_MAX ? Promise.resolve(rows.length) : count(ready)),
    countHeld: () => count(held),
    tellHeld: () => told(held),
    tellWaved: () => told(all.where(waved)),
  };
}
