import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cursorOf, list } from '../../../preload/contract/list.ts';
import { zFilter } from '../../../preload/contract/values/page.ts';

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

  const orders = list('sales.orders', {
    permission: 'sales.read',
    summary: 'Orders',
    row: z.object({ id: z.string(), number: z.string(), total: z.int(), orderedOn: z.string() }),
    key: ['id'],
    kinds: { total: 'money', orderedOn: 'day', paid: 'bool' },
    sortable: ['number', 'total'],
    filterable: ['number', 'state', 'total', 'paid'],
    facets: ['state'],
    totals: ['total'],
    order: { column: 'number', direction: 'desc' },
    scope: [],
    given: { partyId: z.string().optional() },
  });
  const takes = (input: unknown) => orders.page.input.safeParse(input).success;

  it('of a list are named by its room and its noun', () => {
    expect([orders.page.name, orders.count.name, orders.facet.name]).toEqual([
      'sales.listOrders',
      'sales.countOrders',
      'sales.facetOrders',
    ]);
  });

  it('are bounded and refuse unknown keys', () => {
    expect(orders.page.input.parse({})).toEqual({ offset: 0, limit: 100 });
    expect(takes({ offset: 0, limit: 500 })).toBe(true);
    expect(takes({ offset: 0, limit: 501 })).toBe(false);
    expect(takes({ offset: -1, limit: 10 })).toBe(false);
    expect(takes({ page: 2 })).toBe(false);
    expect(orders.count.input.parse({ search: ' tee ' })).toEqual({ search: 'tee' });
    expect(orders.count.input.safeParse({ offset: 0 }).success).toBe(false);
  });

  it('take declared columns and given fields only', () => {
    expect(takes({ sort: [{ column: 'number', direction: 'desc' }], partyId: 'pty_1' })).toBe(true);
    expect(takes({ sort: [{ column: 'orderedOn', direction: 'desc' }] })).toBe(false);
    expect(takes({ filter: [{ column: 'orderedOn', op: 'eq', value: '2026-01-05' }] })).toBe(false);
    expect(orders.facet.input.safeParse({ column: 'state' }).success).toBe(true);
    expect(orders.facet.input.safeParse({ column: 'number' }).success).toBe(false);
  });

  it.each([
    { column: 'total', op: 'eq', value: 'ten' },
    { column: 'total', op: 'contains', value: '1' },
    { column: 'number', op: 'between', from: 1, to: 2 },
    { column: 'paid', op: 'in', values: [true, 'no'] },
  ])('refuse a value that its column cannot have: %j', (filter) => {
    expect(takes({ filter: [filter] })).toBe(false);
  });

  it('go on behind a row by its sort values and its key', () => {
    const row = { id: 'so_1', number: 'SO-1', total: 5, orderedOn: '2026-01-05' };
    expect(cursorOf(orders, undefined, row)).toEqual(['SO-1', 'so_1']);
    expect(cursorOf(orders, [{ column: 'total', direction: 'asc' }], row)).toEqual([5, 'so_1']);
  });
});
