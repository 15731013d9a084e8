import { expect, test } from 'vitest';
import type { Connection } from '../../db/dialect/portable.ts';
import type { DB } from '../../db/schema/index.ts';
import { readCode } from '../../main/domain/catalog/queries/read-code.ts';
import type { Planning } from '../../main/domain/fulfillment/picking/load.ts';
import { listDue, listPromises } from '../../main/domain/fulfillment/queries/read-due.ts';
import { getShipment } from '../../main/domain/fulfillment/queries/read-shipments.ts';
import { loadCandidates } from '../../main/domain/fulfillment/waves/candidates.ts';
import { getDocument } from '../../main/domain/inventory/queries/read-documents.ts';
import { moveList, stockOnHand } from '../../main/domain/inventory/queries/read-stock.ts';
import { stockAt } from '../../main/domain/inventory/queries/read-stock-at.ts';
import { stockValues } from '../../main/domain/inventory/queries/read-value-at.ts';
import { traceCost } from '../../main/domain/inventory/queries/trace-cost.ts';
import { worthOfMoves } from '../../main/domain/inventory/queries/worth.ts';
import type { QueryContext } from '../../main/engine/context.ts';
import { plansOf } from '../kit/plans.ts';
import { where } from '../kit/where.ts';

interface Query {
  readonly def: { readonly input: { parse(input: unknown): unknown } };
  run(ctx: QueryContext, input: unknown): Promise<unknown>;
}
/** How SQLite finds what a query of the contract asks for; on an empty company a refusal for want of rows is an answer too. */
const stepsFor = (query: Query, input: unknown) =>
  plansOf(async (tx: Connection<DB>) => {
    const ctx = {
      tx,
      today: '2026-01-01',
      actor: { id: 'u', device: 'd', permissions: new Set(), scopes: {} },
      company: { currency: 'GBP', zone: 'Europe/London' },
    } as unknown as QueryContext;
    await query
      .run(ctx, query.def.input.parse(input))
      .catch((error: unknown) => expect(error).toMatchObject({ code: expect.stringMatching(/^(engine.notFound|catalog.unknownCode)$/) }));
  });

/** What a list may walk, in its own order, as far as the window reaches. */
const LISTS: readonly [name: string, query: Query, input: unknown, walks: readonly RegExp[]][] = [
  ['stock of an item', stockOnHand.page, where({ itemId: 'itm_1' }), []],
  ['stock of an item at an instant', stockAt.page, { ...where({ itemId: 'itm_1' }), at: '2026-01-01T00:00:00.000Z' }, []],
  ['moves of an item', moveList.page, where({ itemId: 'itm_1' }), []],
  ['moves of a document', moveList.page, where({ sourceId: 'shp_1' }), []],
  ['cost of a move', traceCost, { moveId: 1 }, []],
  ['cost of a layer', traceCost, { layerId: 1 }, []],
  ['one document', getDocument, { documentId: 'sd_01m8c3cjz8tvk3cz4m3j2ef6vq' }, []],
  ['what a scan names', readCode, { code: '4006381333931' }, []],
  ['one shipment', getShipment, { shipmentId: 'shp_01m8c3cjz8tvk3cz4m3j2ef6vq' }, []],
  ['promises of an item', listPromises, { itemId: 'itm_1' }, []],
  ['promises of an order', listPromises, { orderId: 'so_01m8c3cjdz2k5z78e7re8cfbkn' }, []],
];

test.each(LISTS)('%s: found by index, and read only as far as the window reaches', async (_name, query, input, walks) => {
  const steps = await stepsFor(query, input);
  expect(steps.length).toBeGreaterThan(0);
  const walked = steps.filter(
    (s) => s.startsWith('SCAN ') && !walks.some((w) => w.test(s)) && !/^SCAN (json_each|l$|w$|CONSTANT ROW$)/.test(s),
  );
  const sorted = walks.length > 0 ? steps.filter((s) => s.startsWith('USE TEMP B-TREE FOR ORDER BY')) : [];
  expect([...walked, ...sorted, ...steps.filter((s) => s.includes('AUTOMATIC'))]).toEqual([]);
});

test('orders due are sorted among the open ones only, whatever the history', async () => {
  for (const servable of [false, true]) {
    const steps = await stepsFor(listDue, { servable });
    expect(
      steps.some((s) => /^SEARCH o USING (COVERING )?INDEX sales_order_\d \(state/.test(s)),
      steps.join('\n'),
    ).toBe(true);
    expect(steps.filter((s) => /^SCAN (?!d$|\(subquery)/.test(s) || s.includes('AUTOMATIC'))).toEqual([]);
  }
});

test('what moves were worth is found through the moves', async () => {
  const steps = await plansOf((tx) => worthOfMoves(tx, [1]));
  expect(steps.filter((s) => /^SCAN (?!json_each)/.test(s) || s.includes('AUTOMATIC'))).toEqual([]);
});

test('what stood where at an instant is summed inside one index, for all items and however many moves there are', async () => {
  for (const ask of [stockAt.page, stockAt.count]) {
    const steps = await stepsFor(ask, { at: '2026-01-01T00:00:00.000Z' });
    const moves = steps.filter((s) => / m USING /.test(s));
    expect(moves.length).toBeGreaterThan(0);
    expect(moves.filter((s) => !s.startsWith('SEARCH m USING COVERING INDEX stock_move_1 (item_id=? AND effective_at'))).toEqual([]);
    expect(steps.filter((s) => s.includes('AUTOMATIC'))).toEqual([]);
  }
});

test('what stock was worth on a day is summed by item: what came in inside its index, what went out by the time of its moves', async () => {
  for (const ask of [stockValues.page, stockValues.count]) {
    const steps = await stepsFor(ask, { on: '2025-12-01' });
    const lines = steps.filter((s) => / [vmo] USING /.test(s));
    expect(lines.length).toBeGreaterThan(0);
    expect(
      lines.filter(
        (s) =>
          !s.startsWith('SEARCH v USING INDEX valuation_line_4 (item_id=? AND area_id=?') &&
          !s.startsWith('SEARCH m USING COVERING INDEX stock_move_1 (item_id=? AND effective_at') &&
          !s.startsWith('SEARCH o USING INDEX valuation_line_2 (move_id=?'),
      ),
    ).toEqual([]);
    expect(steps.filter((s) => s.includes('AUTOMATIC'))).toEqual([]);
  }
});

test('orders of a wave are looked for among the open ones, their service and wave by key', async () => {
  const steps = await plansOf(async (tx: Connection<DB>) => {
    const ctx = {
      tx,
      now: '2026-01-01T08:00:00.000Z',
      actor: { id: 'u', device: 'd', permissions: new Set(), scopes: {} },
      company: { zone: 'Europe/London', settings: new Map([['policy.firstTiers', ['GOLD']]]) },
      standing: () =>
        Promise.resolve([{ serviceId: 'csv_1', level: 'express', cutOffs: [{ warehouseId: 'wh_1', at: '15:00', zone: 'Europe/London' }] }]),
    } as unknown as Planning;
    const found = await loadCandidates(ctx, { warehouseId: 'wh_1', cutOffBy: '15:00', shipBy: '2026-01-05' });
    await Promise.all([found.countHeld(), found.tellHeld(), found.tellWaved()]);
  });
  expect(
    steps.filter((s) => s.startsWith('SEARCH o USING') && !/\((state|id)=/.test(s)),
    steps.join('\n'),
  ).toEqual([]);
  expect(steps.filter((s) => /^SCAN (?!\(subquery)/.test(s) || s.includes('AUTOMATIC'))).toEqual([]);
});
