import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost of one guess, as a power of two: 128 MB and about a third of a second on one core (OWASP's first choice for scrypt). */
export const PASSWORD_COST = 17;
const R = 8;
const P = 1;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const MAX_MEMORY = 256 * 1024 * 1024;

function derive(password: string, salt: Buffer, logN: number, r: number, p: number): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** logN, r, p, maxmem: MAX_MEMORY };
  return new Promise((resolve, reject) => {
    // One password may be typed as different code points on different keyboards: NFKC makes them one.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** Hash of a password as it is stored: method and cost stand with it, so that they can be raised later. */
export async function hashPassword(password: string, cost = PASSWORD_COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, cost, R, P);
  return ['scrypt', cost, R, P, salt.toString('base64'), key.toString('base64')].join('$');
}

/** A hash nobody has the password of: checking against it takes as long as against a real one. */
const nobody = (cost: number): string =>
  ['scrypt', cost, R, P, Buffer.alloc(SALT_BYTES).toString('base64'), Buffer.alloc(KEY_BYTES).toString('base64')].join('$');

/** Whether a password belongs to a stored hash. Without a hash the answer is no, and takes just as long as one of this cost. */
export async function passwordFits(password: string, stored: string | null | undefined, cost = PASSWORD_COST): Promise<boolean> {
  const [method, logN, r, p, salt = '', key = ''] = (stored ?? nobody(cost)).split('$');
  if (method !== 'scrypt') throw new Error(`unknown password hash ${method}`);
  const expected = Buffer.from(key, 'base64');
  const found = await derive(password, Buffer.from(salt, 'base64'), Number(logN), Number(r), Number(p));
  return timingSafeEqual(found, expected) && stored != null;
}
