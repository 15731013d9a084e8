import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { dirname } from 'node:path';
import { bits, der, explicit, integer, oid, sequence, set, text, time } from './der.ts';

const DAY_MS = 86_400_000;
/** Browsers refuse server certificates that hold longer than 825 days. */
const LASTS_DAYS = 800;
/** Made again when it holds no longer than this. */
const RENEW_DAYS = 30;
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;
const SERIAL_BYTES = 16;

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const COMMON_NAME = oid('2.5.4.3');
const ALT_NAMES = oid('2.5.29.17');
const BASIC = oid('2.5.29.19');
const EXTENDED_USE = oid('2.5.29.37');
const SERVER_AUTH = oid('1.3.6.1.5.5.7.3.1');

/** What a server shows to whoever connects. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
  /** Made by this program and vouched for by nobody: its fingerprint has to be compared by a person. */
  readonly selfMade: boolean;
}

/** SHA-256 of a certificate as browsers show it: pairs of hex digits. */
export const fingerprintOf = (cert: string): string => new X509Certificate(cert).fingerprint256;

/** A key and certificate from files. Throws where they are not PEM, or do not belong together. */
export function tlsFromFiles(certFile: string, keyFile: string): TlsIdentity {
  const cert = readFileSync(certFile, 'utf8');
  const key = readFileSync(keyFile, 'utf8');
  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)))
    throw new Error(`the key in ${keyFile} is not the one of the certificate in ${certFile}`);
  return { key, cert, selfMade: false };
}

/** The self-made identity kept in a file that only its owner may read; made, or made again before it ends or when this machine has another name. */
export function selfMadeTls(file: string, now: Date = new Date()): TlsIdentity {
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8');
    const cert = kept.slice(kept.indexOf('-----BEGIN CERTIFICATE-----'));
    const x509 = new X509Certificate(cert);
    if (Date.parse(x509.validTo) > now.getTime() + RENEW_DAYS * DAY_MS && x509.checkHost(hostname()) !== undefined)
      return { key: kept.slice(0, kept.indexOf('-----BEGIN CERTIFICATE-----')), cert, selfMade: true };
  }
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const key = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const cert = certificate(privateKey, publicKey, namesOfThisMachine(), now);
  mkdirSync(dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
  writeFileSync(file, `${key}${cert}`, { mode: PRIVATE_FILE });
  return { key, cert, selfMade: true };
}

function namesOfThisMachine(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list?.map((i) => i.address.split('%', 1)[0] ?? '') ?? []);
  return [...new Set(['localhost', hostname(), '127.0.0.1', '::1', ...addresses])];
}

/** The bytes of an address as a certificate names it. */
function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  // The parser of URLs writes every form of an IPv6 address in one way; groups it left out are zero.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::', 2);
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)];
  return Buffer.from(all.flatMap((g) => [Number.parseInt(g, 16) >> 8, Number.parseInt(g, 16) & 0xff]));
}

const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;
const OCTETS = 0x04;
const extension = (id: Buffer, value: Buffer) => sequence(id, der(OCTETS, value));

/** A certificate (X.509 v3, ECDSA P-256) that names itself, for a server under these names and addresses. */
function certificate(privateKey: KeyObject, publicKey: KeyObject, names: readonly string[], now: Date): string {
  const name = sequence(set(sequence(COMMON_NAME, text('Countinghouse'))));
  const alternatives = names.map((n) => (isIP(n) === 0 ? der(DNS_NAME, Buffer.from(n, 'ascii')) : der(IP_ADDRESS, addressBytes(n))));
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(randomBytes(SERIAL_BYTES)),
    ECDSA_SHA256,
    name,
    sequence(time(new Date(now.getTime() - DAY_MS)), time(new Date(now.getTime() + LASTS_DAYS * DAY_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(
      3,
      sequence(
        extension(BASIC, sequence()),
        extension(EXTENDED_USE, sequence(SERVER_AUTH)),
        extension(ALT_NAMES, sequence(...alternatives)),
      ),
    ),
  );
  const whole = sequence(body, ECDSA_SHA256, bits(sign('sha256', body, privateKey)));
  const lines = whole.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
