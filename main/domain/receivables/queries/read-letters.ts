import { sql } from 'kysely';
import { notFound } from '../../../../preload/contract/engine.ts';
import { dunningLettersList, receivableOperations } from '../../../../preload/contract/receivables.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { instalmentsOfItems, residuals } from '../../accounting/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';

const letters = ({ tx: { db } }: QueryContext) =>
  db
    .selectFrom('dunning_letter as l')
    .innerJoin('party as p', 'p.id', 'l.party_id')
    .select([
      'l.id',
      'l.number',
      'l.run_id as runId',
      'l.party_id as partyId',
      'p.name as partyName',
      'l.level',
      'l.level_name as levelName',
    ])
    .select(['l.dunned_on as dunnedOn', 'l.pay_by as payBy', 'l.currency', 'l.open', 'l.fee', 'l.total']);

export const letterList = handleList(dunningLettersList, {
  from: sql`dunning_letter as l`,
  columns: {
    id: 'l.id',
    number: 'l.number',
    runId: 'l.run_id',
    partyId: 'l.party_id',
    level: 'l.level',
    dunnedOn: 'l.dunned_on',
    total: 'l.total',
  },
  through: { partyName: (on) => sql`l.party_id in (select n.id from party as n where ${on('n.name')})` },
  search: (text) => startsWith('l.number', text),
  rows: (ctx, { window, order }) => letters(ctx).innerJoin(window.as('w'), 'w.id', 'l.id').orderBy(order).execute(),
});

export const getLetter = handleQuery(receivableOperations.getLetter, async (ctx, { letterId }) => {
  const head = await letters(ctx).where('l.id', '=', letterId).executeTakeFirst();
  if (!head) throw refuse(notFound, { kind: 'dunning letter', id: letterId });
  const items = await ctx.tx.db
    .selectFrom('dunning_letter_item')
    .where('letter_id', '=', letterId)
    .select(['item_key as itemKey', 'name', 'kind', 'level', 'opened_on as openedOn', 'due_on as dueOn', 'days_late as daysLate', 'open'])
    .orderBy('line_no')
    .execute();
  const now = await residuals(
    ctx.tx,
    'receivable',
    items.map((i) => i.itemKey),
  );
  const parts = await instalmentsOfItems(
    ctx.tx,
    'receivable',
    items.map((i) => i.itemKey),
  );
  // Of an invoice in instalments the letter lists those that were late, each by its day.
  const openNow = ({ itemKey, dueOn }: (typeof items)[number]) =>
    parts.get(itemKey)?.find((p) => p.dueOn === dueOn)?.open ?? now.get(itemKey) ?? 0;
  return { ...head, items: items.map((i) => ({ ...i, openNow: openNow(i) })) };
});
