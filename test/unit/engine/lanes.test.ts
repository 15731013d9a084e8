import { describe, expect, test } from 'vitest';
import { Lanes } from '../../../main/engine/readers/lanes.ts';

const PAGE = 'sales.listOrders';
const FIGURES = 'insight.kpis';

describe('which query a free reader takes', () => {
  test('rows do not wait behind the figures of another screen', () => {
    const lanes = new Lanes();
    expect(lanes.next([FIGURES, FIGURES, PAGE], [FIGURES], 2)).toBe(2);
    expect(lanes.next([FIGURES, FIGURES], [FIGURES], 2)).toBe(-1);
    expect(lanes.next([FIGURES, FIGURES], [], 2)).toBe(0);
  });

  test('one reader alone answers everything in turn', () => {
    const lanes = new Lanes();
    expect(lanes.next([FIGURES, PAGE], [], 1)).toBe(0);
  });

  test('what answers quickly is quick, whatever its name, and what stopped doing so is slow', () => {
    const lanes = new Lanes();
    lanes.took(FIGURES, 4);
    lanes.took(PAGE, 400);
    expect(lanes.next([PAGE, FIGURES], ['sales.countOrders'], 2)).toBe(1);
    for (let i = 0; i < 3; i += 1) lanes.took(PAGE, 20);
    expect(lanes.next([PAGE, FIGURES], ['sales.countOrders'], 2)).toBe(0);
  });
});
