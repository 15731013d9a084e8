import { sql } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../engine/context.ts';
import type { CloseItem, Period } from './item.ts';
import { closeItems } from './items/index.ts';

type Asking = Pick<QueryContext, 'tx' | 'company'>;

/** What an item shows: how many rows, and what they come to in minor units. */
export interface Figures {
  readonly count: number;
  readonly value: number;
}

/** A period of the calendar of the company; refuses one of no year that was opened. */
export async function periodOf(tx: Connection<DB>, code: string): Promise<Period> {
  const row = await tx.db.selectFrom('fiscal_period').selectAll().where('code', '=', code).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'period', id: code });
  return { code: row.code, yearCode: row.year_code, from: row.starts_on, to: row.ends_on };
}

/** An item of the checklist; refuses one there is not. */
export function itemOf(code: string): CloseItem {
  const found = closeItems.find((i) => i.code === code);
  if (!found) throw refuse(notFound, { kind: 'item of the checklist', id: code });
  return found;
}

/** The items this company has use for, in the order of the list. */
export async function itemsFor(tx: Connection<DB>): Promise<CloseItem[]> {
  const used: CloseItem[] = [];
  for (const item of closeItems) {
    if (item.applies === undefined) used.push(item);
    else {
      const { rows } = await sql<{ one: number }>`select 1 as one where ${item.applies}`.execute(tx.db);
      if (rows.length > 0) used.push(item);
    }
  }
  return used;
}

/** What an item shows now. */
export async function figuresOf({ tx, company }: Asking, item: CloseItem, period: Period): Promise<Figures> {
  const { rows } = await sql<Figures>`select cast(count(*) as bigint) as count, cast(coalesce(sum(r.value), 0) as bigint) as value
    from (${item.rows(period, company)}) as r`.execute(tx.db);
  const [found] = rows;
  return { count: Number(found?.count ?? 0), value: Number(found?.value ?? 0) };
}
