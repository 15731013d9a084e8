import { expect, test } from 'vitest';
import { type MovedLine, UnitTrail } from '../../../main/domain/inventory/costing/follow-units.ts';

const line = (lineId: number, layerId: number, kind: 'in' | 'out', qty: number, originLineId: number | null = null): MovedLine => ({
  lineId,
  layerId,
  kind,
  qty,
  originLineId,
});
const held = (layerId: number, qty: number) => ({ kind: 'held', layerId, qty });
const gone = (outLineId: number, qty: number) => ({ kind: 'gone', outLineId, qty });

test('units behind older stock of a running layer leave after it', () => {
  // 4 were there before, 10 came, 7 left: 3 of the ten are gone.
  const trail = new UnitTrail([line(1, 1, 'in', 10), line(2, 1, 'out', 7)], new Map([[1, 7]]));
  expect(trail.follow(1, 0, 10)).toEqual([gone(2, 3), held(1, 7)]);
  expect(trail.follow(1, 3, 2)).toEqual([held(1, 2)]);
  expect(trail.follow(1, 2, 2)).toEqual([gone(2, 1), held(1, 1)]);
});

test('units are followed through another area, a sale and a return, however often', () => {
  const lines = [
    line(1, 1, 'in', 6),
    line(2, 1, 'out', 5),
    line(3, 2, 'in', 5, 2),
    line(4, 2, 'out', 4),
    line(5, 3, 'in', 3, 4),
    line(6, 3, 'out', 1),
  ];
  const leftNow = { 1: 1, 2: 1, 3: 2 };
  const trail = new UnitTrail(lines, new Map(Object.entries(leftNow).map(([id, qty]) => [Number(id), qty])));
  expect(trail.follow(1, 0, 6)).toEqual([gone(6, 1), held(3, 2), gone(4, 1), held(2, 1), held(1, 1)]);
});

test('a unit that came back onto its own layer stands at the end of the queue', () => {
  const lines = [line(1, 1, 'in', 3), line(2, 1, 'out', 1), line(3, 1, 'in', 1, 2), line(4, 1, 'out', 2)];
  const trail = new UnitTrail(lines, new Map([[1, 1]]));
  expect(trail.follow(1, 0, 3)).toEqual([held(1, 1), gone(4, 2)]);
});
