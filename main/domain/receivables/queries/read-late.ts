import { sql } from 'kysely';
import { countRows } from '../../../../db/dialect/portable.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { receivableOperations } from '../../../../preload/contract/receivables.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { namesOfIds } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { lateOn } from '../load.ts';
import type { Late } from '../rules.ts';
import { dunningTerms } from '../terms.ts';

export const getDunningTerms = handleQuery(receivableOperations.getDunningTerms, async (ctx) => dunningTerms(ctx.company));

async function shown(ctx: QueryContext, late: readonly Late[]) {
  const named = await namesOfIds(
    ctx.tx,
    late.flatMap((l) => l.items.map((i) => i.itemKey)),
  );
  return late.map((l) => ({ ...l, items: l.items.map((i) => ({ ...i, itemName: named(i.itemKey) })) }));
}

export const proposeDunning = handleQuery(receivableOperations.proposeDunning, async (ctx, { on, offset, limit }) => {
  const late = await lateOn(ctx.tx, dunningTerms(ctx.company), on);
  const letters = late.filter((l) => l.why === null);
  return {
    rows: await shown(ctx, late.slice(offset, offset + limit)),
    count: late.length,
    letters: letters.length,
    total: sumSafe(letters.map((l) => l.total)),
  };
});

const exceptions = ({ tx: { db }, today }: QueryContext) =>
  db.selectFrom('dunning_exception as e').where('e.through', '>=', today).where(sql<boolean>`e.ended_at is null`);

async function exceptionRows(ctx: QueryContext, q: ReturnType<typeof exceptions>) {
  const rows = await q
    .innerJoin('party as p', 'p.id', 'e.party_id')
    .select([
      'e.id',
      'e.party_id as partyId',
      'p.name as partyName',
      'e.item_key as itemKey',
      'e.kind',
      'e.reason',
      'e.through',
      'e.revision',
    ])
    .orderBy('e.through')
    .orderBy('e.id')
    .execute();
  const named = await namesOfIds(
    ctx.tx,
    rows.map((r) => r.itemKey),
  );
  return rows.map((r) => ({ ...r, itemName: named(r.itemKey) }));
}

export const listExceptions = handleQuery(receivableOperations.listExceptions, async (ctx, { offset, limit }) => {
  const { n } = await exceptions(ctx).select(countRows().as('n')).executeTakeFirstOrThrow();
  return { rows: await exceptionRows(ctx, exceptions(ctx).offset(offset).limit(limit)), count: Number(n) };
});

export const getLate = handleQuery(receivableOperations.getLate, async (ctx, { partyId }) => {
  const party = await ctx.tx.db.selectFrom('party').select('id').where('id', '=', partyId).executeTakeFirst();
  if (!party) throw refuse(notFound, { kind: 'party', id: partyId });
  const [late] = await shown(ctx, await lateOn(ctx.tx, dunningTerms(ctx.company), ctx.today, partyId));
  return { late: late ?? null, exceptions: await exceptionRows(ctx, exceptions(ctx).where('e.party_id', '=', partyId)) };
});
