import { Buffer, isUtf8 } from 'node:buffer';
import { FileDefect, type LegacyEncoding } from './format.ts';

/** How the bytes of one file are read. UTF-16 only ever comes from a byte order mark. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | LegacyEncoding;

/** First bytes looked at for a mark and for the zero pattern of unmarked UTF-16. */
const SNIFF_BYTES = 1024;
const LINE_FEED = 0x0a;

/** Bytes Windows-1252 does not define. Decoders pass them on as control characters; here they mean a wrong contract. */
const UNDEFINED_IN_1252 = /[\u0081\u008d\u008f\u0090\u009d]/;

interface Mark {
  readonly encoding: Encoding;
  readonly length: number;
}

/** Byte order mark at the start of a file: UTF-8, UTF-16LE or UTF-16BE, else null. */
function markOf(head: Buffer): Mark | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return null;
}

/** Western text in UTF-16 has a zero in every second byte, always on the same side. */
function looksLikeUtf16(head: Buffer): boolean {
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) * 4 > head.length && Math.min(even, odd) === 0;
}

/** Encoding and text of one file, as UTF-8 bytes for the parser. */
export interface Decoded {
  readonly encoding: Encoding;
  readonly chunks: AsyncGenerator<Buffer>;
}

/**
 * Turns the bytes of a file into checked UTF-8. A byte order mark wins; without one the text is `assumed` (strict: the
 * first byte that does not fit is a defect naming its line). Zero characters are refused: no partner means them.
 */
export async function decode(source: AsyncIterable<Uint8Array>, assumed: 'utf-8' | LegacyEncoding): Promise<Decoded> {
  const input = source[Symbol.asyncIterator]();
  const head = await readHead(input);
  const mark = markOf(head);
  if (mark === null && looksLikeUtf16(head.subarray(0, SNIFF_BYTES))) {
    await input.return?.();
    throw new FileDefect('utf16-without-mark', null, 'the file looks like UTF-16 but does not begin with a byte order mark');
  }
  const encoding = mark?.encoding ?? assumed;
  return { encoding, chunks: convert(encoding, head.subarray(mark?.length ?? 0), input) };
}

/** The first bytes of a file, all of it when it is short. */
async function readHead(input: AsyncIterator<Uint8Array>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < SNIFF_BYTES) {
    const next = await input.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

async function* convert(encoding: Encoding, head: Buffer, input: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  const step = encoding === 'utf-8' ? strictUtf8() : transcoder(encoding);
  let line = 1;
  const pass = (bytes: Buffer, last: boolean): Buffer => {
    const text = step(bytes, last, line);
    const zero = text.indexOf(0);
    if (zero >= 0) throw new FileDefect('nul-characters', line + linesBefore(text, zero), 'a zero character in the text');
    line += linesBefore(text, text.length);
    return text;
  };
  try {
    if (head.length > 0) yield pass(head, false);
    for (let next = await input.next(); next.done !== true; next = await input.next()) {
      yield pass(asBuffer(next.value), false);
    }
    const tail = pass(Buffer.alloc(0), true);
    if (tail.length > 0) yield tail;
  } finally {
    await input.return?.();
  }
}

type Step = (bytes: Buffer, last: boolean, line: number) => Buffer;

/** Passes UTF-8 through unchanged, cutting chunks at character boundaries so that each part can be checked on its own. */
function strictUtf8(): Step {
  let carry: Buffer = Buffer.alloc(0);
  return (bytes, last, line) => {
    const whole = carry.length === 0 ? bytes : Buffer.concat([carry, bytes]);
    const cut = last ? whole.length : boundary(whole);
    const ready = whole.subarray(0, cut);
    carry = Buffer.from(whole.subarray(cut));
    if (!isUtf8(ready)) {
      throw new FileDefect('bad-encoding', line + firstBadLine(ready), 'not valid UTF-8, and no other encoding is agreed for this partner');
    }
    return ready;
  };
}

/** Length of the longest prefix that does not end inside a multi-byte character. */
function boundary(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < needs ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** A line feed is never part of a longer UTF-8 character, so the lines can be checked one by one. */
function firstBadLine(bytes: Buffer): number {
  let from = 0;
  for (let line = 0; ; line += 1) {
    const end = bytes.indexOf(LINE_FEED, from);
    if (end < 0 || !isUtf8(bytes.subarray(from, end))) return line;
    from = end + 1;
  }
}

function transcoder(encoding: Exclude<Encoding, 'utf-8'>): Step {
  // The web's "iso-8859-1" is Windows-1252 under another name; the real one is Node's latin1.
  if (encoding === 'iso-8859-1') return (bytes) => Buffer.from(bytes.toString('latin1'), 'utf8');
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes, last, line) => {
    let text: string;
    try {
      text = decoder.decode(bytes, { stream: !last });
    } catch (cause) {
      const where = last ? 'the file ends in the middle of a character' : `a character is not valid ${encoding}`;
      throw Object.assign(new FileDefect('bad-encoding', line, where), { cause });
    }
    if (encoding === 'windows-1252' && UNDEFINED_IN_1252.test(text)) {
      throw new FileDefect('bad-encoding', line, 'the file has bytes that Windows-1252 does not define');
    }
    return Buffer.from(text, 'utf8');
  };
}

/** Line feeds before a position: line numbers for messages. A file with bare carriage returns counts as one line here. */
function linesBefore(bytes: Buffer, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0 && at < end; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}
