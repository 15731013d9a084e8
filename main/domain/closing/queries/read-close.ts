import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { CLOSE_AREAS, closingOperations } from '../../../../preload/contract/closing.ts';
import { addDays } from '../../../../preload/contract/values/day.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { namesOfIds, peopleNames, policy } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import type { Period } from '../item.ts';
import { figuresOf, itemOf, itemsFor, periodOf } from '../load.ts';
import { yearFrom } from '../years.ts';

const AREAS_LOCKED = ['sales', 'purchases', 'stock', 'bank', 'tax'] as const;

/** How far a period is locked, by its last day. */
async function lockOf(tx: Connection<DB>): Promise<(to: string) => 'open' | 'locked' | 'final'> {
  const rows = await tx.db.selectFrom('posting_lock').select(['kind', 'through']).execute();
  const reaches = (kind: string, to: string) => rows.some((r) => r.kind === kind && r.through >= to);
  return (to) => {
    if (reaches('hard', to)) return 'final';
    return reaches('all', to) || AREAS_LOCKED.every((kind) => reaches(kind, to)) ? 'locked' : 'open';
  };
}

const signedPer = async (tx: Connection<DB>): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx.db
    .selectFrom('close_sign_off')
    .select(['period_code', (eb) => eb.fn.countAll<number>().as('n')])
    .groupBy('period_code')
    .execute();
  return new Map(rows.map((r) => [r.period_code, Number(r.n)]));
};

export const listYears = handleQuery(closingOperations.listYears, async ({ tx, company }) => {
  const years = await tx.db.selectFrom('fiscal_year').selectAll().orderBy('starts_on', 'desc').execute();
  const periods = await tx.db.selectFrom('fiscal_period').selectAll().orderBy('starts_on').execute();
  const lock = await lockOf(tx);
  const signed = await signedPer(tx);
  const transfers = await tx.db.selectFrom('year_transfer').selectAll().execute();
  const carriedOf = (code: string) => {
    const found = transfers.find((t) => t.year_code === code);
    const carried = found && found.reversal_id === null ? { entryId: found.entry_id, result: found.result } : null;
    return { carried, revision: found?.revision ?? 0 };
  };
  const [last] = years;
  const next = last && yearFrom(addDays(last.ends_on, 1), policy({ company }, 'fiscalYearStart'));
  return {
    items: (await itemsFor(tx)).length,
    next: next ? { from: next.from, to: next.to } : null,
    rows: years.map((y) => ({
      code: y.code,
      from: y.starts_on,
      to: y.ends_on,
      ...carriedOf(y.code),
      periods: periods
        .filter((p) => p.year_code === y.code)
        .map((p) => ({ code: p.code, from: p.starts_on, to: p.ends_on, lock: lock(p.ends_on), signed: signed.get(p.code) ?? 0 })),
    })),
  };
});

/** Roles as the company calls them; one it took away keeps its standard name. */
async function roleNames(tx: Connection<DB>): Promise<(role: string) => string> {
  const rows = await tx.db.selectFrom('role').select(['id', 'name']).execute();
  const names = new Map(rows.map((r) => [r.id, r.name]));
  return (role) => names.get(role) ?? role;
}

async function itemRows({ tx, company }: Pick<QueryContext, 'tx' | 'company'>, period: Period) {
  const signed = await tx.db.selectFrom('close_sign_off').selectAll().where('period_code', '=', period.code).execute();
  const people = await peopleNames(
    tx,
    signed.map((s) => s.signed_by),
  );
  const roles = await roleNames(tx);
  const rows = [];
  for (const item of (await itemsFor(tx)).toSorted((a, b) => CLOSE_AREAS.indexOf(a.area) - CLOSE_AREAS.indexOf(b.area))) {
    const { count, value } = await figuresOf({ tx, company }, item, period);
    const by = signed.find((s) => s.item === item.code);
    const same = by !== undefined && by.figure_count === count && by.figure_value === value;
    rows.push({
      item: item.code,
      area: item.area,
      title: item.title,
      says: item.says,
      mustBeNothing: item.mustBeNothing === true,
      owner: item.owner,
      ownerName: roles(item.owner),
      dueOn: addDays(period.to, item.due),
      count,
      value,
      state: by === undefined ? ('open' as const) : same ? ('signed' as const) : ('changed' as const),
      signedBy: by === undefined ? null : people(by.signed_by),
      signedAt: by?.signed_at ?? null,
      note: by === undefined || by.note === '' ? null : by.note,
      signedCount: by?.figure_count ?? null,
      signedValue: by?.figure_value ?? null,
      revision: by?.revision ?? 0,
    });
  }
  return rows;
}

export const getChecklist = handleQuery(closingOperations.getChecklist, async ({ tx, company }, { period: code }) => {
  const period = await periodOf(tx, code);
  const lock = await lockOf(tx);
  const rows = await itemRows({ tx, company }, period);
  const { from, to, yearCode: year } = period;
  return { code, from, to, year, lock: lock(to), signed: rows.filter((r) => r.state === 'signed').length, rows };
});

interface Row {
  id: string;
  on_day: string | null;
  label: string | null;
  detail: string | null;
  record: string | null;
  path: string | null;
  value: number;
}

export const listItemRows = handleQuery(
  closingOperations.listItemRows,
  async ({ tx, company }, { period: code, item: wanted, offset, limit }) => {
    const period = await periodOf(tx, code);
    const item = itemOf(wanted);
    const source: RawBuilder<unknown> = item.rows(period, company);
    const { count, value: sum } = await figuresOf({ tx, company }, item, period);
    const { rows } =
      await sql<Row>`select r.* from (${source}) as r order by coalesce(r.on_day, ''), coalesce(r.label, ''), r.id limit ${limit} offset ${offset}`.execute(
        tx.db,
      );
    // An item of a line is known by its document: `po_1/2` is line 2 of the order.
    const document = (record: string) => (record.includes('/') ? record.slice(0, record.indexOf('/')) : record);
    const names = await namesOfIds(
      tx,
      rows.map((r) => (r.record === null ? null : document(r.record))),
    );
    return {
      title: item.title,
      says: item.says,
      count,
      sum,
      rows: rows.map((r) => ({
        id: r.id,
        on: r.on_day,
        label: r.label ?? (r.record === null ? r.id : (names(document(r.record)) ?? r.record)),
        detail: r.detail ?? '',
        record: r.record,
        path: r.path,
        value: Number(r.value),
      })),
    };
  },
);
