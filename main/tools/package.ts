import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { listPackage } from '@electron/asar';
import { build, Platform } from 'electron-builder';

const ROOT = resolve(import.meta.dirname, '../..');
const RUNTIME = join(ROOT, 'node_modules', 'electron', 'dist');

/** What has to be in the program, and what must not. */
const WANTED = [
  'package.json',
  'out/main/main.js',
  'out/preload/bridge.cjs',
  'out/renderer/index.html',
  'out/renderer/content-security-policy.txt',
  'out/engine/utility.js',
  'out/engine/worker.js',
  'out/engine/demo-worker.js',
  'data/demo/online-retail-2011-08.csv.gz',
];
const UNWANTED = [/\.map$/, /better-sqlite3\/(src|deps)\//, /^(test|db|main|renderer|preload)\//, /\.countinghouse$/];

/** A folder with the file names of Electron's runtime, and nothing in them that could be started. */
function standIn(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-runtime-'));
  for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'])
    writeFileSync(join(folder, name), 'not a program\n', { mode: 0o755 });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) writeFileSync(join(folder, name), 'stand-in\n');
  for (const name of ['locales', 'resources']) mkdirSync(join(folder, name));
  return folder;
}

function buildAll(): boolean {
  return [undefined, 'main', 'utility', 'preload'].every((mode) => {
    const how = mode === undefined ? [] : ['-c', 'vite.node.config.ts', '--mode', mode];
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
    return spawnSync(process.execPath, [vite, 'build', ...how], { cwd: ROOT, stdio: 'inherit' }).status === 0;
  });
}

/** What is wrong with what was packed, in words. */
function faultsOf(unpacked: string): string[] {
  const app = join(unpacked, 'resources', 'app.asar');
  if (!existsSync(app)) return ['nothing was packed'];
  const inside = listPackage(app, { isPack: false }).map((name) => name.replaceAll('\\', '/').replace(/^\//, ''));
  console.log(`Packed ${inside.length} files, ${(statSync(app).size / 1e6).toFixed(1)} MB.`);
  return [
    ...WANTED.filter((name) => !inside.includes(name)).map((name) => `${name} is missing`),
    ...inside.filter((name) => UNWANTED.some((u) => u.test(name))).map((name) => `${name} does not belong in it`),
    ...(existsSync(join(`${app}.unpacked`, 'node_modules', 'better-sqlite3')) ? [] : ['the driver of the database is not unpacked']),
  ];
}

/**
 * Packs the desktop for Linux as far as this machine can. With Electron's runtime that is a folder that runs. Without it a
 * stand-in takes the runtime's place: everything is packed round it and looked through, until the step that burns fuses
 * into the program rightly refuses it; what was packed is then thrown away.
 */
export async function run(): Promise<number> {
  if (!buildAll()) return 1;
  const runtime = existsSync(join(RUNTIME, 'version')) ? undefined : standIn();
  const output = runtime === undefined ? join(ROOT, 'release') : mkdtempSync(join(tmpdir(), 'countinghouse-package-'));
  const refused = await build({
    projectDir: ROOT,
    targets: Platform.LINUX.createTarget('dir'),
    config: { extends: join(ROOT, 'electron-builder.yml'), directories: { output }, ...(runtime ? { electronDist: runtime } : {}) },
  }).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const faults = faultsOf(join(output, 'linux-unpacked'));
  // Only the stand-in may be refused, and only because it is no Electron.
  if (refused !== undefined && !(runtime && /sentinel/i.test(refused))) faults.push(refused);
  if (runtime) {
    for (const folder of [runtime, output]) rmSync(folder, { recursive: true, force: true });
    console.log('No Electron runtime here: a stand-in was packed, up to the step that burns the fuses.');
  } else console.log(`In ${output}`);
  for (const fault of faults.slice(0, 20)) console.error(`!! ${fault}`);
  return faults.length > 0 ? 1 : 0;
}
