import { createHash, type Hash } from 'node:crypto';
import type { FileRejection, FileSummary, OrderSource } from '../../domain/channels/port.ts';
import { type Decoded, decode, type Encoding } from './decode.ts';
import { FileDefect, type LegacyEncoding } from './format.ts';
import { matchHeader } from './header.ts';
import { KeySet } from './key-set.ts';
import { parseRows } from './parse.ts';
import type { OrderProfile } from './profile.ts';

/** Size and hash of what passed through. */
export interface Meter {
  bytes: number;
  readonly hash: Hash;
}

/** Passes the bytes on, counting and hashing them; refuses a file above the limit before reading further. */
export async function* metered(source: OrderSource, meter: Meter, maxBytes: number): AsyncGenerator<Uint8Array> {
  for await (const chunk of source.open()) {
    meter.bytes += chunk.length;
    if (meter.bytes > maxBytes) throw new FileDefect('too-large', null, `the file is larger than ${maxBytes} bytes`);
    meter.hash.update(chunk);
    yield chunk;
  }
}

/**
 * Reads a file once from end to end and delivers nothing but a verdict, so that no order of a damaged file can be
 * imported before the damage is reached. Bounded memory: one chunk of rows, and eight bytes for each order number.
 *
 * Encoding: mark, else strict UTF-8, else the one agreed legacy encoding, tried by starting over.
 */
export async function inspectFile(source: OrderSource, profile: OrderProfile): Promise<FileSummary | FileRejection> {
  const first = await inspectAs(source, profile, 'utf-8');
  const legacy = profile.format.legacyEncoding;
  if (first.type === 'file-rejected' && first.reason === 'bad-encoding' && legacy !== null) {
    const second = await inspectAs(source, profile, legacy);
    // A marked file that is damaged stays damaged: both attempts then read it by its mark and say the same.
    return second;
  }
  return first;
}

async function inspectAs(
  source: OrderSource,
  profile: OrderProfile,
  assumed: 'utf-8' | LegacyEncoding,
): Promise<FileSummary | FileRejection> {
  const meter: Meter = { bytes: 0, hash: createHash('sha256') };
  try {
    const decoded = await decode(metered(source, meter, profile.format.limits.maxBytes), assumed);
    const scan = await scanRows(decoded, profile);
    return { type: 'file', name: source.name, sizeBytes: meter.bytes, sha256: meter.hash.digest('hex'), ...scan };
  } catch (error) {
    if (!(error instanceof FileDefect)) throw error;
    return {
      type: 'file-rejected',
      name: source.name,
      reason: error.reason,
      detail: error.message,
      line: error.line,
      sizeBytes: meter.bytes,
      sha256: null,
    };
  }
}

interface Scan {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly rows: number;
  readonly orders: number;
  readonly splitOrders: ReadonlyMap<string, number>;
  readonly warnings: readonly string[];
}

async function scanRows(decoded: Decoded, profile: OrderProfile): Promise<Scan> {
  const { limits } = profile.format;
  const seen = new KeySet();
  const splitOrders = new Map<string, number>();
  const warnings: string[] = [];
  let header: readonly string[] | null = null;
  let delimiter = '';
  let keyColumn = -1;
  let rows = 0;
  let runs = 0;
  let current = '';
  let currentIsSplit = false;
  for await (const batch of parseRows(decoded.chunks, profile.format)) {
    delimiter = batch.delimiter;
    for (const { line, cells } of batch.rows) {
      if (header === null) {
        header = cells;
        const match = matchHeader(cells, profile.columns);
        keyColumn = match.columns[profile.orderKey] ?? -1;
        if (match.unknown.length > 0) warnings.push(`columns not used: ${match.unknown.join(', ')}`);
        continue;
      }
      rows += 1;
      if (rows > limits.maxRows) throw new FileDefect('too-many-rows', line, `more than ${limits.maxRows} rows`);
      const key = (cells[keyColumn] ?? '').trim();
      if (key !== current) {
        current = key;
        currentIsSplit = key !== '' && seen.add(key);
        if (key !== '' && !currentIsSplit) runs += 1;
      }
      if (currentIsSplit) splitOrders.set(key, line);
      if (splitOrders.size > limits.maxSplitOrders) {
        throw new FileDefect('scattered-orders', line, `the rows of more than ${limits.maxSplitOrders} orders do not stand together`);
      }
    }
  }
  if (header === null || rows === 0) throw new FileDefect('empty', null, 'the file has a header at most, and no rows');
  if (splitOrders.size > 0) warnings.push(`orders whose rows do not stand together: ${splitOrders.size}`);
  return { encoding: decoded.encoding, delimiter, header, rows, orders: runs, splitOrders, warnings };
}
