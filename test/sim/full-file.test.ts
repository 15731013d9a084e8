import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { csvConnector, fileSource, onlineRetail } from '../../main/connectors/csv/index.ts';
import { runDoctor } from '../../main/engine/doctor/doctor.ts';
import { SYSTEM } from '../../main/engine/engine.ts';
import { makeDemo } from '../../main/tools/demo/make-demo.ts';
import { database } from '../kit/company.ts';

/** Full data set of the demo's month; not part of the project. */
const FILE =
  process.env['COUNTINGHOUSE_UCI_FILE'] ??
  join(dirname(dirname(dirname(import.meta.dirname))), 'shared', 'data', 'uci-online-retail', 'online_retail_2010-12_2011-12.csv.gz');
const wanted = database === 'sqlite' && (process.env['CI'] !== undefined || process.env['COUNTINGHOUSE_UCI_FILE'] !== undefined);
const there = wanted && existsSync(FILE);
if (!there)
  console.warn(
    'SKIPPED: the year of orders (minutes) runs in CI, or where COUNTINGHOUSE_UCI_FILE names the full Online Retail file of 541,909 rows.',
  );

const MEGABYTE = 1024 * 1024;

test.runIf(there)(
  'a year of orders, 541,909 rows: posted + parked = 9,747,747.93 to the cent, every proof holds, memory stays flat',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'countinghouse-year-'));
    const rss: number[] = [];
    const { engine, channelId } = await makeDemo({
      file: join(folder, 'year.countinghouse'),
      source: fileSource(FILE),
      connector: csvConnector(onlineRetail),
      progress: () => undefined,
      onBatch: ({ batch }) => {
        if (batch % 9 === 0) rss.push(Math.round(process.memoryUsage().rss / MEGABYTE));
      },
    });
    try {
      const proof = (await engine.ask({ operation: 'channels.proveMoney', input: { channelId }, actor: SYSTEM })).output;
      expect(proof).toMatchObject({ delivered: 974_774_793, gap: 0 });
      const report = await engine.writer.exclusively((tx) => runDoctor(tx, engine.registry, { micros: () => 0 }));
      expect(report.checks.flatMap((c) => c.findings)).toEqual([]);
      console.log(`posted + parked = ${JSON.stringify(proof)}; resident MB along the way: ${rss.join(' ')}`);
      const half = Math.floor(rss.length / 2);
      expect(Math.max(...rss.slice(half)) - Math.max(...rss.slice(0, half))).toBeLessThan(300);
    } finally {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  1_200_000,
);
