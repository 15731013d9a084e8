import type { Selectable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';

/** The party as it stands; refuses one that is not there. */
export async function loadParty(ctx: CommandContext, partyId: string): Promise<Selectable<DB['party']>> {
  const row = await ctx.tx.db.selectFrom('party').selectAll().where('id', '=', partyId).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'party', id: partyId });
  return row;
}

/** Another of what belongs to a party changed. */
export async function raiseParty(ctx: CommandContext, party: { readonly id: string; readonly revision: number }): Promise<void> {
  await ctx.tx.db
    .updateTable('party')
    .set({ revision: party.revision + 1 })
    .where('id', '=', party.id)
    .execute();
}

export interface PartyDraft {
  readonly source: string;
  readonly externalId: string;
  readonly kind: 'customer' | 'supplier' | 'both' | 'channel';
  readonly name: string;
  readonly country: string;
  readonly email?: string;
}

/**
 * Finds parties by (source, external id) and adds those that are missing, in two statements however many there are.
 * Known parties are left as they are: a channel never overwrites what a person has corrected here.
 */
export async function ensureParties(ctx: CommandContext, drafts: readonly PartyDraft[]): Promise<Map<string, string>> {
  const bySource = new Map<string, Map<string, PartyDraft>>();
  for (const d of drafts) {
    const group = bySource.get(d.source) ?? new Map<string, PartyDraft>();
    if (!group.has(d.externalId)) group.set(d.externalId, d);
    bySource.set(d.source, group);
  }
  const ids = new Map<string, string>();
  for (const [source, group] of bySource) {
    const wanted = [...group.keys()].map((external_id) => ({ external_id }));
    const known = await ctx.tx.db
      .selectFrom(ctx.tx.rowset(wanted, { external_id: 'text' }).as('w'))
      // A cross join keeps SQLite from walking every party of the source and looking each up among the wanted.
      .crossJoin('party')
      .whereRef('party.external_id', '=', 'w.external_id')
      .where('party.source', '=', source)
      .select(['party.id', 'party.external_id'])
      .execute();
    for (const row of known) if (row.external_id !== null) ids.set(row.external_id, row.id);
    const missing = [...group.values()].filter((d) => !ids.has(d.externalId));
    const rows = missing.map((d) => ({
      id: ctx.newId('pty'),
      kind: d.kind,
      name: d.name,
      email: d.email ?? null,
      phone: null,
      country: d.country,
      tax_number: null,
      source,
      external_id: d.externalId,
      active: 1 as const,
      erased_at: null,
      revision: 1,
    }));
    await ctx.tx.insertMany('party', rows);
    for (const row of rows) ids.set(row.external_id, row.id);
  }
  return ids;
}
