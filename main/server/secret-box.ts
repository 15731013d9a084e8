import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { refuse } from '../../preload/contract/refusal.ts';
import { noSecretKey } from '../../preload/contract/sign-in.ts';

/**
 * Keeps secrets that have to be read again (keys of code generators) so that the company file alone does not give them away. `place`
 * says whose secret it is: what was sealed for one place does not open at another. A desktop may put the key chain of its system behind it.
 */
export interface SecretBox {
  seal(secret: Uint8Array, place: string): string;
  open(sealed: string, place: string): Buffer;
}

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const METHOD = 'aes-256-gcm';
const KEY_VARIABLE = 'COUNTINGHOUSE_SECRET_KEY';
const OWNER_ONLY = 0o600;

/** AES-256-GCM under one key. */
export function boxWithKey(key: Uint8Array): SecretBox {
  if (key.length !== KEY_BYTES) throw new Error(`a key has ${KEY_BYTES} bytes, not ${key.length}`);
  return {
    seal(secret, place) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(METHOD, key, iv).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
      return `v1$${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')}`;
    },
    open(sealed, place) {
      const [version, text = ''] = sealed.split('$');
      if (version !== 'v1') throw new Error(`unknown seal ${version}`);
      const bytes = Buffer.from(text, 'base64');
      const decipher = createDecipheriv(METHOD, key, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    },
  };
}

/** Reads the key file, or makes it when the first secret is sealed: random, readable by the owner of the process alone. */
function keyIn(file: string, make: boolean): Buffer {
  if (!existsSync(file)) {
    if (!make) throw new Error(`${file} is gone: what was sealed with it cannot be opened`);
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: OWNER_ONLY, flag: 'wx' });
  }
  chmodSync(file, OWNER_ONLY);
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
}

/**
 * The box of a company on a server: its key comes from the environment (COUNTINGHOUSE_SECRET_KEY, 32 bytes in base64), or stands in
 * `<company file>.key` beside the company. Backups take the company, not the key. Refuses to seal where there is neither.
 */
export function serverBox(companyFile: string | undefined, env: Readonly<Record<string, string | undefined>> = process.env): SecretBox {
  const given = env[KEY_VARIABLE];
  if (given !== undefined && given !== '') return boxWithKey(Buffer.from(given, 'base64'));
  const boxOf = (make: boolean) => {
    if (companyFile === undefined) throw refuse(noSecretKey, {});
    return boxWithKey(keyIn(`${companyFile}.key`, make));
  };
  return { seal: (secret, place) => boxOf(true).seal(secret, place), open: (sealed, place) => boxOf(false).open(sealed, place) };
}
