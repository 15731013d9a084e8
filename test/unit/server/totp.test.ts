import { expect, test } from 'vitest';
import { boxWithKey } from '../../../main/server/secret-box.ts';
import { base32, codeOf, newRecoveryCodes, otpauthUri, plainRecoveryCode, stepOf, stepOfCode } from '../../../main/server/totp.ts';

const SECRET = Buffer.from('12345678901234567890');

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('the code %s seconds after the epoch is the one of RFC 6238', (seconds, code) => {
  expect(codeOf(SECRET, stepOf(seconds * 1000))).toBe(code);
});

test('a code holds for half a minute before and after its own, and for no other', () => {
  const step = stepOf(1_111_111_109_000);
  const at = (steps: number) => stepOfCode(SECRET, '081804', (step + steps) * 30_000);
  expect([at(-2), at(-1), at(0), at(1), at(2)]).toEqual([undefined, step, step, step, undefined]);
  for (const wrong of ['', '08180', '0818040', '081805', 'abcdef']) expect(stepOfCode(SECRET, wrong, step * 30_000)).toBeUndefined();
});

test('secrets are written as generators read them', () => {
  expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  expect(otpauthUri(Buffer.from('foobar'), 'Tee & Mug', 'ann@shop')).toBe(
    'otpauth://totp/Tee%20%26%20Mug:ann%40shop?secret=MZXW6YTBOI&issuer=Tee%20%26%20Mug',
  );
});

test('recovery codes are all different, and found however they are typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
    expect(plainRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code.replaceAll('-', ''));
  }
});

test('what is sealed for one person opens for nobody else, under no other key, and not when touched', () => {
  const box = boxWithKey(Buffer.alloc(32, 1));
  const sealed = box.seal(SECRET, 'totp/ann');
  expect(box.seal(SECRET, 'totp/ann')).not.toBe(sealed);
  expect(box.open(sealed, 'totp/ann')).toEqual(SECRET);
  expect(() => box.open(sealed, 'totp/bob')).toThrow();
  expect(() => boxWithKey(Buffer.alloc(32, 2)).open(sealed, 'totp/ann')).toThrow();
  expect(() => box.open(`${sealed.slice(0, -6)}AAAAA=`, 'totp/ann')).toThrow();
  expect(() => boxWithKey(Buffer.alloc(16))).toThrow(/32 bytes/);
});
