import type { QueryContext } from '../../engine/context.ts';

type Asker = Pick<QueryContext, 'tx'>;

/** Letters with what they list, in no order; those that are not there are left out. */
export async function lettersOf({ tx: { db } }: Asker, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const heads = await db
    .selectFrom('dunning_letter')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  const items = await db
    .selectFrom('dunning_letter_item')
    .select(['letter_id', 'name', 'opened_on as openedOn', 'due_on as dueOn', 'days_late as daysLate', 'level', 'open'])
    .where('letter_id', 'in', [...ids])
    .orderBy('letter_id')
    .orderBy('line_no')
    .execute();
  const byLetter = Map.groupBy(items, (i) => i.letter_id);
  return heads.map((head) => ({ ...head, items: byLetter.get(head.id) ?? [] }));
}

/** Ids of the letters that were written together, by number. */
export async function lettersOfRun({ tx: { db } }: Asker, runId: string): Promise<string[]> {
  const rows = await db.selectFrom('dunning_letter').select('id').where('run_id', '=', runId).orderBy('number').execute();
  return rows.map((r) => r.id);
}
