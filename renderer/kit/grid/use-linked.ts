import { useEffect } from 'react';
import type { Filter } from '../../../preload/contract/values/page.ts';
import type { ColumnFilter } from '../column.ts';
import type { ListView } from '../grid-view.ts';
import { setQuery, usePath } from '../route.ts';

/** What a link asks of one column: `a`, one of `a,b`, or `first..last`. */
function conditionOf(by: ColumnFilter, asked: string): Filter {
  const column = by.by;
  const typed = (value: string) => (by.kind === 'number' || by.kind === 'money' ? Number(value) : value);
  const [from, to] = asked.split('..');
  if (from !== undefined && to !== undefined) return { column, op: 'between', from: typed(from), to: typed(to) };
  return { column, op: 'in', values: asked.split(',').map(typed) };
}

/**
 * Puts on what a link to a list asks for, such as `#/moves?sku=TEE-M` or `#/payments?paidOn=2026-01-01..2026-01-31`, in place of what
 * the list was filtered by before. The address forgets it then, so that coming back finds what was changed since.
 */
export function useLinked(among: readonly { readonly by: ColumnFilter }[], view: ListView, put: (view: Partial<ListView>) => void): void {
  const path = usePath();
  const { round } = view;
  useEffect(() => {
    const query = new URLSearchParams(path.split('?')[1]);
    const asked = among.flatMap(({ by }) => {
      const value = query.get(by.by);
      return value ? [{ by, value }] : [];
    });
    if (asked.length === 0) return;
    put({ filter: asked.map(({ by, value }) => conditionOf(by, value)), search: '', viewId: '', top: 0, round: round + 1 });
    setQuery(path, Object.fromEntries(asked.map(({ by }) => [by.by, undefined])));
  }, [path, among, put, round]);
}
