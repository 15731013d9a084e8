import { tableNamed } from '../../db/schema/index.ts';
import type { CapturedChange } from './capture.ts';

/**
 * What a command changed in the end: one change per row, from what it was before to what it is now. A row written and then
 * changed by the same command was written as it is now; one that came and went, or is again what it was, did not change.
 * A row removed and written anew stays two changes.
 */
export function netChanges(captured: readonly CapturedChange[]): CapturedChange[] {
  const net: (CapturedChange | undefined)[] = [];
  const places = new Map<string, number>();
  for (const change of captured) {
    const row = `${change.table}/${change.key}`;
    const place = places.get(row);
    const earlier = place === undefined ? undefined : net[place];
    if (place === undefined || !earlier || earlier.op === 'delete') places.set(row, net.push(change) - 1);
    else net[place] = together(earlier, change);
  }
  return net.filter((c) => c !== undefined);
}

/** Two changes of one row, the first no delete; undefined when nothing is left of them. */
function together(first: CapturedChange, then: CapturedChange): CapturedChange | undefined {
  if (first.op === 'insert') {
    if (then.op === 'delete') return undefined;
    return { ...first, parentKey: then.parentKey, row: patched(first, then.delta, (_before, after) => after) };
  }
  if (then.op === 'delete') return { ...then, row: patched(then, first.delta, (before) => before) };
  const values = new Map(first.delta.map(([column, before, after]) => [column, [before, after] as const]));
  for (const [column, before, after] of then.delta) {
    const earlier = values.get(column);
    values.set(column, [earlier ? earlier[0] : before, after]);
  }
  const delta = Object.keys(tableNamed(first.table).columns).flatMap((column) => {
    const value = values.get(column);
    return value && value[0] !== value[1] ? [[column, value[0], value[1]] as const] : [];
  });
  return delta.length === 0 ? undefined : { ...then, delta };
}

/** The row of a change with the values a delta picks, in order of the columns and without nulls, as it would have been captured. */
function patched(
  change: CapturedChange,
  delta: CapturedChange['delta'],
  pick: (before: unknown, after: unknown) => unknown,
): CapturedChange['row'] {
  const values = new Map(change.row);
  for (const [column, before, after] of delta) values.set(column, pick(before, after));
  return Object.keys(tableNamed(change.table).columns).flatMap((column) => {
    const value = values.get(column);
    return value === null || value === undefined ? [] : [[column, value] as const];
  });
}
