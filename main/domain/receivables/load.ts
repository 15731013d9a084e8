import { sql } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { DunningTerms } from '../../../preload/contract/receivables.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import { DUE, itemsOn, loadChart } from '../accounting/index.ts';
import { decideLate, type Late, type LeftOut } from './rules.ts';

interface Row {
  partyId: string;
  partyName: string;
  kind: string;
  erasedAt: string | null;
  lastLetterOn: string | null;
  itemKey: string;
  openedOn: string;
  dueOn: string;
  open: number;
  stands: number;
}

/**
 * Customers with something overdue on a day, those who owe most first, and what each would get. Reads what was open at the end of the
 * day: invoices past due and credits, with the letters they had. `partyId` for one customer.
 */
export async function lateOn(tx: Connection<DB>, terms: DunningTerms, on: Day, partyId?: string): Promise<Late[]> {
  const { id: accountId } = (await loadChart(tx)).role('receivable');
  const of = partyId === undefined ? sql`1 = 1` : sql`i.party_id = ${partyId}`;
  const { rows } = await sql<Row>`
    select p.id as ${sql.id('partyId')}, p.name as ${sql.id('partyName')}, p.kind, p.erased_at as ${sql.id('erasedAt')},
      (select max(l.dunned_on) from dunning_letter as l where l.party_id = p.id) as ${sql.id('lastLetterOn')},
      i.item_key as ${sql.id('itemKey')}, i.opened_on as ${sql.id('openedOn')}, ${DUE} as ${sql.id('dueOn')}, i.open as open,
      coalesce((select max(d.level) from dunning_letter_item as d where d.item_key = i.item_key and d.due_on = ${DUE}), 0) as stands
    from (${itemsOn(accountId, on, 1)}) as i cross join party as p
    where p.id = i.party_id and (i.open < 0 or ${DUE} < ${on}) and ${of}
    order by p.id, ${DUE}, i.item_key`.execute(tx.db);
  const leftOut = await exceptionsOn(tx, on, partyId);
  return [...Map.groupBy(rows, (r) => r.partyId)]
    .flatMap(([id, own]) => {
      const [first] = own;
      if (!first) return [];
      const { partyName, kind, erasedAt, lastLetterOn } = first;
      const customer = { partyId: id, partyName, standsForMany: kind === 'channel', erased: erasedAt !== null, lastLetterOn };
      const items = own.map(({ itemKey, openedOn, dueOn, open, stands }) => ({ itemKey, openedOn, dueOn, open, stands }));
      return decideLate(terms, on, customer, items, leftOut.get(id) ?? []) ?? [];
    })
    .toSorted((a, b) => b.total - a.total || (a.partyId < b.partyId ? -1 : 1));
}

async function exceptionsOn(tx: Connection<DB>, on: Day, partyId?: string): Promise<ReadonlyMap<string, LeftOut[]>> {
  let q = tx.db
    .selectFrom('dunning_exception')
    .select(['id', 'party_id', 'item_key as itemKey'])
    .where('through', '>=', on)
    .where('ended_at', 'is', null)
    .orderBy('through')
    .orderBy('id');
  if (partyId !== undefined) q = q.where('party_id', '=', partyId);
  return Map.groupBy(await q.execute(), (e) => e.party_id);
}
