// Every npm script starts here. It runs before anything is installed, so it needs only Node 20 and its built-ins:
// it installs what is missing, then hands over to the project's own Node (the npm package `node`). Nothing here may load
// a dependency; better-sqlite3 would crash on the Node this file runs on.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, ownNode } from './install.mjs';
import { stepsOf } from './tasks.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST = 20;

/**
 * Runs one program to its end and answers with its exit code. Signals meant for the launcher reach the program, and the
 * launcher waits: a server gets the time to close its company file.
 * @param {readonly string[]} command program and arguments
 * @param {Readonly<Record<string, string>>} env variables added to the launcher's own
 * @returns {Promise<number>}
 */
function run(command, env) {
  const [program = '', ...args] = command;
  const path = [join(root, 'node_modules', '.bin'), dirname(ownNode(root) ?? ''), process.env['PATH']].join(delimiter);
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env, PATH: path } });
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    // The terminal has already sent Ctrl-C to the whole group.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, pass);
  // A signal sent to npm ends npm and the shell between us, and nobody passes it on: seeing them gone, we do.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.env['npm_lifecycle_event'] && process.ppid !== parent) child.kill('SIGTERM');
  }, 500);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on('close', (code, signal) => {
      clearInterval(watch);
      for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.off(name, pass);
      resolve(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1));
    });
  });
}

async function main() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST) {
    console.error(`Countinghouse needs Node ${OLDEST} or newer to start; this is ${process.versions.node}.`);
    return 1;
  }
  const [task = 'start', ...args] = process.argv.slice(2);
  if (!(await ensureInstalled(root))) return 1;
  const plan = stepsOf(root, task, args);
  if (!plan) {
    console.error(`There is no task "${task}".`);
    return 2;
  }
  for (const line of plan.say) console.error(line);
  for (const step of plan.steps) {
    const code = await run(step, plan.env);
    if (code !== 0) return code;
  }
  return 0;
}

process.exitCode = await main();
