// Packages the desktop as far as this machine can. With Electron's runtime that is a folder that runs; without it a
// stand-in takes the runtime's place, everything is packed round it, and the step that must refuse it (fuses are burnt into
// the real program only) is named. Nothing of what the stand-in makes can be started, and it is thrown away.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { listPackage } from '@electron/asar';
import { build, Platform } from 'electron-builder';

const root = resolve(import.meta.dirname, '..');
const runtime = join(root, 'node_modules', 'electron', 'dist');
const real = existsSync(join(runtime, 'version'));

/** What has to be in the program, and what must not. */
const WANTED = [
  'package.json',
  'out/main/main.js',
  'out/preload/bridge.cjs',
  'out/renderer/index.html',
  'out/renderer/content-security-policy.txt',
  'out/engine/utility.js',
  'out/engine/worker.js',
];
const UNWANTED = [/\.map$/, /better-sqlite3\/(src|deps)\//, /^(test|db|main|renderer|preload)\//, /\.countinghouse$/];

function standIn() {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-runtime-'));
  for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'])
    writeFileSync(join(folder, name), 'not a program\n', { mode: 0o755 });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) writeFileSync(join(folder, name), 'stand-in\n');
  mkdirSync(join(folder, 'locales'));
  mkdirSync(join(folder, 'resources'));
  return folder;
}

for (const mode of [undefined, 'main', 'utility', 'preload']) {
  const args = mode === undefined ? ['build'] : ['build', '-c', 'vite.node.config.ts', '--mode', mode];
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const folder = real ? undefined : standIn();
const out = mkdtempSync(join(tmpdir(), 'countinghouse-package-'));
let refused;
try {
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir'),
    config: {
      extends: join(root, 'electron-builder.yml'),
      directories: { output: out },
      ...(folder ? { electronDist: folder } : {}),
    },
  });
} catch (error) {
  refused = error instanceof Error ? error.message : String(error);
}

const app = join(out, 'linux-unpacked', 'resources', 'app.asar');
const problems = [];
if (!existsSync(app)) problems.push('nothing was packed');
else {
  const inside = listPackage(app, { isPack: false }).map((name) => name.replaceAll('\\', '/').replace(/^\//, ''));
  for (const name of WANTED) if (!inside.includes(name)) problems.push(`${name} is missing`);
  for (const name of inside) if (UNWANTED.some((u) => u.test(name))) problems.push(`${name} does not belong in it`);
  const unpacked = join(out, 'linux-unpacked', 'resources', 'app.asar.unpacked', 'node_modules', 'better-sqlite3');
  if (!existsSync(unpacked)) problems.push('the driver of the database is not unpacked');
  console.log(`Packed ${inside.length} files, ${(statSync(app).size / 1e6).toFixed(1)} MB.`);
}
if (refused !== undefined && (real || !/sentinel|fuse/i.test(refused))) problems.push(refused);
if (folder) {
  rmSync(folder, { recursive: true });
  console.log(
    `No Electron runtime here: a stand-in was packed, up to the step that refuses it (${refused?.split('\n')[0] ?? 'it did not'}).`,
  );
} else console.log(`In ${out}: ${readdirSync(out).join(', ')}`);
if (!real) rmSync(out, { recursive: true, force: true });
for (const problem of problems.slice(0, 20)) console.error(`!! ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);
