import type { CommandContext } from '../../engine/context.ts';

export interface ExceptionDraft {
  readonly kind:
    | 'unknown-sku'
    | 'bad-record'
    | 'unmatched-return'
    | 'total-mismatch'
    | 'oversell'
    | 'file-rejected'
    | 'changed-after-import'
    | 'stock-push'
    | 'silence';
  readonly subject: string;
  readonly detail: string;
  readonly amount: number;
  readonly happenedOn?: string;
}

/** Opens exceptions, one per (kind, subject): a repeated one raises its counter instead of a second row. Returns how many are new. */
export async function openExceptions(ctx: CommandContext, channelId: string, drafts: readonly ExceptionDraft[]): Promise<number> {
  if (drafts.length === 0) return 0;
  const subjects = [...new Set(drafts.map((d) => d.subject))].map((subject) => ({ subject }));
  const known = await ctx.tx.db
    .selectFrom(ctx.tx.rowset(subjects, { subject: 'text' }).as('w'))
    .crossJoin('channel_exception')
    .whereRef('channel_exception.subject', '=', 'w.subject')
    .selectAll('channel_exception')
    .where('channel_id', '=', channelId)
    .where('closed_at', 'is', null)
    // What is changed is recorded in this order, on every database the same.
    .orderBy('channel_exception.id')
    .execute();
  const open = new Map(known.map((k) => [`${k.kind}|${k.subject}`, { ...k, fresh: false, touched: false }]));
  for (const d of drafts) {
    const key = `${d.kind}|${d.subject}`;
    const twin = open.get(key);
    if (twin) {
      open.set(key, { ...twin, occurrences: twin.occurrences + 1, amount: twin.amount + d.amount, last_seen_at: ctx.now, touched: true });
      continue;
    }
    open.set(key, {
      id: ctx.nextId('channel_exception'),
      channel_id: channelId,
      kind: d.kind,
      subject: d.subject,
      detail: d.detail,
      amount: d.amount,
      occurrences: 1,
      opened_at: ctx.now,
      last_seen_at: ctx.now,
      happened_on: d.happenedOn ?? null,
      closed_at: null,
      resolution: null,
      revision: 1,
      fresh: true,
      touched: false,
    });
  }
  const all = [...open.values()];
  const fresh = all.filter((e) => e.fresh);
  await ctx.tx.insertMany(
    'channel_exception',
    fresh.map(({ fresh: _f, touched: _t, ...row }) => row),
  );
  await ctx.tx.updateMany(
    'channel_exception',
    ['id'],
    all
      .filter((e) => e.touched && !e.fresh)
      .map((e) => ({ id: e.id, occurrences: e.occurrences, amount: e.amount, last_seen_at: e.last_seen_at, revision: e.revision + 1 })),
  );
  return fresh.length;
}

/** Closes open exceptions of a kind about some subjects, with how they were healed. */
export async function healExceptions(
  ctx: CommandContext,
  channelId: string,
  kind: ExceptionDraft['kind'],
  subjects: readonly string[],
  resolution: string,
): Promise<void> {
  if (subjects.length === 0) return;
  const named = [...new Set(subjects)].map((subject) => ({ subject }));
  const open = await ctx.tx.db
    .selectFrom(ctx.tx.rowset(named, { subject: 'text' }).as('w'))
    .crossJoin('channel_exception')
    .whereRef('channel_exception.subject', '=', 'w.subject')
    .select(['channel_exception.id', 'channel_exception.revision'])
    .where('channel_id', '=', channelId)
    .where('kind', '=', kind)
    .where('closed_at', 'is', null)
    .orderBy('channel_exception.id')
    .execute();
  await ctx.tx.updateMany(
    'channel_exception',
    ['id'],
    open.map(({ id, revision }) => ({ id, closed_at: ctx.now, resolution, revision: revision + 1 })),
  );
}
