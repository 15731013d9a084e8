import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** RFC 6238 as every code generator speaks it: HMAC-SHA-1, six digits, 30 seconds. */
const STEP_MS = 30_000;
const DIGITS = 6;
/** 160 bits, the length of the hash (RFC 4226, section 4). */
const SECRET_BYTES = 20;
/** A code holds for its own step and for one on either side: clocks differ, and typing takes time. */
const DRIFT = 1;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 (RFC 4648) without padding, as code generators take secrets. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += ALPHABET[(held >>> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + ALPHABET[(held << (5 - bits)) & 31];
}

/** The secret of a new code generator. */
export const newTotpSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** Number of the 30-second step an instant (milliseconds) lies in. */
export const stepOf = (millis: number): number => Math.floor(millis / STEP_MS);

/** The code of a step. */
export function codeOf(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The step a code belongs to, near an instant (milliseconds); undefined when it is of none. All steps are always compared. */
export function stepOfCode(secret: Uint8Array, code: string, millis: number): number | undefined {
  const given = Buffer.from(code.padEnd(DIGITS).slice(0, DIGITS));
  const now = stepOf(millis);
  let found: number | undefined;
  for (let step = now - DRIFT; step <= now + DRIFT; step += 1)
    if (timingSafeEqual(Buffer.from(codeOf(secret, step)), given) && code.length === DIGITS) found = step;
  return found;
}

/** What a code generator reads from a picture. */
export function otpauthUri(secret: Uint8Array, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}

const RECOVERY_CODES = 10;
const RECOVERY_BYTES = 10;

/** Ten codes of 80 random bits, as `ABCD-EFGH-JKLM-NPQR`: enough that a fast hash of them gives nothing away. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => base32(randomBytes(RECOVERY_BYTES)).replaceAll(/(.{4})(?=.)/g, '$1-'));

/** A recovery code however it was typed. */
export const plainRecoveryCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^A-Z2-7]/g, '');
