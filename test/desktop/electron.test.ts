import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { _electron } from 'playwright-core';
import { describe } from 'vitest';
import { buildDesktop } from './build.ts';
import { tellStory } from './story.ts';

const root = join(import.meta.dirname, '../..');
const installed = join(root, 'node_modules', 'electron');

/** Electron's program where its package has fetched it; COUNTINGHOUSE_ELECTRON names another one. */
function runtime(): string | undefined {
  const named = process.env['COUNTINGHOUSE_ELECTRON'];
  if (named !== undefined) return named;
  const path = join(installed, 'path.txt');
  const program = existsSync(path) ? join(installed, 'dist', readFileSync(path, 'utf8')) : undefined;
  return program !== undefined && existsSync(program) ? program : undefined;
}

const program = runtime();
const why = program === undefined ? ' (skipped: the runtime is not installed; `node node_modules/electron/install.js` fetches it)' : '';

/** The story in a real window. Built without fuses: Playwright reaches the program by the inspector, which a packed one does not let in. */
describe.skipIf(program === undefined)(`the desktop in Electron${why}`, () => {
  tellStory(async (folder) => {
    const out = join(folder, 'out');
    await buildDesktop(out);
    symlinkSync(join(root, 'node_modules'), join(out, 'node_modules'));
    // The shell starts by itself unless a test runner has loaded it.
    const { VITEST: _runner, ...env } = process.env;
    const app = await _electron.launch({
      executablePath: program ?? '',
      args: [join(out, 'main', 'main.js'), `--user-data-dir=${join(folder, 'user')}`],
      env: Object.fromEntries(Object.entries(env).filter((e): e is [string, string] => e[1] !== undefined)),
    });
    return {
      page: await app.firstWindow(),
      place: (file) =>
        app.evaluate(({ dialog }, filePath) => {
          dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === '', filePath });
        }, file),
      close: () => app.close(),
    };
  });
});
