import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../engine/context.ts';

/**
 * Parties the asker may see, by their column `source`. Those a channel brought are that channel's: its `source` is the channel's
 * id. Those people entered themselves, and those of other sources, are the whole company's.
 */
export function partiesInScope(actor: Actor, source: string): RawBuilder<boolean> {
  const allowed = actor.scopes.channel;
  if (!allowed) return sql<boolean>`1 = 1`;
  const mine = [...allowed, ''];
  return sql<boolean>`not exists (select 1 from channel as c where c.id = ${sql.ref(source)} and c.id not in (${sql.join(mine)}))`;
}
