import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  csvConnector,
  type DropFolder,
  deliverFile,
  fileSource,
  isTemporaryName,
  localFolder,
  onlineRetail,
} from '../../../../main/connectors/csv/index.ts';
import { doubtStockFile } from '../../../../main/domain/channels/stock-doubt.ts';
import { HEADER, file as lines, row } from './kit.ts';

const connector = csvConnector(onlineRetail);
const STAMP = { sequence: 42, asOf: '2011-08-31T17:05:00.000Z' };
const FILE = connector.renderStockFile([{ sku: '85123A', quantity: 6 }], STAMP);

describe('a stock file', () => {
  test('has absolute quantities, its instant on every row, SKUs in order and unchanged', () => {
    const file = connector.renderStockFile(
      [
        { sku: 'B,"1"', quantity: 0 },
        { sku: '=A', quantity: 12 },
      ],
      STAMP,
    );
    expect(file.content).toBe('sku,quantity,as_of\r\n=A,12,2011-08-31T17:05:00.000Z\r\n"B,""1""",0,2011-08-31T17:05:00.000Z\r\n');
    expect(file).toMatchObject({ name: 'stock-00000042-20110831T170500Z.csv', rows: 2 });
  });

  test.each([
    ['a negative quantity', [{ sku: 'A', quantity: -1 }]],
    ['a fraction', [{ sku: 'A', quantity: 0.5 }]],
    [
      'a SKU twice',
      [
        { sku: 'A', quantity: 1 },
        { sku: 'A', quantity: 2 },
      ],
    ],
    ['a blank SKU', [{ sku: '', quantity: 1 }]],
  ])('never carries %s', (_, rows) => {
    expect(() => connector.renderStockFile(rows, STAMP)).toThrow(RangeError);
  });
});

describe('a stock file that would empty the shop is doubted', () => {
  const last = Array.from({ length: 10 }, (_, index) => ({ sku: `S${index}`, quantity: index < 5 ? 3 : 0 }));
  test.each([
    ['empty, after a full one', last, [], { code: 'stock-file-empty', from: 10, to: 0 }],
    ['empty, the first ever', null, [], { code: 'stock-file-empty', from: 0, to: 0 }],
    ['fewer than half the rows', last, last.slice(0, 4), { code: 'stock-file-shrunk', from: 10, to: 4 }],
    ['half the rows, every stocked SKU kept', last, last.slice(0, 5), null],
    ['one of five sold out', last, last.map((row) => (row.sku === 'S0' ? { ...row, quantity: 0 } : row)), null],
    [
      'two of five to zero',
      last,
      last.map((row) => (row.sku === 'S0' || row.sku === 'S1' ? { ...row, quantity: 0 } : row)),
      { code: 'stock-file-zeroed', from: 5, to: 3 },
    ],
    ['two of five left out', last, last.slice(2), { code: 'stock-file-zeroed', from: 5, to: 3 }],
    ['the first one', null, last, null],
  ])('%s', (_, before, next, doubt) => {
    expect(doubtStockFile(before, next)).toEqual(doubt);
  });
});

describe('delivery', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countinghouse-drop-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  test('publishes the whole file under its name and leaves nothing else behind', async () => {
    expect(await deliverFile(localFolder(folder), FILE)).toBe('delivered');
    expect(await readdir(folder)).toEqual([FILE.name]);
    expect(await readFile(join(folder, FILE.name), 'utf8')).toBe(FILE.content);
  });

  test('repeated after a lost answer it recognises its own file', async () => {
    await deliverFile(localFolder(folder), FILE);
    expect(await deliverFile(localFolder(folder), FILE)).toBe('already');
  });

  test('never overwrites other content under the same name', async () => {
    await writeFile(join(folder, FILE.name), 'theirs');
    await expect(deliverFile(localFolder(folder), FILE)).rejects.toThrow('already exists with other content');
    expect(await readFile(join(folder, FILE.name), 'utf8')).toBe('theirs');
  });

  test('a disk that keeps only half of it publishes nothing, and the next attempt succeeds', async () => {
    const real = localFolder(folder);
    const full: DropFolder = { ...real, writeDurably: (name, bytes) => real.writeDurably(name, bytes.subarray(0, 20)) };
    await expect(deliverFile(full, FILE)).rejects.toThrow('20 of');
    const published = (await readdir(folder)).filter((name) => !isTemporaryName(name));
    expect(published).toEqual([]);
    expect(await deliverFile(real, FILE)).toBe('delivered');
    expect(await readdir(folder)).toEqual([FILE.name]);
  });

  test.each(['orders.csv.part', 'orders.tmp', 'orders.csv.filepart', 'orders.csv~', '.orders.csv', '~orders.csv'])(
    '%s is still being uploaded',
    (name) => {
      expect(isTemporaryName(name)).toBe(true);
    },
  );

  test('a compressed upload cut short is refused like any other incomplete file', async () => {
    const packed = gzipSync(lines(HEADER, ...Array.from({ length: 500 }, (_, at) => row({ order: String(500_000 + at) }))));
    const path = join(folder, 'orders.csv.gz');
    await writeFile(path, packed.subarray(0, packed.length - 20));
    expect(await connector.inspect(fileSource(path))).toMatchObject({ type: 'file-rejected', reason: 'unreadable' });
    await writeFile(path, packed);
    expect(await connector.inspect(fileSource(path))).toMatchObject({ type: 'file', rows: 500 });
    await writeFile(path, 'not compressed at all');
    expect(await connector.inspect(fileSource(path))).toMatchObject({ type: 'file-rejected', reason: 'unreadable' });
  });
});
