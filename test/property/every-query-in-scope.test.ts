import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TableName, tables } from '../../db/schema/index.ts';
import type { Actor } from '../../main/engine/context.ts';
import { publishedOperations } from '../../preload/contract/orpc.ts';
import { openTwoSides, type TwoSides } from '../kit/two-sides.ts';
import { ALL, CASES, PAGE, scopedLists, type Who } from './in-scope/cases.ts';

/**
 * Every published query is asked by people who are limited to one half of a company of two halves. What belongs to the
 * other half must not be in any answer, and must be refused where it is named. A new query fails here until it is walked
 * or says that it answers for the whole company only.
 */

/**
 * A row of one kind of scope may name a document of another: an order of a channel its parcels, a move of a warehouse the order's parcel
 * it belongs to. Such an id leads nowhere: opening what it names is refused.
 */
const REFERENCES: ReadonlySet<string> = new Set(['shipmentId', 'shipmentIds', 'shipmentNumber', 'returnId', 'sourceId']);

const queries = publishedOperations.filter((d) => d.kind === 'query');
let sides: TwoSides;
const foreign = new Map<Who, ReadonlySet<string>>();

/** Ids, numbers and names of everything that carries the other half's warehouse or channel. */
async function belongings(who: Who): Promise<ReadonlySet<string>> {
  const { shop, theirs } = sides;
  const found = new Set<string>();
  const scopes = [
    ...(who === 'channel' ? [] : [{ column: 'warehouse_id', id: theirs.warehouseId }]),
    ...(who === 'warehouse' ? [] : [{ column: 'channel_id', id: theirs.channelId }]),
  ];
  const keep = (row: Record<string, unknown>, columns: readonly string[]) => {
    for (const c of columns) if (typeof row[c] === 'string') found.add(row[c]);
  };
  await shop.engine.writer.exclusively(async ({ db }) => {
    for (const { column, id } of scopes) {
      found.add(id);
      for (const table of tables) {
        if (!(column in table.columns)) continue;
        const rows = await db
          .selectFrom(table.name as TableName as 'customer_return')
          .selectAll()
          .where(column as 'warehouse_id', '=', id)
          .execute();
        for (const row of rows) keep(row, ['id', 'number', 'external_id', 'subject', 'area_id']);
      }
    }
    const places = await db.selectFrom('location').select('id').where('warehouse_id', '=', theirs.warehouseId).execute();
    const ids = places.map((p) => p.id);
    if (who !== 'channel') {
      const papers = await db
        .selectFrom('stock_document')
        .selectAll()
        .where((eb) => eb.or([eb('from_location_id', 'in', ids), eb('to_location_id', 'in', ids)]))
        .execute();
      for (const row of papers) keep(row, ['id', 'number']);
    }
    if (who !== 'warehouse') {
      for (const row of await db.selectFrom('party').selectAll().where('source', '=', theirs.channelId).execute())
        keep(row, ['id', 'name']);
      const orders = await db.selectFrom('sales_order').select('id').where('channel_id', '=', theirs.channelId).execute();
      const of = orders.map((o) => o.id);
      for (const row of await db.selectFrom('hold').selectAll().where('subject_id', 'in', of).execute()) keep(row, ['id']);
      for (const row of await db.selectFrom('shipment').selectAll().where('order_id', 'in', of).execute()) keep(row, ['id', 'number']);
    }
  });
  found.add(theirs.jobId);
  found.add(theirs.fileId);
  return found;
}

beforeAll(async () => {
  sides = await openTwoSides();
  for (const who of ALL) foreign.set(who, await belongings(who));
});
afterAll(() => sides.shop.close());

/** Values in an answer, with the key each stands under. */
function* valuesOf(answer: unknown, key = ''): Generator<readonly [key: string, value: string | number]> {
  if (typeof answer === 'string' || typeof answer === 'number') yield [key, answer];
  else if (Array.isArray(answer)) for (const one of answer) yield* valuesOf(one, key);
  else if (answer !== null && typeof answer === 'object') for (const [name, value] of Object.entries(answer)) yield* valuesOf(value, name);
}

const asked = (operation: string, input: unknown, actor: Actor) =>
  sides.shop.engine.ask({ operation, input, actor }).then((reply) => reply.output);

describe.each(ALL)('limited by %s', (who) => {
  test('more than a handful of rows belong to somebody else', () => {
    expect(foreign.get(who)?.size).toBeGreaterThan(10);
  });

  test.each(Object.keys(CASES))('%s keeps to the rows of one side', async (operation) => {
    const actor = sides.limited[who];
    for (const { ask, shows, refused } of CASES[operation] ?? []) {
      if (refused?.includes(who)) {
        await expect(asked(operation, ask(sides), actor)).rejects.toMatchObject({
          name: 'Refusal',
          code: expect.stringMatching(/^engine\.(notFound|outOfScope)$/),
        });
        continue;
      }
      const values = [...valuesOf(await asked(operation, ask(sides), actor))];
      const leaks = values.filter(([key, v]) => foreign.get(who)?.has(String(v)) && !REFERENCES.has(key));
      expect(leaks).toEqual([]);
      if (shows) expect(values.map(([, v]) => v)).toContain(shows(sides.mine));
    }
  });

  test.each(queries.filter((d) => d.wholeCompany).map((d) => d.name))('%s is refused: it answers for the whole company', async (name) => {
    await expect(asked(name, {}, sides.limited[who])).rejects.toMatchObject({ code: 'engine.wholeCompanyOnly' });
  });
});

test.each(scopedLists.map((l) => [l.name, l] as const))(
  'count, sums and values of %s are those of the rows that can be seen',
  async (_name, list) => {
    for (const who of ALL) {
      const actor = sides.limited[who];
      const { rows } = (await asked(list.page.name, PAGE, actor)) as { rows: Record<string, number>[] };
      const sums = list.totals.map((field) => [field, rows.reduce((sum, r) => sum + (r[field] ?? 0), 0)]);
      expect(await asked(list.count.name, {}, actor)).toEqual({ count: rows.length, ...Object.fromEntries(sums) });
      for (const column of list.facets) {
        const { values } = (await asked(list.facet.name, { column }, actor)) as { values: { count: number }[] };
        expect(
          values.reduce((sum, v) => sum + v.count, 0),
          column,
        ).toBe(rows.length);
      }
    }
  },
);

test('shortages are counted among the orders that can be seen', async () => {
  const actor = sides.limited.channel;
  const shortages = (await asked('fulfillment.listShortages', {}, actor)) as { rows: unknown[]; orders: number };
  expect(shortages).toMatchObject({ orders: 1, rows: [{ orderNumber: expect.any(String) }] });
});

test('no published query was left out', () => {
  expect(queries.filter((d) => !d.wholeCompany && !CASES[d.name]).map((d) => d.name)).toEqual([]);
});
