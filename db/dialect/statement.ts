import type { Compilable, Kysely } from 'kysely';
import { checkValue, type Dialect, type SqlValue } from './values.ts';

/** Values of a statement's parameters by name. */
export type Params = Record<string, SqlValue>;

/** Stands for a named parameter while a statement is compiled. */
class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

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

/** SQL text and parameter list of a statement for a dialect; compiled at first use. */
export function compileStatement<P extends Params, R>(s: Statement<P, R>, dialect: Dialect, db: Kysely<never>): CompiledStatement {
  const found = s.compiled.get(dialect);
  if (found) return found;
  const query = s.build(db).compile();
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
