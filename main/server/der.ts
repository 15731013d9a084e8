/** The few forms of DER (X.690) that a certificate is written in. */

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OID = 0x06;
const UTF8 = 0x0c;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const SEQUENCE = 0x30;
const SET = 0x31;
const CONTEXT = 0xa0;
/** From this year on a time is written with all four digits. */
const CENTURY = 2050;

/** One value: tag, length, content. */
export function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  const size = length < 0x80 ? [length] : [0x80 | bytes.length, ...bytes];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

export const sequence = (...parts: readonly Buffer[]): Buffer => der(SEQUENCE, ...parts);
export const set = (...parts: readonly Buffer[]): Buffer => der(SET, ...parts);
export const explicit = (n: number, part: Buffer): Buffer => der(CONTEXT | n, part);
export const text = (value: string): Buffer => der(UTF8, Buffer.from(value, 'utf8'));
/** Whole bytes as a bit string. */
export const bits = (value: Buffer): Buffer => der(BIT_STRING, Buffer.from([0]), value);

/** A number that is not negative, from its bytes: no zeros in front, except one that keeps the first bit clear. */
export function integer(value: Buffer): Buffer {
  const first = value.findIndex((byte) => byte !== 0);
  const short = first < 0 ? Buffer.from([0]) : value.subarray(first);
  return der(INTEGER, ...((short[0] ?? 0) >= 0x80 ? [Buffer.from([0])] : []), short);
}

/** An object identifier, from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left % 128) | 0x80);
    return digits;
  });
  return der(OID, Buffer.from(bytes));
}

/** An instant to the second, in the shorter form where its year allows it. */
export function time(at: Date): Buffer {
  const digits = `${at.toISOString().slice(0, 19).replaceAll(/\D/g, '')}Z`;
  return at.getUTCFullYear() < CENTURY
    ? der(UTC_TIME, Buffer.from(digits.slice(2), 'ascii'))
    : der(GENERALIZED_TIME, Buffer.from(digits, 'ascii'));
}
