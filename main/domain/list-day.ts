import { addDays, startOfDay } from '../../preload/contract/values/day.ts';
import type { Filter } from '../../preload/contract/values/page.ts';

/** A condition on days of the company as one on instants, for columns that hold instants. One of several days is their whole span. */
export function instantsOf(asked: Filter, zone: string): Filter {
  const { column } = asked;
  const begin = (on: unknown) => startOfDay(String(on), zone);
  const end = (on: unknown) => startOfDay(addDays(String(on), 1), zone);
  // Cut short by its last letter, the next day's first instant comes behind every instant before it and before itself.
  const span = (from: unknown, to: unknown): Filter => ({ column, op: 'between', from: begin(from), to: end(to).slice(0, -1) });
  switch (asked.op) {
    case 'eq':
      return span(asked.value, asked.value);
    case 'in': {
      const days = asked.values.map(String).sort((a, b) => (a < b ? -1 : 1));
      return span(days[0], days.at(-1));
    }
    case 'between':
      return span(asked.from, asked.to);
    case 'gte':
    case 'lt':
      return { column, op: asked.op, value: begin(asked.value) };
    case 'gt':
      return { column, op: 'gte', value: end(asked.value) };
    case 'lte':
      return { column, op: 'lt', value: end(asked.value) };
    default:
      return asked;
  }
}
