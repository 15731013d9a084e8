import { sql } from 'kysely';
import type { Connection } from '../../../../db/dialect/portable.ts';
import { sumInt } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { lockOperations } from '../../../../preload/contract/accounting-locks.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { peopleNames } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { NOTHING_LOCKED } from '../rules.ts';

/** The newest are shown; a company that reopens more often has another problem. */
const SHOWN = 100;
/** Entries of a report that are shown; their sums count all. */
const ENTRIES_SHOWN = 500;

export const listLocks = handleQuery(lockOperations.listLocks, async ({ tx }) => {
  const rows = await tx.db.selectFrom('posting_lock').select(['kind', 'through', 'revision']).orderBy('kind').execute();
  return { rows: rows.map((r) => ({ ...r, through: r.through === NOTHING_LOCKED ? null : r.through })) };
});

export const listLockExceptions = handleQuery(lockOperations.listLockExceptions, async ({ tx, today }) => {
  const rows = await tx.db
    .selectFrom('lock_exception')
    .selectAll()
    .orderBy('expires_on', 'desc')
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute();
  const people = await tx.db.selectFrom('app_user').select(['id', 'name']).where('active', '=', 1).orderBy('name').execute();
  const names = await peopleNames(
    tx,
    rows.flatMap((r) => [r.made_by, ...(r.user_id === null ? [] : [r.user_id])]),
  );
  const shown = rows.map((r) => ({
    id: r.id,
    kind: r.kind,
    from: r.from_on,
    userId: r.user_id,
    user: r.user_id === null ? null : names(r.user_id),
    reason: r.reason,
    expiresOn: r.expires_on,
    madeBy: names(r.made_by),
    madeAt: r.made_at,
    endedAt: r.ended_at,
    active: r.ended_at === null && r.expires_on >= today,
    revision: r.revision,
  }));
  return { rows: [...shown.filter((r) => r.active), ...shown.filter((r) => !r.active)], people };
});

/** Days that were opened again, with what came into them since: entries are numbered by their ids in order of posting. */
const reopenings = ({ db }: Connection<DB>) =>
  db
    .selectFrom('lock_reopening as r')
    .selectAll('r')
    .select((eb) => {
      const since = eb
        .selectFrom('journal_entry as e')
        .innerJoin('journal_seal as s', 's.id', 'e.id')
        .whereRef('e.posted_on', '>=', 'r.from_on')
        .whereRef('e.posted_on', '<=', 'r.to_on')
        .whereRef('e.id', '>', 'r.last_entry_id');
      return [
        since.select((e) => e.fn.countAll<number>().as('n')).as('entries'),
        since.select(sumInt('s.debit').as('debit')).as('debit'),
      ] as const;
    });
type Reopening = Awaited<ReturnType<ReturnType<typeof reopenings>['execute']>>[number];

const told = (r: Reopening, names: (id: string) => string) => ({
  id: r.id,
  kind: r.kind,
  from: r.from_on,
  to: r.to_on,
  reason: r.reason,
  askedBy: names(r.asked_by),
  reopenedAt: r.reopened_at,
  entries: Number(r.entries ?? 0),
  debit: r.debit ?? 0,
});

export const listReopenings = handleQuery(lockOperations.listReopenings, async ({ tx }) => {
  const rows = await reopenings(tx).orderBy('r.id', 'desc').limit(SHOWN).execute();
  const names = await peopleNames(
    tx,
    rows.map((r) => r.asked_by),
  );
  return { rows: rows.map((r) => told(r, names)) };
});

export const getReopening = handleQuery(lockOperations.getReopening, async ({ tx }, { reopeningId }) => {
  const found = await reopenings(tx).where('r.id', '=', reopeningId).executeTakeFirst();
  if (!found) throw refuse(notFound, { kind: 'reopening', id: reopeningId });
  const since = tx.db
    .selectFrom('journal_entry as e')
    .where('e.posted_on', '>=', found.from_on)
    .where('e.posted_on', '<=', found.to_on)
    .where('e.id', '>', found.last_entry_id);
  const entries = await since
    .innerJoin('journal_seal as s', 's.id', 'e.id')
    .innerJoin('command_log as c', 'c.seq', 'e.seq')
    .select(['e.id as entryId', 'e.number', 'e.posted_on as postedOn', 'e.document_on as documentOn', 'e.memo'])
    .select(['e.source_kind as sourceKind', 'e.source_id as sourceId', 's.debit', 'c.actor_id as actorId', 'c.at as postedAt'])
    .orderBy('e.id')
    .limit(ENTRIES_SHOWN)
    .execute();
  const changed = since
    .innerJoin('journal_line as l', 'l.entry_id', 'e.id')
    .groupBy('l.account_id')
    .select(['l.account_id', sumInt('l.amount').as('change')]);
  const accounts = await tx.db
    .selectFrom(changed.as('x'))
    .innerJoin('account as a', 'a.id', 'x.account_id')
    .select(['a.id as accountId', 'a.code', 'a.name', 'x.change'])
    .select((eb) =>
      eb
        .selectFrom('account_balance as b')
        .whereRef('b.account_id', '=', 'a.id')
        .where('b.day', '<=', found.to_on)
        .select(sumInt(sql`b.amount`).as('after'))
        .as('after'),
    )
    .orderBy('a.code')
    .execute();
  const names = await peopleNames(tx, [found.asked_by, ...entries.map((e) => e.actorId)]);
  return {
    ...told(found, names),
    accounts: accounts.map(({ after, ...a }) => ({ ...a, before: (after ?? 0) - a.change, after: after ?? 0 })),
    rows: entries.map(({ actorId, ...e }) => ({ ...e, postedBy: names(actorId) })),
  };
});
