import { sql } from 'kysely';

/** Sum of an integer column as an integer: PostgreSQL sums bigint to numeric, which its driver returns as text. */
export const sumOf = (column: string) => sql<number>`cast(coalesce(sum(${sql.ref(column)}), 0) as bigint)`.as('sum');

/** Sum of any integer expression, as an integer, under a name. */
export const sumAs = <N extends string>(expression: ReturnType<typeof sql>, name: N) =>
  sql<number>`cast(coalesce(sum(${expression}), 0) as bigint)`.as(name);

/** Number of rows. */
export const countRows = sql<number>`cast(count(*) as bigint)`.as('count');
