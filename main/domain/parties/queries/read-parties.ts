import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { DB } from '../../../../db/schema/index.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { partiesOperations } from '../../../../preload/contract/parties.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleQuery } from '../../handler.ts';

const shown = (r: Selectable<DB['party']>) => ({
  id: r.id,
  kind: r.kind,
  name: r.name,
  email: r.email,
  phone: r.phone,
  country: r.country,
  source: r.source,
  externalId: r.external_id,
  erasedAt: r.erased_at,
  revision: r.revision,
});

/**
 * Parties the asker may see. Those a channel brought are that channel's: its `source` is the channel's id. Those people entered
 * themselves, and those of other sources, are the whole company's.
 */
function visible(ctx: QueryContext): RawBuilder<boolean> {
  const allowed = ctx.actor.scopes.channel;
  if (!allowed) return sql<boolean>`1 = 1`;
  const mine = [...allowed, ''];
  return sql<boolean>`not exists (select 1 from channel as c where c.id = party.source and c.id not in (${sql.join(mine)}))`;
}

export const getParty = handleQuery(partiesOperations.getParty, async (ctx, input) => {
  const row = await ctx.tx.db.selectFrom('party').selectAll().where('id', '=', input.partyId).where(visible(ctx)).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'party', id: input.partyId });
  return shown(row);
});

export const listParties = handleQuery(partiesOperations.listParties, async (ctx, input) => {
  let q = ctx.tx.db.selectFrom('party').selectAll().where(visible(ctx));
  if (input.startsWith) q = q.where('name', '>=', input.startsWith).where('name', '<', `${input.startsWith}\u{10ffff}`);
  const rows = await q.orderBy('name').orderBy('id').limit(input.limit).offset(input.offset).execute();
  return { rows: rows.map(shown) };
});
