import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { sumInt } from '../../db/dialect/portable.ts';
import type { TableName } from '../../db/schema/index.ts';
import { type ListShape, levelsOf } from '../../preload/contract/list.ts';
import type { QueryDef } from '../../preload/contract/operation.ts';
import type { Filter, KeyValue, Sort } from '../../preload/contract/values/page.ts';
import type { QueryContext } from '../engine/context.ts';
import { handleQuery } from './handler.ts';
import { all, behind, type Condition, condition, ordering, type Refs, refOf } from './list-sql.ts';

/** Ids whose names a facet shows: the table that knows them and its column of the name. */
interface Label {
  readonly table: TableName;
  readonly name: string;
  /** Column of the value where it is not the id. */
  readonly key?: string;
  /** Names of values that no row has. */
  readonly besides?: Readonly<Record<string, string>>;
}

/** What the three questions of a list share once parsed. */
interface Choice {
  readonly filter?: readonly Filter[] | undefined;
  readonly search?: string | undefined;
}
interface PageAsked extends Choice {
  readonly offset: number;
  readonly limit: number;
  readonly after?: readonly KeyValue[] | undefined;
  readonly sort?: readonly Sort[] | undefined;
}

/**
 * Where a page is cut: keys and sort values of its rows as a table to join as `w`, and the order to put the joined rows in. The order
 * names what the window holds: by a column of the table itself, SQLite would walk that table instead of the window.
 */
export interface Cut {
  readonly window: RawBuilder<Record<string, string | number>>;
  readonly order: RawBuilder<unknown>;
}

/** Puts a condition on a column: the one that was asked, unless another is handed over. */
type On = (column: string, instead?: Filter) => Condition;

/** How a list of the contract is answered from tables. */
interface ListBody<Input, Rows> {
  /** Tables the window is cut from, with as few joins as filters and sorts need; where it matters, by the fields that are filtered or given. */
  readonly from:
    | RawBuilder<unknown>
    | ((filtered: ReadonlySet<string>, input: Input, ctx: QueryContext) => RawBuilder<unknown> | Promise<RawBuilder<unknown>>);
  /** Columns of every key, sortable, counted and summed field, and of those filtered by themselves. */
  readonly columns: Refs;
  /**
   * Fields that are filtered by what another table says, which the window then needs no join for: puts the condition on a column
   * of that table into one on the rows, such as `m.item_id in (select i.id from item as i where ...)`. `on` may also be handed
   * another condition than the one asked, such as the instants of a day.
   */
  readonly through?: Readonly<Record<string, (on: On, asked: Filter, ctx: QueryContext) => Condition>>;
  /** Sortable columns that may be empty. */
  readonly nullable?: readonly string[];
  /** What holds for every row of the list. */
  readonly where?: Condition;
  /** Rows the asker may see; needed exactly where the contract declares a row scope. */
  readonly scope?: (actor: QueryContext['actor']) => Condition;
  /** What the search field looks for; a list without it refuses nothing and finds nothing by text. */
  readonly search?: (text: string, ctx: QueryContext) => Condition | Promise<Condition>;
  /** Conditions from the given fields of the question. */
  readonly given?: (input: Input, ctx: QueryContext) => readonly Condition[] | Promise<readonly Condition[]>;
  readonly labels?: Readonly<Record<string, Label>>;
  /** Reads the rows of a window in its order. */
  readonly rows: (ctx: QueryContext, cut: Cut, input: Input) => Promise<Rows>;
}

type RowsOf<O> = O extends { rows: infer Rows } ? Rows : never;

/**
 * Answers a list of the contract: its page, its count with sums, and its facets. The window is found inside an index and
 * joined afterwards, so that an offset of hundreds of thousands stays quick; filters, row scope and search are the same for all three.
 */
export function handleList<
  PN extends string,
  PI extends z.ZodType,
  PO extends z.ZodType,
  CN extends string,
  CI extends z.ZodType,
  CO extends z.ZodType,
  FN extends string,
  FI extends z.ZodType,
  FO extends z.ZodType,
>(
  def: ListShape & { readonly page: QueryDef<PN, PI, PO>; readonly count: QueryDef<CN, CI, CO>; readonly facet: QueryDef<FN, FI, FO> },
  body: ListBody<z.output<CI>, RowsOf<z.input<PO>>>,
) {
  if ((def.scope !== 'company' && def.scope.length > 0) !== (body.scope !== undefined))
    throw new Error(`${def.name}: the row scope is declared and not applied`);
  const through = body.through ?? {};
  const direct = def.filterable.filter((field) => through[field] === undefined);
  for (const field of [...def.key, ...def.sortable, ...direct, ...def.facets, ...def.totals]) refOf(field, body.columns);
  const nullable = new Set(body.nullable);

  const kept = (ctx: QueryContext, f: Filter): Condition => {
    const on: On = (column, instead = f) => condition(instead, { [instead.column]: column });
    return through[f.column]?.(on, f, ctx) ?? condition(f, body.columns);
  };

  const tablesOf = async (ctx: QueryContext, input: unknown): Promise<RawBuilder<unknown>> =>
    typeof body.from === 'function'
      ? body.from(new Set((input as Choice).filter?.map((f) => f.column)), input as z.output<CI>, ctx)
      : body.from;

  /** Conditions of a question; `besides` leaves out those on one column, whose other values are wanted. */
  async function chosen(ctx: QueryContext, input: z.output<CI>, besides?: string): Promise<Condition> {
    const { filter = [], search } = input as Choice;
    return all([
      ...(body.where ? [body.where] : []),
      ...filter.filter((f) => f.column !== besides).map((f) => kept(ctx, f)),
      ...(search !== undefined && body.search ? [await body.search(search, ctx)] : []),
      ...(body.scope ? [body.scope(ctx.actor)] : []),
      ...((await body.given?.(input, ctx)) ?? []),
    ]);
  }

  const page = handleQuery(def.page, async (ctx, input) => {
    const { sort, after, limit, offset } = input as PageAsked;
    const levels = levelsOf(def, sort);
    const held = [...new Set([...def.key, ...levels.map(({ column }) => column)])];
    const keys = held.map((name) => sql`${refOf(name, body.columns)} as ${sql.id(name)}`);
    const order = ordering(levels, body.columns, nullable);
    const which = await chosen(ctx, input as z.output<CI>);
    const where = after ? all([which, behind(levels, after, body.columns, nullable)]) : which;
    const window: Cut['window'] = sql`(select ${sql.join(keys)} from ${await tablesOf(ctx, input)} where ${where} order by ${order} limit ${limit} offset ${after ? 0 : offset})`;
    const shown = ordering(levels, Object.fromEntries(held.map((name) => [name, `w.${name}`])), nullable);
    return { rows: await body.rows(ctx, { window, order: shown }, input as z.output<CI>) } as z.input<PO>;
  });

  const count = handleQuery(def.count, async (ctx, input) => {
    const sums = def.totals.map((field) => sql`, ${sumInt(refOf(field, body.columns))} as ${sql.id(field)}`);
    const { rows } = await sql<
      z.input<CO>
    >`select cast(count(*) as bigint) as ${sql.id('count')}${sql.join(sums, sql``)} from ${await tablesOf(ctx, input)} where ${await chosen(ctx, input)}`.execute(
      ctx.tx.db,
    );
    return rows[0] as z.input<CO>;
  });

  const facet = handleQuery(def.facet, async (ctx, input) => {
    const { column, limit } = input as { column: string; limit: number };
    const ref = refOf(column, body.columns);
    const found = await sql<{ value: string | number | null; count: number }>`
      select ${ref} as value, cast(count(*) as bigint) as count from ${await tablesOf(ctx, input)}
      where ${await chosen(ctx, input as z.output<CI>, column)}
      group by ${ref} order by count desc, value limit ${limit + 1}`.execute(ctx.tx.db);
    const values = found.rows.slice(0, limit);
    const names = await namesOf(ctx, body.labels?.[column], values);
    return {
      values: values.map((v) => ({ ...v, label: names.get(v.value) ?? null })),
      more: found.rows.length > limit,
    } as z.input<FO>;
  });

  return { page, count, facet, all: [page, count, facet] };
}

async function namesOf(ctx: QueryContext, label: Label | undefined, values: readonly { value: string | number | null }[]) {
  const ids = values.flatMap(({ value }) => (value === null ? [] : [value]));
  if (!label || ids.length === 0) return new Map<string | number | null, string>();
  const key = sql.ref(label.key ?? 'id');
  const { rows } = await sql<{ id: string; name: string }>`
    select ${key} as id, ${sql.ref(label.name)} as name from ${sql.table(label.table)} where ${key} in (${sql.join(ids)})`.execute(
    ctx.tx.db,
  );
  return new Map<string | number | null, string>([...Object.entries(label.besides ?? {}), ...rows.map((r) => [r.id, r.name] as const)]);
}
