import { type RawBuilder, sql } from 'kysely';
import { outOfScope } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { Actor } from '../../engine/context.ts';

/** Kinds of rows a person can be limited to. */
export type ScopeKind = keyof Actor['scopes'];

/** Rows the asker may see by the scope column they carry: all without a limit, else those of the scope and those of none. */
export function inScope(allowed: ReadonlySet<string> | undefined, column: string): RawBuilder<boolean> {
  if (!allowed) return sql<boolean>`1 = 1`;
  const ref = sql.ref(column);
  return allowed.size === 0 ? sql<boolean>`${ref} is null` : sql<boolean>`(${ref} is null or ${ref} in (${sql.join([...allowed])}))`;
}

/** As `inScope`, for places: what lies in no warehouse (on the way, outside the company) is nobody's who is limited to some. */
export function onlyInScope(allowed: ReadonlySet<string> | undefined, column: string): RawBuilder<boolean> {
  if (!allowed) return sql<boolean>`1 = 1`;
  return allowed.size === 0 ? sql<boolean>`1 = 0` : sql<boolean>`${sql.ref(column)} in (${sql.join([...allowed])})`;
}

/** Refuses something of a warehouse or a channel outside the actor's rows; what belongs to none is everybody's. */
export function assertInScope(actor: Actor, kind: ScopeKind, id: string | null | undefined): void {
  const allowed = actor.scopes[kind];
  if (id != null && allowed && !allowed.has(id)) throw refuse(outOfScope, { scope: kind, id });
}
