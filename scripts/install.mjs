// Installs the dependencies when they are missing or differ from the lock file. Node 20 and its built-ins only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/**
 * The project's own Node: the binary inside the npm package `node`.
 * @param {string} root
 * @returns {string | undefined} its path, when it is installed
 */
export function ownNode(root) {
  const file = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(file) ? file : undefined;
}

/**
 * Makes sure that node_modules is what package-lock.json says. The answer is kept in a stamp, so that every later start
 * costs one small file.
 * @param {string} root
 * @returns {Promise<boolean>} false when installing failed; the reason has been printed
 */
export async function ensureInstalled(root) {
  const stamp = join(root, 'node_modules', '.countinghouse-installed');
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const wanted = `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
  if (!ownNode(root) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    // An install made by hand with npm is as good as ours: do not throw it away.
    if (!ownNode(root) || !installedAsLocked(root, lock)) {
      if (!(await installFresh(root))) return false;
    }
    writeFileSync(stamp, wanted);
  }
  return true;
}

/**
 * Compares npm's own record of what it installed with the lock file. npm writes that record last, so an interrupted
 * install has none.
 * @param {string} root
 * @param {string} lock text of package-lock.json
 */
function installedAsLocked(root, lock) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = packagesOf(readFileSync(record, 'utf8'));
  return Object.entries(packagesOf(lock)).every(([path, wanted]) => {
    const have = installed[path];
    // Optional packages of other platforms are left out; one that is present must still be the right one.
    if (!have) return path === '' || wanted.optional === true || wanted.devOptional === true;
    return have.version === wanted.version && have.integrity === wanted.integrity;
  });
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @param {string} text of a lock file
 * @returns {Record<string, LockedPackage>}
 */
function packagesOf(text) {
  return JSON.parse(text).packages ?? {};
}

/**
 * `npm ci`, with a sign of life and without npm's remarks about its own Node version. A failure is shown in full.
 * @param {string} root
 */
async function installFresh(root) {
  const started = Date.now();
  const say = progress(() => `${Math.round((Date.now() - started) / 1000)} s`);
  // The level is set again because `npm --silent` hands its silence on.
  const { code, output } = await npm(root, ['ci', '--no-audit', '--no-fund', '--loglevel=warn']);
  say.stop();
  const shown = output.filter((line) => !line.includes('EBADENGINE')).join('\n');
  if (code !== 0) {
    console.error(`${shown}\nInstalling failed (npm ci ended with ${code}). Run the same command again when the cause is mended.`);
    return false;
  }
  if (!ownNode(root)) {
    console.error(`${shown}\nThe npm package "node" brought no binary: its install script was not allowed to run (ignore-scripts?).`);
    return false;
  }
  console.error(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
  return true;
}

/**
 * One line that counts the seconds; where there is no terminal, a line now and then.
 * @param {() => string} elapsed
 */
function progress(elapsed) {
  const text = 'Installing dependencies with npm ci (first start or changed lock file, about a minute)';
  const live = process.stderr.isTTY;
  if (!live) console.error(`${text} ...`);
  const draw = () => process.stderr.write(live ? `\r${text} ... ${elapsed()}` : `  still installing, ${elapsed()}\n`);
  const timer = setInterval(draw, live ? 1000 : 15_000);
  return {
    stop() {
      clearInterval(timer);
      if (live) process.stderr.write(`\r${' '.repeat(text.length + 12)}\r`);
    },
  };
}

/**
 * @param {string} root
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number, output: string[] }>}
 */
function npm(root, args) {
  // npm removes node_modules first: it must not run on the Node that lives in there.
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const windows = process.platform === 'win32';
  const child = spawn(windows ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    env: { ...process.env, PATH: path.join(delimiter) },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: windows,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (text += part));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: [`npm could not be started: ${error.message}`] }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: text.split('\n') }));
  });
}
