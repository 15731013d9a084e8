import { sql } from 'kysely';
import { sumInt } from '../../../db/dialect/portable.ts';

/** Sum of an integer column, named `sum`. */
export const sumOf = (column: string) => sumInt(sql.ref<number>(column)).as('sum');

/** Number of rows, named `count`. */
export const countRows = sql<number>`cast(count(*) as bigint)`.as('count');
