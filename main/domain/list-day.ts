import { sql } from 'kysely';
import { addDays, startOfDay } from '../../preload/contract/values/day.ts';
import type { Filter } from '../../preload/contract/values/page.ts';
import type { Condition } from './list-sql.ts';

/**
 * A condition on days of the company as one on a column of instants. `on` puts a condition on that column; `zone` says when
 * a day of the company begins.
 */
export function onDays(on: (instants: Filter) => Condition, asked: Filter, zone: string): Condition {
  const { column } = asked;
  const begin = (day: unknown) => startOfDay(String(day), zone);
  const end = (day: unknown) => startOfDay(addDays(String(day), 1), zone);
  // Cut short by its last letter, the next day's first instant comes behind every instant before it and before itself.
  const span = (from: unknown, to: unknown) => on({ column, op: 'between', from: begin(from), to: end(to).slice(0, -1) });
  switch (asked.op) {
    case 'eq':
      return span(asked.value, asked.value);
    case 'ne':
      return sql<boolean>`not (${span(asked.value, asked.value)})`;
    case 'in': {
      const days = asked.values.map((day) => span(day, day));
      return sql<boolean>`(${sql.join(days, sql` or `)})`;
    }
    case 'between':
      return span(asked.from, asked.to);
    case 'gte':
    case 'lt':
      return on({ column, op: asked.op, value: begin(asked.value) });
    case 'gt':
      return on({ column, op: 'gte', value: end(asked.value) });
    case 'lte':
      return on({ column, op: 'lt', value: end(asked.value) });
    default:
      return on(asked);
  }
}
