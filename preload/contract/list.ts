import { z } from 'zod';
import { type Permission, query } from './operation.ts';
import { zCount } from './values/field.ts';
import { type ColumnKind, choiceFields, FACET_VALUES_MAX, type KeyValue, PAGE_LIMIT_MAX, type Sort, windowFields } from './values/page.ts';

/** `sales.orders` with the verb `count` is `sales.countOrders`. */
export type Asked<N extends string, Verb extends string> = N extends `${infer Room}.${infer Noun}`
  ? `${Room}.${Verb}${Capitalize<Noun>}`
  : never;
type Fields<R extends z.ZodRawShape> = keyof R & string;

/** Row scope that limits a list: people see only rows of the warehouses or channels they are limited to. */
export type ScopeKind = 'warehouse' | 'channel';

const zFacet = z.object({
  values: z.array(z.object({ value: z.union([z.string(), z.int(), z.null()]), label: z.string().nullable(), count: zCount })),
  /** There are more values than were answered; the ones with most rows come first. */
  more: z.boolean(),
});

/** What the engine and the exports need to know of a list besides its questions. */
export interface ListShape<N extends string = string> {
  readonly name: N;
  readonly permission: Permission;
  /** Fields that name a row; they end every order and every cursor. */
  readonly key: readonly string[];
  /** What the fields are; text where nothing is said. */
  readonly kinds: Readonly<Record<string, ColumnKind>>;
  /** Columns an index was declared for, so that a sort never walks the table. */
  readonly sortable: readonly string[];
  readonly filterable: readonly string[];
  /** Filterable columns with few values, which are counted for a choice of values. */
  readonly facets: readonly string[];
  /** Fields summed over all chosen rows. */
  readonly totals: readonly string[];
  /** Order where none is asked for. */
  readonly order: Sort;
  /** Row scopes the engine applies to page, totals and facets alike; `company`: the list answers for the whole company only. */
  readonly scope: readonly ScopeKind[] | 'company';
}

/**
 * Declares a list `room.nouns` and the three questions that come of it: `room.listNouns`, a page of rows; `room.countNouns`,
 * count and sums of all rows a filter keeps; `room.facetNouns`, the values of one column with their number of rows under the
 * other filters. All three take the same `filter`, `search` and given fields, and the same row scopes hold for them.
 */
export function list<
  const N extends `${string}.${string}`,
  R extends z.ZodRawShape,
  const S extends readonly Fields<R>[],
  const F extends readonly string[],
  const C extends readonly F[number][],
  const T extends readonly Fields<R>[],
  G extends z.ZodRawShape = Record<never, never>,
>(
  name: N,
  def: {
    permission: Permission;
    /** What the rows are and how they are ordered unless asked otherwise: `Orders, newest first`. */
    summary: string;
    row: z.ZodObject<R>;
    key: readonly Fields<R>[];
    kinds: { readonly [P in Fields<R> | F[number]]?: ColumnKind };
    sortable: S;
    filterable: F;
    facets: C;
    totals: T;
    order: { column: Fields<R>; direction: 'asc' | 'desc' };
    scope: readonly ScopeKind[] | 'company';
    /** Fields of the question besides filters, such as the order whose shipments are asked for. */
    given?: G;
  },
) {
  const kinds = def.kinds as Readonly<Record<string, ColumnKind>>;
  const given = (def.given ?? {}) as G;
  const choice = { ...choiceFields(def.filterable, (column) => kinds[column] ?? 'text'), ...given };
  const asked = <const Verb extends string>(verb: Verb) => {
    const [room = '', noun = ''] = name.split('.');
    return `${room}.${verb}${noun.charAt(0).toUpperCase()}${noun.slice(1)}` as Asked<N, Verb>;
  };
  const sums = Object.fromEntries(def.totals.map((field) => [field, zCount])) as Record<T[number], typeof zCount>;
  const shape: ListShape<N> = { ...def, name, kinds };
  const { permission, summary } = def;
  const wholeCompany = def.scope === 'company';
  return {
    ...shape,
    row: def.row,
    page: query(asked('list'), {
      permission,
      wholeCompany,
      summary,
      input: z.strictObject({ ...windowFields(def.sortable), ...choice }),
      output: z.object({ rows: z.array(def.row).max(PAGE_LIMIT_MAX) }),
    }),
    count: query(asked('count'), {
      permission,
      wholeCompany,
      summary: `${summary}: how many a filter keeps, and their sums`,
      input: z.strictObject(choice),
      output: z.object({ count: zCount, ...sums }),
    }),
    facet: query(asked('facet'), {
      permission,
      wholeCompany,
      summary: `${summary}: values of one column under the other filters, most rows first`,
      input: z.strictObject({
        column: z.enum(def.facets),
        limit: z.int().min(1).max(FACET_VALUES_MAX).default(FACET_VALUES_MAX),
        ...choice,
      }),
      output: zFacet,
    }),
  };
}

/** The levels a page comes in: what was asked for or the order of the list, ended by the key in the direction of the last level. */
export function levelsOf(shape: ListShape, sort: readonly Sort[] | undefined): readonly Sort[] {
  const asked = sort && sort.length > 0 ? sort : [shape.order];
  const direction = asked.at(-1)?.direction ?? shape.order.direction;
  const named = new Set(asked.map((s) => s.column));
  return [...asked, ...shape.key.filter((column) => !named.has(column)).map((column) => ({ column, direction }))];
}

/** Where a page that was read ends: hand it to the next question as `after`. Rows added meanwhile move nothing. */
export function cursorOf(shape: ListShape, sort: readonly Sort[] | undefined, row: Readonly<Record<string, unknown>>): KeyValue[] {
  return levelsOf(shape, sort).map(({ column }) => row[column] as KeyValue);
}
