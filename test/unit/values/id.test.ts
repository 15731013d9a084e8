import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ID_PREFIXES, isId, makeId, zId } from '../../../preload/contract/values/id.ts';

const zeros = new Uint8Array(10);
const ones = new Uint8Array(10).fill(255);

describe('ids', () => {
  it('have one canonical text', () => {
    expect(makeId('so', 0, zeros)).toBe(`so_${'0'.repeat(26)}`);
    expect(makeId('so', 2 ** 48 - 1, ones)).toBe(`so_7${'z'.repeat(25)}`);
    expect(makeId('inv', 1, new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 33]))).toBe('inv_00000000010000000000000011');
  });

  it('made later sort later, whatever was drawn', () => {
    expect(makeId('so', 1_764_000_000_000, ones) < makeId('so', 1_764_000_000_001, zeros)).toBe(true);
  });

  it('are told apart by prefix and form', () => {
    const id = makeId('so', 1_764_000_000_000, ones);
    expect(isId('so', id)).toBe(true);
    expect(isId('inv', id)).toBe(false);
    expect(isId('so', id.toUpperCase())).toBe(false);
    expect(isId('so', `${id}\n`)).toBe(false);
    expect(isId('so', `so_8${'0'.repeat(25)}`)).toBe(false);
    expect(isId('so', `so_${'l'.repeat(26)}`)).toBe(false);
    expect(zId('so').safeParse(id).success).toBe(true);
    expect(zId('cn').safeParse(id).error?.issues[0]?.message).toBe('not an id of a credit note');
  });

  it('refuses a time or a draw of the wrong size', () => {
    expect(() => makeId('so', -1, zeros)).toThrow(RangeError);
    expect(() => makeId('so', 2 ** 48, zeros)).toThrow(RangeError);
    expect(() => makeId('so', 0, new Uint8Array(9))).toThrow(RangeError);
  });

  it('of one prefix never pass for another, and differ when the draw differs', () => {
    const prefixes = Object.keys(ID_PREFIXES) as (keyof typeof ID_PREFIXES)[];
    const draw = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(fc.constantFrom(...prefixes), fc.integer({ min: 0, max: 2 ** 47 }), draw, draw, (prefix, at, a, b) => {
        const id = makeId(prefix, at, a);
        expect(prefixes.filter((other) => isId(other, id))).toEqual([prefix]);
        expect(id === makeId(prefix, at, b)).toBe(a.every((byte, index) => byte === b[index]));
      }),
    );
  });
});
