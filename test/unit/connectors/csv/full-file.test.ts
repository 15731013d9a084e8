import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { csvConnector, fileSource, onlineRetail } from '../../../../main/connectors/csv/index.ts';

const BESIDE_THE_REPOSITORY = new URL('../../../../../shared/data/uci-online-retail/online_retail_2010-12_2011-12.csv.gz', import.meta.url);
const FULL = process.env['COUNTINGHOUSE_UCI_FILE'] ?? fileURLToPath(BESIDE_THE_REPOSITORY);
const missing = !existsSync(FULL);
if (missing) {
  console.warn('SKIPPED: the full Online Retail file is not here; set COUNTINGHOUSE_UCI_FILE to its path to run this test');
}

test.skipIf(missing)('the full file: every row, 9,747,747.93 exactly, in flat memory', { timeout: 120_000 }, async () => {
  const connector = csvConnector(onlineRetail);
  const from = fileSource(FULL);
  const started = performance.now();
  const summary = await connector.inspect(from);
  const inspected = performance.now();
  if (summary.type === 'file-rejected') throw new Error(summary.detail);
  expect(summary).toMatchObject({ encoding: 'utf-8', delimiter: ',', rows: 541_909, orders: 25_900 });
  expect([...summary.splitOrders]).toEqual([['542806', 78_128]]);

  const kinds: Record<string, number> = {};
  const seen = new Set<string>();
  let lines = 0;
  let total = 0;
  let warned = 0;
  let early = 0;
  let late = 0;
  for await (const record of connector.readOrders(from, summary)) {
    if (record.type === 'rejected') throw new Error(record.detail);
    kinds[record.kind] = (kinds[record.kind] ?? 0) + 1;
    seen.add(record.externalId);
    lines += record.lines.length;
    total += record.totalMinor;
    if (record.warnings.length > 0) warned += 1;
    const resident = process.memoryUsage.rss();
    if (seen.size <= 5000) early = Math.max(early, resident);
    else late = Math.max(late, resident);
  }
  const finished = performance.now();

  expect(total).toBe(974_774_793);
  expect(lines).toBe(541_909);
  expect(seen.size).toBe(25_900);
  expect(kinds).toEqual({ sale: 19_951, cancellation: 3763, adjustment: 2186 });
  expect(warned).toBe(43);
  // The file is 48 MB of text; holding even a part of its rows would show here.
  expect(late - early).toBeLessThan(64_000_000);
  console.info(
    `full file: inspected in ${Math.round(inspected - started)} ms, read in ${Math.round(finished - inspected)} ms, ` +
      `${Math.round(late / 1e6)} MB resident at most`,
  );
});
