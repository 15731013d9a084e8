/**
 * Ids of documents and masters: `<prefix>_<26 characters>`, made by whoever asks for the document.
 *
 * The asker makes the id so that a request sent twice names the same document. The body is 48 bits of time and 80 random
 * bits in lower-case Crockford base 32 (the ULID layout), so ids made later sort later, roughly: clocks of askers differ,
 * and the order of record is `seq`. The engine checks the form only, so tests may count instead of draw.
 */
import { z } from 'zod';

/** The two or three letters before the underscore, with what they stand for. */
export const ID_PREFIXES = {
  acc: 'account',
  acr: 'accrual rule',
  apr: 'approval request',
  bill: 'supplier bill',
  bka: 'bank account',
  bkm: 'bank match',
  bkr: 'bank rule',
  bks: 'bank statement',
  stl: 'settlement',
  cat: 'category',
  csv: 'carrier service',
  chn: 'channel',
  cn: 'credit note',
  cnt: 'count',
  dex: 'exception from dunning',
  dlg: 'delegation',
  drn: 'dunning run',
  dun: 'dunning letter',
  exc: 'exception',
  file: 'file',
  inv: 'invoice',
  itm: 'item',
  job: 'job',
  lc: 'landed cost',
  lex: 'exception from a lock',
  loc: 'location',
  lot: 'lot',
  lro: 'reopening',
  par: 'putaway rule',
  pay: 'payment',
  pck: 'pack',
  prl: 'price list',
  po: 'purchase order',
  prd: 'product',
  prn: 'payment run',
  pba: 'bank account of a party',
  pty: 'party',
  quo: 'quote',
  rec: 'receipt',
  ret: 'return',
  scn: 'supplier credit',
  ses: 'session',
  shp: 'shipment',
  so: 'sales order',
  srt: 'supplier return',
  tax: 'tax code',
  tok: 'token',
  trf: 'transfer',
  usr: 'user',
  va: 'valuation area',
  vw: 'view of a list',
  wav: 'wave',
  wvt: 'wave template',
  ppa: 'applied prepayment',
  pcl: 'parcel',
  pkt: 'package',
  mnf: 'manifest',
  mrg: 'merge of orders',
  wh: 'warehouse',
  co: 'company',
  hld: 'hold',
  run: 'channel run',
  sd: 'stock document',
} as const satisfies Record<string, string>;

/** Registered id prefix. */
export type IdPrefix = keyof typeof ID_PREFIXES;

/** Bytes of randomness an id takes. */
export const ID_RANDOM_BYTES = 10;

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;
const LAST_MILLIS = 2 ** 48 - 1;
// The first digit carries three bits only: 26 digits hold 130 bits and an id has 128.
const BODY = '[0-7][0-9a-hjkmnp-tv-z]{25}';
const BODY_FORM = new RegExp(`^${BODY}$`);

function encode(value: bigint, digits: number): string {
  let text = '';
  let rest = value;
  for (let index = 0; index < digits; index += 1) {
    text = DIGITS.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}

/**
 * Makes an id from the time in milliseconds since 1970 and ten random bytes. The same input gives the same id. Throws a
 * RangeError for a time outside 48 bits or another number of bytes.
 */
export function makeId(prefix: IdPrefix, millis: number, randomBytes: Uint8Array): string {
  if (!Number.isSafeInteger(millis) || millis < 0 || millis > LAST_MILLIS) {
    throw new RangeError(`not a time in milliseconds: ${millis}`);
  }
  if (randomBytes.length !== ID_RANDOM_BYTES) throw new RangeError(`an id takes ${ID_RANDOM_BYTES} random bytes`);
  let random = 0n;
  for (const byte of randomBytes) random = (random << 8n) | BigInt(byte);
  return `${prefix}_${encode(BigInt(millis), TIME_DIGITS)}${encode(random, RANDOM_DIGITS)}`;
}

/** Whether `text` has the form of an id with this prefix. Says nothing about whether such a row exists. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return text.startsWith(`${prefix}_`) && BODY_FORM.test(text.slice(prefix.length + 1));
}

/** Schema of an id with this prefix. */
export function zId(prefix: IdPrefix) {
  return z.string().regex(new RegExp(`^${prefix}_${BODY}$`), { error: `not an id of a ${ID_PREFIXES[prefix]}` });
}

const IN_TEXT = new RegExp(`\\b(${Object.keys(ID_PREFIXES).join('|')})_${BODY}(?![0-9a-z])`, 'g');

/** Ids of the engine that stand in a text, each once. What people read should have none: they know numbers, SKUs and names. */
export const idsIn = (text: string): string[] => [...new Set(text.match(IN_TEXT))];

/** What kind of record an id names: `sales order`; undefined for a text that is no id of the engine. */
export function kindOfId(text: string): string | undefined {
  const prefix = text.slice(0, text.indexOf('_'));
  return prefix in ID_PREFIXES && BODY_FORM.test(text.slice(prefix.length + 1)) ? ID_PREFIXES[prefix as IdPrefix] : undefined;
}
