#!/usr/bin/env node
// Starts everything: runs on any Node from 20 and only with its built-ins, because it runs before anything is installed.
// It installs what is missing, then hands over to the project's own Node 24 (the npm package `node`).
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.countinghouse-installed');
const OLDEST = 20;

if (Number(process.versions.node.split('.')[0]) < OLDEST) {
  console.error(`Countinghouse needs Node ${OLDEST} or newer to start (this is ${process.versions.node}).`);
  process.exit(1);
}

const lockHash = () => createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');

/** Installs dependencies when they are missing or the lock file has changed; says so and shows that it is alive. */
async function install() {
  const wanted = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  console.log('Installing dependencies (once, about a minute) ...');
  const child = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const alive = setInterval(() => console.log(`  still installing, ${seconds()}`), 15_000);
  const code = await new Promise((resolve) => child.on('close', resolve).on('error', (error) => resolve(((output += error.message), 1))));
  clearInterval(alive);
  if (code !== 0) {
    console.error(output);
    console.error(`Installing failed after ${seconds()}. Nothing was started; run the same command again when the cause is gone.`);
    process.exit(1);
  }
  mkdirSync(modules, { recursive: true });
  writeFileSync(stamp, wanted);
  console.log(`Installed in ${seconds()}.`);
}

/** The project's own Node, a file inside the npm package `node`. */
function ownNode() {
  const file = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(file)) return file;
  console.error('The npm package `node` is not installed; delete node_modules and run the command again.');
  return process.exit(1);
}

const electronRuntime = () => existsSync(join(modules, 'electron', 'dist', process.platform === 'win32' ? 'electron.exe' : 'electron'));

/** What each npm script runs, as [program, ...arguments] lists; the first that fails ends the run. */
function stepsOf(task, args) {
  const node = ownNode();
  const bin = (name, ...rest) => [node, join(modules, ...name.split('/')), ...rest];
  const tsc = bin('typescript/bin/tsc', '-p', '.');
  const vitest = (...rest) => bin('vitest/vitest.mjs', 'run', ...rest);
  const cli = (...rest) => [node, join(root, 'main/tools/cli.ts'), ...rest];
  switch (task) {
    case 'start': {
      if (!electronRuntime()) console.log('Electron runtime not found here: starting the team server instead of a window.');
      const demo = args.includes('--demo');
      const rest = args.filter((a) => a !== '--demo');
      return demo ? [cli('demo', ...rest)] : [cli('serve', ...rest)];
    }
    case 'test':
      return args.length > 0 ? [vitest(...args)] : [tsc, vitest()];
    case 'test:postgres':
      process.env.COUNTINGHOUSE_DB = 'postgres';
      return [vitest('test/conformance', 'test/daybook', 'test/property', 'test/sim', 'test/unit/engine', ...args)];
    case 'typecheck':
      return [tsc];
    case 'lint':
      return [bin('oxlint/bin/oxlint', '--type-aware', ...args)];
    case 'format':
      return [bin('@biomejs/biome/bin/biome', 'check', '--write', '.')];
    case 'check':
      return [
        bin('@biomejs/biome/bin/biome', 'ci', '.'),
        bin('oxlint/bin/oxlint', '--type-aware'),
        tsc,
        bin('knip/bin/knip.js'),
      ];
    case 'tool':
      return [cli(...args)];
    default:
      console.error(`There is no task ${task}.`);
      return process.exit(2);
  }
}

const [task = 'start', ...args] = process.argv.slice(2);
await install();
process.env.PATH = `${join(modules, '.bin')}:${process.env.PATH}`;
for (const [program, ...rest] of stepsOf(task, args)) {
  const { status, signal } = spawnSync(program, rest, { cwd: root, stdio: 'inherit', env: process.env });
  if (signal) process.kill(process.pid, signal);
  if (status !== 0) process.exit(status ?? 1);
}
