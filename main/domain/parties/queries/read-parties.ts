import type { Selectable } from 'kysely';
import type { DB } from '../../../../db/schema/index.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { partiesOperations } from '../../../../preload/contract/parties.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleQuery } from '../../handler.ts';
import { partiesInScope } from '../scope.ts';

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

export const getParty = handleQuery(partiesOperations.getParty, async (ctx, input) => {
  const row = await ctx.tx.db
    .selectFrom('party')
    .selectAll()
    .where('id', '=', input.partyId)
    .where(partiesInScope(ctx.actor, 'party.source'))
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'party', id: input.partyId });
  return shown(row);
});

export const listParties = handleQuery(partiesOperations.listParties, async (ctx, input) => {
  let q = ctx.tx.db.selectFrom('party').selectAll().where(partiesInScope(ctx.actor, 'party.source'));
  if (input.startsWith) q = q.where('name', '>=', input.startsWith).where('name', '<', `${input.startsWith}\u{10ffff}`);
  const rows = await q.orderBy('name').orderBy('id').limit(input.limit).offset(input.offset).execute();
  return { rows: rows.map(shown) };
});
