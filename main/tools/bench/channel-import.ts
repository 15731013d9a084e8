import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { csvConnector, fileSource, onlineRetail } from '../../connectors/csv/index.ts';
import type { Engine } from '../../engine/engine.ts';
import { SYSTEM } from '../../engine/engine.ts';
import { makeDemo } from '../demo/make-demo.ts';
import type { Setting } from './bench-shop.ts';
import { elapsed } from './measure.ts';
import { photograph, writeRaw } from './raw-reference.ts';
import { type Figure, perSecond } from './report.ts';

const MONTH = join(import.meta.dirname, '../../../data/demo/online-retail-2011-08.csv.gz');
const FULL =
  process.env['COUNTINGHOUSE_UCI_FILE'] ??
  join(import.meta.dirname, '../../../../shared/data/uci-online-retail/online_retail_2010-12_2011-12.csv.gz');
const MEGABYTE = 1024 * 1024;

interface ImportRun {
  readonly lines: number;
  /** reading the file included in neither */
  readonly importMs: number;
  readonly settleMs: number;
  /** from the first batch to the last, reading included */
  readonly wallMs: number;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** The company before and after its first batch was imported and nothing else was done, and the lines of that batch. */
  readonly first: { readonly before: string; readonly after: string; readonly lines: number } | undefined;
}

interface Batch {
  readonly records: readonly { readonly lines: readonly unknown[] }[];
}

/** Runs the demo's own import over a file and times its commands by operation. */
async function timeImport(
  setting: Setting,
  name: string,
  data: string,
  watch: { photographs: boolean; onLines?: (lines: number) => void },
): Promise<ImportRun> {
  const spent = { importMs: 0, settleMs: 0 };
  let before: string | undefined;
  let first: ImportRun['first'];
  let started = 0;
  let wallMs = 0;
  let lines = 0;
  const opened = (engine: Engine): void => {
    const dispatch = engine.dispatch.bind(engine);
    engine.dispatch = async (request) => {
      const which =
        request.operation === 'channels.importBatch' ? 'importMs' : request.operation === 'channels.settleBatch' ? 'settleMs' : undefined;
      if (which === undefined) return dispatch(request);
      if (started === 0) {
        if (watch.photographs) before = await photograph(engine, setting.folder, `${name}-before`);
        started = performance.now();
      }
      const at = performance.now();
      const reply = await dispatch(request);
      spent[which] += elapsed(at);
      if (before !== undefined && first === undefined && which === 'importMs') {
        const copy = `${before}-first`;
        copyFileSync(before, copy);
        const count = (request.input as Batch).records.reduce((sum, r) => sum + r.lines.length, 0);
        const looking = performance.now();
        first = { before: copy, after: await photograph(engine, setting.folder, `${name}-first`), lines: count };
        // Looking is no part of the run.
        started += elapsed(looking);
      }
      return reply;
    };
  };
  const { engine, channelId } = await makeDemo({
    file: join(setting.folder, `${name}.countinghouse`),
    source: fileSource(data),
    connector: csvConnector(onlineRetail),
    progress: () => undefined,
    onOpen: opened,
    onBatch: (done) => {
      lines = done.lines;
      wallMs = elapsed(started);
      watch.onLines?.(lines);
    },
  });
  const after = watch.photographs ? await photograph(engine, setting.folder, `${name}-after`) : undefined;
  const money = (await engine.ask({ operation: 'channels.proveMoney', input: { channelId }, actor: SYSTEM })).output as Record<
    string,
    number
  >;
  setting.line(
    `  ${name}: ${lines.toLocaleString('en')} lines, ${Object.entries(money)
      .map(([k, v]) => `${k} ${(v / 100).toFixed(2)}`)
      .join(', ')}`,
  );
  await engine.close();
  return { lines, ...spent, wallMs, before, after, first };
}

const figuresOf = (what: string, run: ImportRun, raw?: string, rawFirst?: string): Figure[] => [
  {
    what: `${what}: imported (raw inbox, orders, lines)`,
    engine: perSecond(run.lines, run.importMs, 'lines'),
    ...(rawFirst === undefined ? {} : { raw: rawFirst }),
    wanted: '20,000 lines/s',
  },
  {
    what: `${what}: imported, allocated, shipped, invoiced, posted`,
    engine: perSecond(run.lines, run.importMs + run.settleMs, 'lines'),
    ...(raw === undefined ? {} : { raw }),
    wanted: '5,000 lines/s',
  },
  { what: `${what}: the same, reading the file included`, engine: perSecond(run.lines, run.wallMs, 'lines') },
];

/** One month of real orders through the channel. */
export async function benchImport(setting: Setting): Promise<Figure[]> {
  const run = await timeImport(setting, 'month', MONTH, { photographs: true });
  const { before, after, first } = run;
  if (before === undefined || after === undefined || first === undefined) throw new Error('the month was never imported');
  const raw = writeRaw(before, after);
  const rawFirst = writeRaw(first.before, first.after);
  return figuresOf(
    `month of ${run.lines.toLocaleString('en')} lines`,
    run,
    `${perSecond(run.lines, raw.totalMs, 'lines')} (${raw.rows.toLocaleString('en')} rows, ${raw.commits} commits)`,
    `${perSecond(first.lines, rawFirst.totalMs, 'lines')} (${rawFirst.rows.toLocaleString('en')} rows of the first batch)`,
  );
}

/** The whole year, when its file is here: speed must hold and memory must stay flat. */
export async function benchFull(setting: Setting): Promise<Figure[]> {
  if (setting.quick || !existsSync(FULL)) {
    setting.line(`  left out: ${setting.quick ? 'quick run' : 'the full file is not here; COUNTINGHOUSE_UCI_FILE names it'}`);
    return [];
  }
  const all = 541_909;
  let tenth = 1;
  const started = performance.now();
  const memory: number[] = [];
  const run = await timeImport(setting, 'year', FULL, {
    photographs: false,
    onLines: (lines) => {
      if (lines < (all * tenth) / 10) return;
      const resident = Math.round(process.memoryUsage().rss / MEGABYTE);
      memory.push(resident);
      setting.line(
        `  ${tenth * 10} %: ${lines.toLocaleString('en')} lines after ${Math.round(elapsed(started) / 1000)} s, ${resident} MB resident`,
      );
      tenth = Math.trunc((lines * 10) / all) + 1;
    },
  });
  return [
    ...figuresOf('year of 541,909 lines', run),
    { what: 'year: memory at 10 % and at most', engine: `${memory[0] ?? 0} MB, ${Math.max(...memory)} MB`, wanted: 'flat' },
  ];
}
