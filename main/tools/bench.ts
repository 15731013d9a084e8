import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchAllocation } from './bench/allocation.ts';
import type { Setting } from './bench/bench-shop.ts';
import { benchFull, benchImport } from './bench/channel-import.ts';
import { benchClose } from './bench/close.ts';
import { benchGrid } from './bench/grid.ts';
import { measureFsync, percentile } from './bench/measure.ts';
import { benchReplay } from './bench/replay.ts';
import { type Figure, ms, printFigures } from './bench/report.ts';
import { benchClicks, benchOrders } from './bench/single-orders.ts';
import { benchStatements } from './bench/statements.ts';
import { benchStockAt } from './bench/stock-at.ts';

const sections: Readonly<Record<string, (setting: Setting) => Promise<Figure[]>>> = {
  click: benchClicks,
  orders: benchOrders,
  import: benchImport,
  allocation: benchAllocation,
  grid: benchGrid,
  statements: benchStatements,
  close: benchClose,
  'stock-at': benchStockAt,
  replay: benchReplay,
  full: benchFull,
};

/** Needs a browser and minutes, so it runs only when it is named; it stands with the tests, whose browser it drives. */
const WINDOW = 'window';

/**
 * `npm run bench [-- --quick] [section ...]`: measures the engine beside the same rows written by prepared statements alone,
 * on the disk the project lives on. Prints, never judges. Sections: click, orders, import, allocation, grid, statements, close, stock-at, replay, full, and when named: window.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean', default: false }, scrolls: { type: 'string', default: '' } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !sections[name] && name !== WINDOW);
  if (unknown.length > 0) {
    console.log(`There is no section ${unknown.join(', ')}. Sections: ${[...Object.keys(sections), WINDOW].join(', ')}.`);
    return 1;
  }
  // Beside the project and not in the system's temporary folder, which may be memory and would make every commit free.
  const home = join(import.meta.dirname, '../../.countinghouse');
  mkdirSync(home, { recursive: true });
  const folder = mkdtempSync(join(home, 'bench-'));
  try {
    if (positionals.includes(WINDOW))
      return await window([...(values.quick ? ['--quick'] : []), ...(values.scrolls ? ['--scrolls', values.scrolls] : [])]);
    const fsync = measureFsync(folder);
    console.log(
      `Disk: one fsync of 4 KB takes ${ms(percentile(fsync, 50))} (p95 ${ms(percentile(fsync, 95))}). Node ${process.versions.node}, ${values.quick ? 'quick' : 'full'} sizes.`,
    );
    for (const [name, section] of Object.entries(sections)) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      console.log(`${name}:`);
      printFigures(await section({ folder, quick: values.quick, line: (text) => console.log(text) }), (text) => console.log(text));
    }
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the list in a real window as a program of its own. */
const window = (args: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    const file = join(import.meta.dirname, '../../test/bench/grid-window.ts');
    spawn(process.execPath, [file, ...args], { stdio: 'inherit' }).on('close', (code) => resolve(code ?? 1));
  });
