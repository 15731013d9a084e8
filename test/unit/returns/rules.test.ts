import { describe, expect, test } from 'vitest';
import { nextState, statesFor } from '../../../main/domain/machine.ts';
import { RETURN_MACHINE, type ReturnState } from '../../../main/domain/returns/machine.ts';
import type { ReturnableLine } from '../../../main/domain/returns/model.ts';
import { decideMatches, decidePieces, splitCredit } from '../../../main/domain/returns/rules.ts';
import { Refusal } from '../../../preload/contract/refusal.ts';

const shipped = (shipmentLineId: number, day: number, left: number, more: Partial<ReturnableLine> = {}): ReturnableLine => ({
  shipmentLineId,
  orderLineId: shipmentLineId * 10,
  orderId: `so_${shipmentLineId}`,
  partyId: 'pty_ann',
  itemId: 'itm_tee',
  warehouseId: 'wh_lon',
  moveId: shipmentLineId,
  shippedAt: `2026-03-0${day}T10:00:00.000Z`,
  left,
  ...more,
});
const want = (qty: number, more: object = {}) => ({ partyId: 'pty_ann', itemId: 'itm_tee', qty, ...more });

describe('which sale a cancellation means', () => {
  const lines = [shipped(1, 1, 5), shipped(2, 2, 3), shipped(3, 3, 4)];
  const found = (m: { pieces: readonly { shipmentLineId: number; qty: number }[]; unmatched: number } | undefined) =>
    m && [...m.pieces.map((p) => `${p.qty} of ${p.shipmentLineId}`), `${m.unmatched} unmatched`];

  test('the latest shipment first, then the one before', () => {
    expect(found(decideMatches([want(6)], lines)[0])).toEqual(['4 of 3', '2 of 2', '0 unmatched']);
  });
  test('never one shipped after the cancellation', () => {
    expect(found(decideMatches([want(6, { before: '2026-03-02T12:00:00.000Z' })], lines)[0])).toEqual(['3 of 2', '3 of 1', '0 unmatched']);
  });
  test('never the same unit twice, and the rest is unmatched', () => {
    const matches = decideMatches([want(10), want(5)], lines);
    expect(matches.map(found)).toEqual([
      ['4 of 3', '3 of 2', '3 of 1', '0 unmatched'],
      ['2 of 1', '3 unmatched'],
    ]);
  });
  test('another customer or another SKU is never meant', () => {
    const matches = decideMatches([want(1, { partyId: 'pty_bob' }), want(1, { itemId: 'itm_mug' })], lines);
    expect(matches.map((m) => m.unmatched)).toEqual([1, 1]);
  });
});

describe('what may come back of an order line', () => {
  test('the oldest shipment first, and no more than is left', () => {
    const used = new Map<number, number>();
    const lines = [shipped(2, 2, 3), shipped(1, 1, 2)];
    const pieces = decidePieces(lines, 3, used, 'TEE');
    expect(pieces instanceof Refusal ? pieces : pieces.map((p) => [p.line.shipmentLineId, p.qty])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    const refused = decidePieces(lines, 3, used, 'TEE');
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: 'returns.tooMany', params: { sku: 'TEE', asked: 3, returnable: 2 } });
  });
});

test('a stated credit is split over the sales found, to the cent', () => {
  expect(splitCredit({ net: 1000, tax: 200 }, [1, 1, 1])).toEqual([
    { net: 334, tax: 67 },
    { net: 333, tax: 67 },
    { net: 333, tax: 66 },
  ]);
});

test('every state of a return can be reached and all but the last lead on', () => {
  const states = Object.keys(RETURN_MACHINE) as ReturnState[];
  const reached = new Set<ReturnState>(['expected']);
  for (const from of states)
    for (const step of ['receive', 'credit', 'cancel', 'giveUp'] as const) {
      const to = nextState(RETURN_MACHINE, from, step);
      if (to) reached.add(to);
    }
  expect([...reached].toSorted()).toEqual(states.toSorted());
  expect(states.filter((s) => Object.keys(RETURN_MACHINE[s]).length === 0)).toEqual(['closed', 'cancelled']);
  expect(statesFor(RETURN_MACHINE, 'receive')).toEqual(['expected', 'credited']);
});
