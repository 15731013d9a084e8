import { type Selectable, sql } from 'kysely';
import type { DB } from '../../../../db/schema/index.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { partiesList, partiesOperations } from '../../../../preload/contract/parties.ts';
import { holds } from '../../../../preload/contract/permission.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { masked } from '../../../../preload/contract/values/bank.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';
import { partiesInScope } from '../scope.ts';

const shown = (r: Selectable<DB['party']> & { readonly currency: string | null }) => ({
  id: r.id,
  kind: r.kind,
  name: r.name,
  email: r.email,
  phone: r.phone,
  country: r.country,
  currency: r.currency,
  source: r.source,
  externalId: r.external_id,
  erasedAt: r.erased_at,
  revision: r.revision,
});

export const getParty = handleQuery(partiesOperations.getParty, async (ctx, input) => {
  const row = await ctx.tx.db
    .selectFrom('party')
    .leftJoin('party_currency as y', 'y.party_id', 'party.id')
    .selectAll('party')
    .select('y.currency')
    .where('party.id', '=', input.partyId)
    .where(partiesInScope(ctx.actor, 'party.source'))
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'party', id: input.partyId });
  return shown(row);
});

export const listBankAccounts = handleQuery(partiesOperations.listBankAccounts, async (ctx, input) => {
  const party = await ctx.tx.db
    .selectFrom('party')
    .select('id')
    .where('id', '=', input.partyId)
    .where(partiesInScope(ctx.actor, 'party.source'))
    .executeTakeFirst();
  if (!party) throw refuse(notFound, { kind: 'party', id: input.partyId });
  const rows = await ctx.tx.db
    .selectFrom('party_bank_account')
    .selectAll()
    .where('party_id', '=', party.id)
    .orderBy((eb) => eb.case().when('ended_at', 'is', null).then(eb.lit(0)).else(eb.lit(1)).end())
    .orderBy('since_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const inFull = holds(ctx.actor.permissions, 'parties.bank');
  return {
    rows: rows.map((r) => ({
      id: r.id,
      kind: r.kind,
      holder: r.holder,
      number: inFull ? r.number : masked(r.number),
      bankCode: r.bank_code,
      accountKind: r.account_kind,
      since: r.since_at,
      ended: r.ended_at,
    })),
  };
});

export const partyList = handleList(partiesList, {
  from: sql`party as p`,
  columns: { id: 'p.id', kind: 'p.kind', country: 'p.country', name: 'p.name', source: 'p.source' },
  scope: (actor) => partiesInScope(actor, 'p.source'),
  // Names are written with a capital and typed without one.
  search: (text) => sql<boolean>`(${startsWith('p.name', text)} or ${startsWith('p.name', text.charAt(0).toUpperCase() + text.slice(1))})`,
  labels: { source: { table: 'channel', name: 'name' } },
  rows: async (ctx, { window, order }) => {
    const rows = await ctx.tx.db
      .selectFrom('party as p')
      .innerJoin(window.as('w'), 'w.id', 'p.id')
      .leftJoin('channel as c', 'c.id', 'p.source')
      .leftJoin('party_currency as y', 'y.party_id', 'p.id')
      .selectAll('p')
      .select(['c.name as sourceName', 'y.currency'])
      .orderBy(order)
      .execute();
    return rows.map((row) => ({ ...shown(row), sourceName: row.sourceName ?? row.source }));
  },
});
