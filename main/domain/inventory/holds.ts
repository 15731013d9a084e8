import type { Insertable } from 'kysely';
import { type Connection, setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { holdReleased, onHold } from '../../../preload/contract/inventory.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';

export interface OpenHold {
  readonly id: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly code: string;
  readonly severity: 'block' | 'warn';
  readonly detail: string;
}

export interface Subject {
  readonly kind: string;
  readonly id: string;
}

const openHoldsOn = setStatement<DB>()({ kind: 'text', id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('hold as h')
    .whereRef('h.subject_kind', '=', 'w.kind')
    .whereRef('h.subject_id', '=', 'w.id')
    .where('h.released_at', 'is', null)
    .select(['h.id', 'h.subject_kind as subjectKind', 'h.subject_id as subjectId', 'h.code', 'h.severity', 'h.detail'])
    .orderBy('h.placed_at')
    .orderBy('h.id'),
);

/** Open holds of any of these subjects, oldest first. */
export async function openHoldsOf(tx: Connection<DB>, subjects: readonly Subject[]): Promise<OpenHold[]> {
  if (subjects.length === 0) return [];
  const wanted = [...new Map(subjects.map((s) => [`${s.kind}|${s.id}`, s])).values()];
  return tx.runFor(openHoldsOn, wanted);
}

/** Open holds, blocking and warning, of subjects of one kind, by subject id. Callers leave blocked subjects out of a batch. */
export async function openHolds(tx: Connection<DB>, subjectKind: string, ids: Iterable<string>): Promise<Map<string, OpenHold[]>> {
  const found = new Map<string, OpenHold[]>();
  for (const hold of await openHoldsOf(
    tx,
    [...ids].map((id) => ({ kind: subjectKind, id })),
  )) {
    const list = found.get(hold.subjectId);
    if (list) list.push(hold);
    else found.set(hold.subjectId, [hold]);
  }
  return found;
}

/** Throws the refusal `inventory.onHold` for the first blocking hold, and remembers the attempt. */
export function refuseHeld(ctx: CommandContext, holds: readonly OpenHold[]): void {
  const hold = holds.find((h) => h.severity === 'block');
  if (!hold) return;
  const { subjectKind, subjectId, code, detail } = hold;
  ctx.note({ kind: 'blocked-by-hold', subject: subjectId, detail: { subjectKind, code } });
  throw refuse(onHold, { subjectKind, subjectId, code, detail });
}

export interface HoldDraft {
  readonly id?: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly code: string;
  readonly severity: 'block' | 'warn';
  readonly detail: string;
  /** When somebody should have decided. */
  readonly dueAt?: string | null | undefined;
  /** What a rule found, where one places it. */
  readonly facts?: string | undefined;
}

/** Places holds; returns their ids in order. A subject may carry several, each is released by itself. */
export async function placeHolds(ctx: CommandContext, drafts: readonly HoldDraft[]): Promise<string[]> {
  const rows = drafts.map((d) => ({
    id: d.id ?? ctx.newId('hld'),
    subject_kind: d.subjectKind,
    subject_id: d.subjectId,
    code: d.code,
    severity: d.severity,
    placed_by: ctx.actor.id,
    detail: d.detail,
    placed_at: ctx.now,
    released_at: null,
    release_reason: null,
    revision: 1,
    due_at: d.dueAt ?? null,
    assignee_id: null,
    facts: d.facts ?? null,
  }));
  await ctx.tx.insertMany('hold', rows);
  return rows.map((r) => r.id);
}

/** Lifts a hold and keeps why. Refuses one that is not there or was lifted before. */
export async function releaseHold(ctx: CommandContext, holdId: string, reason: string): Promise<void> {
  const row = await ctx.tx.db.selectFrom('hold').select(['released_at', 'revision']).where('id', '=', holdId).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'hold', id: holdId });
  if (row.released_at !== null) throw refuse(holdReleased, { holdId });
  await releaseHolds(ctx, [holdId], reason);
}

const revisions = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db.selectFrom(w).innerJoin('hold as h', 'h.id', 'w.id').select(['h.id', 'h.revision']),
);

async function change(ctx: CommandContext, changes: ReadonlyMap<string, Partial<Insertable<DB['hold']>>>): Promise<void> {
  const known = await ctx.tx.runFor(
    revisions,
    [...changes.keys()].map((id) => ({ id })),
  );
  await ctx.tx.updateMany(
    'hold',
    ['id'],
    known.map(({ id, revision }) => ({ id, ...changes.get(id), revision: revision + 1 })),
  );
}

/** Lifts open holds that were looked at by the caller, all for one reason. */
export async function releaseHolds(ctx: CommandContext, holdIds: readonly string[], reason: string): Promise<void> {
  await change(ctx, new Map(holdIds.map((id) => [id, { released_at: ctx.now, release_reason: reason }])));
}

/** Tells other figures of open holds. */
export async function updateHolds(
  ctx: CommandContext,
  holds: readonly { readonly id: string; readonly detail: string; readonly facts: string }[],
): Promise<void> {
  await change(ctx, new Map(holds.map(({ id, detail, facts }) => [id, { detail, facts }])));
}

/** Gives an open hold to somebody to look into, or to nobody. */
export async function assignHold(ctx: CommandContext, holdId: string, assigneeId: string | null): Promise<void> {
  await change(ctx, new Map([[holdId, { assignee_id: assigneeId }]]));
}
