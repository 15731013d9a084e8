import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pageInputOf, pageOf, totalsInputOf, zFilter, zPageInput, zTotalsInput } from '../../../preload/contract/values/page.ts';

describe('grid queries', () => {
  it.each([
    { column: 'number', op: 'eq', value: 'SO-1' },
    { column: 'total', op: 'gte', value: 1000 },
    { column: 'on_hold', op: 'ne', value: true },
    { column: 'state', op: 'in', values: ['open', 'held'] },
    { column: 'name', op: 'contains', value: '100%' },
    { column: 'ordered_on', op: 'between', from: '2011-01-01', to: '2011-01-31' },
    { column: 'shipped_at', op: 'isNull', value: false },
  ])('take the condition %j', (filter) => {
    expect(zFilter.parse(filter)).toEqual(filter);
  });

  it.each([
    { column: 'total', op: 'gte', value: 10.5 },
    { column: 'state', op: 'in', values: [] },
    { column: 'name', op: 'contains', value: '' },
    { column: 'name', op: 'like', value: '%x%' },
    { column: 'name; drop table', op: 'eq', value: 1 },
    { column: 'name', op: 'eq', value: 1, extra: 1 },
    { column: 'name', op: 'eq', value: null },
  ])('refuse the condition %j', (filter) => {
    expect(zFilter.safeParse(filter).success).toBe(false);
  });

  it('are bounded and refuse unknown keys', () => {
    expect(zPageInput.safeParse({ offset: 0, limit: 500 }).success).toBe(true);
    expect(zPageInput.safeParse({ offset: 0, limit: 501 }).success).toBe(false);
    expect(zPageInput.safeParse({ offset: -1, limit: 10 }).success).toBe(false);
    expect(zPageInput.safeParse({ offset: 0, limit: 10, page: 2 }).success).toBe(false);
    expect(zTotalsInput.safeParse({ search: ' tee ' }).data).toEqual({ search: 'tee' });
    expect(zTotalsInput.safeParse({ offset: 0 }).success).toBe(false);
  });

  it('of an operation take its declared columns only', () => {
    const input = pageInputOf({ sortable: ['number'], filterable: ['number', 'state'] });
    const window = { offset: 0, limit: 10 };
    expect(input.safeParse({ ...window, sort: [{ column: 'number', direction: 'desc' }] }).success).toBe(true);
    expect(input.safeParse({ ...window, sort: [{ column: 'state', direction: 'desc' }] }).success).toBe(false);
    const totals = totalsInputOf({ filterable: ['state'] });
    expect(totals.safeParse({ filter: [{ column: 'state', op: 'eq', value: 'open' }] }).success).toBe(true);
    expect(totals.safeParse({ filter: [{ column: 'number', op: 'eq', value: 'x' }] }).success).toBe(false);
  });

  it('are answered with rows and the commit they were read at', () => {
    const output = pageOf(z.strictObject({ id: z.string() }));
    expect(output.safeParse({ rows: [{ id: 'so_1' }], seq: 7 }).success).toBe(true);
    expect(output.safeParse({ rows: [{ id: 'so_1' }] }).success).toBe(false);
  });
});
