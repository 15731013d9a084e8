import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cursorOf } from '../../preload/contract/list.ts';
import { lists } from '../../preload/contract/lists.ts';
import type { Filter, Sort } from '../../preload/contract/values/page.ts';
import { rateFrom } from '../../preload/contract/values/rate.ts';
import { bankStatement, settlementOf } from '../kit/bank-shop.ts';
import { paidByRun } from '../kit/payment-shop.ts';
import { openTwoSides, type TwoSides } from '../kit/two-sides.ts';
import { where } from '../kit/where.ts';

/** Every list of the house, asked on a company in which something of everything happened: what holds for one holds for all. */
type Row = Readonly<Record<string, string | number | null>>;
interface Facet {
  readonly values: readonly { readonly value: string | number | null; readonly count: number }[];
}

let sides: TwoSides;
beforeAll(async () => {
  sides = await openTwoSides();
  await sides.shop.send('accounting.recordReceipt', { on: '2026-01-05', amount: 300, partyId: sides.mine.partyId, settles: [] });
  const { bankAccountId } = await sides.shop.dispatch<{ bankAccountId: string }>('banking.openBankAccount', {
    name: 'Current',
    currency: 'GBP',
  });
  await sides.shop.send('accounting.setRate', { currency: 'USD', on: '2026-01-05', rate: rateFrom('0.79') });
  await paidByRun((operation, input, expect) => sides.shop.dispatch(operation, input, expect ? { expect } : {}), bankAccountId);
  await sides.shop.send('banking.takeStatements', bankStatement(bankAccountId, [300, -20]));
  await sides.shop.send(
    'banking.takeSettlements',
    settlementOf(sides.mine.channelId, 'PO-1', [
      ['reimbursement', 500],
      ['sale', 900],
    ]),
  );
  const { partyId } = sides.mine;
  const late = { account: { role: 'receivable' }, amount: 700, itemKey: 'OLD-1', partyId };
  const lines = [late, { account: { role: 'bank' }, amount: -700 }];
  await sides.shop.send('accounting.postEntry', { on: '2025-12-01', memo: 'From before', lines });
  await sides.shop.send('receivables.runDunning', {});
});
afterAll(() => sides.shop.close());

const ask = <T>(operation: string, input: unknown) => sides.shop.ask<T>(operation, input);
const pageOf = async (operation: string, input: unknown) => (await ask<{ rows: Row[] }>(operation, input)).rows;

/** Rows of some lists only come about outside the company. */
const MAY_BE_EMPTY = new Set(['fulfillment.lotShipments', 'engine.outbox']);

describe.each(lists.map((list) => [list.name, list] as const))('%s', (name, list) => {
  const keyOf = (row: Row) => list.key.map((k) => row[k]).join(' ');

  test('count and sums are those of the rows', async () => {
    const rows = await pageOf(list.page.name, { limit: 500 });
    if (!MAY_BE_EMPTY.has(name)) expect(rows.length).toBeGreaterThan(0);
    const sums = list.totals.map((field) => [field, rows.reduce((sum, r) => sum + Number(r[field]), 0)]);
    expect(await ask(list.count.name, {})).toEqual({ count: rows.length, ...Object.fromEntries(sums) });
  });

  test('every order is the same in pieces, by place and behind a row, and turned around', async () => {
    for (const column of list.sortable) {
      const orders = (['asc', 'desc'] as const).map((direction): Sort[] => [{ column, direction }]);
      const [up = [], down = []] = await Promise.all(orders.map((sort) => pageOf(list.page.name, { sort, limit: 500 })));
      expect(down.map(keyOf), column).toEqual(up.map(keyOf).reverse());
      expect(new Set(up.map(keyOf)).size).toBe(up.length);
      const [sort = []] = orders;
      const half = Math.ceil(up.length / 2);
      const last = up[half - 1];
      if (!last) continue;
      expect((await pageOf(list.page.name, { sort, limit: 500, offset: half })).map(keyOf), column).toEqual(up.slice(half).map(keyOf));
      const after = cursorOf(list, sort, last);
      expect((await pageOf(list.page.name, { sort, limit: 500, after })).map(keyOf), column).toEqual(up.slice(half).map(keyOf));
    }
  });

  test('a value of a column stands for as many rows as it says', async () => {
    for (const column of list.facets) {
      const { values } = await ask<Facet>(list.facet.name, { column });
      for (const { value, count } of values) {
        const filter: Filter[] = value === null ? [{ column, op: 'isNull', value: true }] : [{ column, op: 'in', values: [value] }];
        expect(await ask(list.count.name, { filter }), `${column} ${value}`).toMatchObject({ count });
        expect(await pageOf(list.page.name, { filter, limit: 500 }), `${column} ${value}`).toHaveLength(count);
        // Other values stay on offer while one is chosen.
        expect((await ask<Facet>(list.facet.name, { column, filter })).values).toEqual(values);
      }
    }
  });

  test('a row is found by each of its fields that can be filtered', async () => {
    const [row] = await pageOf(list.page.name, { limit: 1 });
    for (const column of row ? list.filterable : []) {
      const value = row?.[column];
      if (value === null || value === undefined) continue;
      const found = await pageOf(list.page.name, { ...where({ [column]: value }), limit: 500 });
      expect(found.map(keyOf), `${column} ${value}`).toContain(row && keyOf(row));
      expect(new Set(found.map((r) => r[column])), column).toEqual(new Set([value]));
    }
  });
});

test('a day of the company is the instants between its midnights', async () => {
  const count = async (filter: Filter[]) => (await ask<{ count: number }>('engine.countJobs', { filter })).count;
  const all = await count([]);
  const column = 'createdOn';
  expect(all).toBeGreaterThan(0);
  expect(await count([{ column, op: 'eq', value: '2026-01-05' }])).toBe(all);
  expect(await count([{ column, op: 'in', values: ['2026-01-05'] }])).toBe(all);
  // Two days are these two, and not what lies between them.
  expect(await count([{ column, op: 'in', values: ['2026-01-06', '2026-01-04'] }])).toBe(0);
  expect(await count([{ column, op: 'ne', value: '2026-01-05' }])).toBe(0);
  expect(await count([{ column, op: 'ne', value: '2026-01-04' }])).toBe(all);
  expect(await count([{ column, op: 'between', from: '2026-01-04', to: '2026-01-05' }])).toBe(all);
  expect(await count([{ column, op: 'lte', value: '2026-01-05' }])).toBe(all);
  expect(await count([{ column, op: 'gt', value: '2026-01-05' }])).toBe(0);
  expect(await count([{ column, op: 'lt', value: '2026-01-05' }])).toBe(0);
});

test('names of other records filter a list, and so do the words of a search', async () => {
  const { mine } = sides;
  const count = async (list: string, input: object) => (await ask<{ count: number }>(list, input)).count;
  expect(await count('fulfillment.countShipments', where({ orderNumber: mine.orderNumber }))).toBe(1);
  expect(await count('sales.countInvoices', where({ orderNumber: mine.orderNumber }))).toBe(1);
  expect(await count('returns.countReturns', where({ orderNumber: mine.orderNumber }))).toBe(1);
  expect(await count('inventory.countMoves', where({ sku: 'MINE-MUG' }))).toBeGreaterThan(2);
  expect(await count('catalog.countItems', { search: 'mine' })).toBe(4);
  expect(await count('engine.countCommands', { search: mine.orderNumber })).toBeGreaterThan(0);
  expect(await count('engine.countCommands', { search: 'SO-nothing' })).toBe(0);
  expect(await count('channels.countRuns', { search: 'mine.CSV' })).toBe(1);
  expect(await count('accounting.countOpenItems', where({ role: 'receivable', partyId: mine.partyId }))).toBeGreaterThan(0);
});
