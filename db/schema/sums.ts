import { type Expression, sql } from 'kysely';

/** Sum of an integer expression as an integer, 0 for no rows: PostgreSQL sums bigint to numeric, which drivers give as text. */
export const sumInt = (expression: Expression<number>) => sql<number>`cast(coalesce(sum(${expression}), 0) as bigint)`;
