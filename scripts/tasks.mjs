// What each npm script runs. A plan is a list of commands; the first that fails ends it.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { ownNode } from './install.mjs';

/**
 * @typedef {object} Plan
 * @property {readonly string[]} say lines for the person at the terminal, before the first step
 * @property {readonly (readonly string[])[]} steps programs with their arguments
 * @property {Readonly<Record<string, string>>} env
 */

/** Suites that touch a database; they are the ones worth running a second time on PostgreSQL. */
const DATABASE_SUITES = [
  'test/conformance',
  'test/daybook',
  'test/migration',
  'test/property',
  'test/sim',
  'test/unit/company',
  'test/unit/engine',
  'test/unit/server',
];

/** Commands of the command line that have a script of their own; `tool` reaches all of them. */
const TOOLS = ['backup', 'bench', 'doctor', 'package', 'restore', 'serve', 'sim'];

/**
 * The plan of a task, or undefined for an unknown one.
 * @param {string} root
 * @param {string} task
 * @param {readonly string[]} args what stood behind `--`
 * @returns {Plan | undefined}
 */
export function stepsOf(root, task, args) {
  const node = ownNode(root) ?? process.execPath;
  /** @param {string} file @param {readonly string[]} rest */
  const script = (file, ...rest) => [node, join(root, ...file.split('/')), ...rest];
  /** @param {readonly string[]} rest */
  const cli = (...rest) => script('main/tools/cli.ts', ...rest);
  /** @param {readonly string[]} rest */
  const vitest = (...rest) => script('node_modules/vitest/vitest.mjs', 'run', ...rest);
  /** @param {readonly string[]} rest */
  const biome = (...rest) => script('node_modules/@biomejs/biome/bin/biome', ...rest);
  const types = script('node_modules/typescript/bin/tsc', '-p', '.');
  const lint = script('node_modules/oxlint/bin/oxlint', '--type-aware');
  const dead = script('node_modules/knip/bin/knip.js');
  const built = script('node_modules/vite/bin/vite.js', 'build');
  const buildNode = ['main', 'utility', 'preload'].map((mode) => [...built, '-c', 'vite.node.config.ts', '--mode', mode]);

  /** @param {readonly (readonly string[])[]} steps @param {Record<string, string>} env @param {readonly string[]} say */
  const plan = (steps, env = {}, say = []) => ({ say, steps, env });

  // A fresh clone, or newer sources: the server would have no screens to show, or yesterday's.
  const screens = task === 'serve' || (task === 'start' && !args.includes('--once')) ? screensAreStale(root) : false;
  const first = screens ? [[...built, '--logLevel', 'warn']] : [];
  const saying = screens ? ['Building the screens (a few seconds) ...'] : [];

  if (TOOLS.includes(task)) return plan([...first, cli(task, ...args)], {}, saying);
  switch (task) {
    case 'start': {
      const demo = args.includes('--demo');
      const rest = args.filter((arg) => arg !== '--demo');
      const company = demo ? ['--company', join(root, '.countinghouse', 'demo.countinghouse')] : [];
      const electron = electronRuntime(root);
      if (rest.includes('--once')) return plan([cli(demo ? 'demo' : 'serve', ...rest)], {}, ['One run without a window.']);
      if (electron) {
        const window = [electron, root, ...company, ...rest];
        return plan([...(demo ? [cli('demo', '--once')] : []), ...first, ...buildNode, window], {}, saying);
      }
      const instead = 'The Electron runtime is not installed here: starting the team server instead of a window.';
      return plan([...first, cli(...(demo ? ['demo'] : ['serve', '--sign-in']), ...rest)], {}, [instead, ...saying]);
    }
    case 'tool':
      return plan([cli(...args)]);
    case 'test':
      // A file or an option asked for: only that. Nothing asked for: the whole house.
      return plan(args.length > 0 ? [vitest(...args)] : [types, vitest()]);
    case 'test:postgres':
      return plan([vitest(...DATABASE_SUITES, ...args)], { COUNTINGHOUSE_DB: 'postgres' });
    case 'arch':
      return plan([vitest('test/unit/architecture.test.ts', ...args)]);
    case 'typecheck':
      return plan([types]);
    case 'lint':
      return plan([[...lint, ...args]]);
    case 'dead':
      return plan([[...dead, ...args]]);
    case 'format':
      return plan([biome('check', '--write', ...(args.length > 0 ? args : ['.']))]);
    case 'format:check':
      return plan([biome('check', '--error-on-warnings', ...(args.length > 0 ? args : ['.']))]);
    case 'check':
      return plan([biome('check', '--error-on-warnings', '.'), lint, types, dead, vitest()]);
    case 'build':
      return plan([built, ...buildNode]);
    default:
      return undefined;
  }
}

/**
 * The Electron binary, when its download is there and the desktop shell is part of this checkout. The package itself must
 * not be asked: loading it outside Electron starts the download.
 * @param {string} root
 */
function electronRuntime(root) {
  const inside = { darwin: ['Electron.app', 'Contents', 'MacOS', 'Electron'], win32: ['electron.exe'] };
  const name = process.platform === 'darwin' || process.platform === 'win32' ? inside[process.platform] : ['electron'];
  const file = join(root, 'node_modules', 'electron', 'dist', ...name);
  return existsSync(file) && existsSync(join(root, 'main', 'shell', 'main.ts')) ? file : undefined;
}

/**
 * Whether the built screens are missing or older than a source they are made of.
 * @param {string} root
 */
function screensAreStale(root) {
  const built = join(root, 'out', 'renderer', 'index.html');
  if (!existsSync(built)) return true;
  const since = statSync(built).mtimeMs;
  /** @param {string} dir */
  const newer = (dir) =>
    readdirSync(join(root, dir), { recursive: true, encoding: 'utf8' }).some((name) => statSync(join(root, dir, name)).mtimeMs > since);
  return newer('renderer') || newer(join('preload', 'contract')) || statSync(join(root, 'vite.config.ts')).mtimeMs > since;
}
