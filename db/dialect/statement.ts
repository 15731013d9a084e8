import {
  type AliasableExpression,
  type AliasedExpression,
  type Compilable,
  type Kysely,
  type KyselyPlugin,
  OperationNodeTransformer,
  ValueNode,
} from 'kysely';
import { checkValue, type Dialect, type SqlValue } from './values.ts';

/** Columns of a rowset, by the type they have in SQL; with a question mark the value may be null. */
export type RowsetColumns = Readonly<Record<string, 'text' | 'int' | 'text?' | 'int?'>>;
interface RowsetTypes {
  text: string;
  int: number;
  'text?': string | null;
  'int?': number | null;
}
export type RowsetRow<C extends RowsetColumns> = { [K in keyof C]: RowsetTypes[C[K]] };
/** How a dialect reads a rowset out of one JSON parameter. */
export type RowsetSql = <C extends RowsetColumns>(columns: C, json: string) => AliasableExpression<RowsetRow<C>>;

/** Values of a statement's parameters by name. */
export type Params = Record<string, SqlValue>;

/** Stands for a named parameter while a statement is compiled. */
class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Name of the parameter that carries the rows of a set statement. */
const ROWS = '(rows)';

/** One position of a compiled statement's parameter list: a named parameter, or a value written into the query. */
type Slot = { readonly name: string } | { readonly value: SqlValue };

export interface CompiledStatement {
  readonly sql: string;
  readonly slots: readonly Slot[];
}

/** A statement built with Kysely once and run many times: no query building on the hot path. */
export interface Statement<P extends Params, R> {
  readonly build: (db: Kysely<never>) => Compilable<R>;
  /** Carries the parameter type; never set. */
  readonly params?: P;
  /** Filled at first use, per dialect. */
  readonly compiled: Map<Dialect, CompiledStatement>;
}

/**
 * Declares a statement, at module level. `p('name')` marks where a parameter goes; one name may be used often. A null
 * parameter never equals anything (`=`): write `is not distinct from`, which both databases know.
 *
 *     const byCode = statement<DB, { code: string }, { id: string }>((db, p) =>
 *       db.selectFrom('unit').select('id').where('code', '=', p('code')));
 *     const [unit] = await connection.run(byCode, { code: 'PCE' });
 */
export function statement<DB, P extends Params, R>(
  build: (db: Kysely<DB>, p: <K extends keyof P & string>(name: K) => P[K]) => Compilable<R>,
): Statement<P, R> {
  // The marker travels as a value through Kysely and is found again in the compiled parameter list.
  const mark = <K extends keyof P & string>(name: K) => new Placeholder(name) as unknown as P[K];
  return { build: (db) => build(db as unknown as Kysely<DB>, mark), compiled: new Map() };
}

/** A statement that starts from given rows, built once and run for any number of them. */
export interface SetStatement<C extends RowsetColumns, P extends Params, R> {
  readonly columns: C;
  readonly build: (db: Kysely<never>, rowset: RowsetSql) => Compilable<R>;
  readonly params?: P;
  readonly compiled: Map<Dialect, CompiledStatement>;
}

const declared: SetStatement<RowsetColumns, Params, unknown>[] = [];
/** Every set statement of the modules loaded so far: a test asks the database how it would run each of them. */
export const declaredSetStatements = (): readonly SetStatement<RowsetColumns, Params, unknown>[] => declared;

/**
 * Declares, at module level, a statement that starts from rows given when it runs. `w` is those rows, to select from and
 * join. It exists because building a query with Kysely costs more than running it once a command reads a few rows only.
 *
 *     const namesOf = setStatement<DB>()({ id: 'text' }, (db, w) =>
 *       db.selectFrom(w).innerJoin('item', 'item.id', 'w.id').select(['item.id', 'item.title']));
 *     const rows = await connection.runFor(namesOf, [{ id: 'itm_1' }]);
 */
export function setStatement<DB, P extends Params = Record<never, never>>() {
  return <const C extends RowsetColumns, R>(
    columns: C,
    build: (db: Kysely<DB>, w: AliasedExpression<RowsetRow<C>, 'w'>, p: <K extends keyof P & string>(name: K) => P[K]) => Compilable<R>,
  ): SetStatement<C, P, R> => {
    const mark = <K extends keyof P & string>(name: K) => new Placeholder(name) as unknown as P[K];
    const rows = new Placeholder(ROWS) as unknown as string;
    const made: SetStatement<C, P, R> = {
      columns,
      build: (db, rowset) => build(db as unknown as Kysely<DB>, rowset(columns, rows).as('w'), mark),
      compiled: new Map(),
    };
    declared.push(made as unknown as SetStatement<RowsetColumns, Params, unknown>);
    return made;
  };
}

/**
 * Writes the values a statement always has into its text. SQLite prepares a statement anew, at many times the cost of running
 * it, whenever a parameter is bound that its plan may hang on: a limit, or a column of a partial index.
 */
class Literals extends OperationNodeTransformer implements KyselyPlugin {
  protected override transformValue(node: ValueNode): ValueNode {
    return node.value instanceof Placeholder ? node : ValueNode.createImmediate(checkValue(node.value, 'statement'));
  }
  transformQuery: KyselyPlugin['transformQuery'] = ({ node, queryId }) => this.transformNode(node, queryId);
  transformResult: KyselyPlugin['transformResult'] = async ({ result }) => result;
}

/** SQL text and parameter list of a statement for a dialect; compiled at first use. */
export function compileStatement<R>(
  s: { readonly compiled: Map<Dialect, CompiledStatement>; readonly build: (db: Kysely<never>, rowset: RowsetSql) => Compilable<R> },
  dialect: Dialect,
  db: Kysely<never>,
  rowset: RowsetSql,
): CompiledStatement {
  const found = s.compiled.get(dialect);
  if (found) return found;
  const query = s.build(db.withPlugin(new Literals()), rowset).compile();
  const slots = query.parameters.map((v): Slot => (v instanceof Placeholder ? { name: v.name } : { value: checkValue(v, 'statement') }));
  const compiled = { sql: query.sql, slots };
  s.compiled.set(dialect, compiled);
  return compiled;
}

/** Checked values for a compiled statement, in order; a parameter without a value is a TypeError. */
export function bindParams(slots: readonly Slot[], params: Params): SqlValue[] {
  const values: SqlValue[] = [];
  for (const slot of slots) values.push('name' in slot ? checkValue(params[slot.name], `parameter ${slot.name}`) : slot.value);
  return values;
}

/** `bindParams` for a set statement: `json` is its rows as the dialect reads them. */
export const bindRows = (slots: readonly Slot[], json: string, params: Params): SqlValue[] =>
  bindParams(slots, { ...params, [ROWS]: json });
