import type { AddressInfo } from 'node:net';
import type { CompanyLocation } from '../../db/open.ts';
import type { OperationDef } from '../../preload/contract/operation.ts';
import { type Engine, systemClock } from '../engine/engine.ts';
import type { Registry } from '../engine/registry.ts';
import { createHttpServer } from '../server/http.ts';
import { Setup } from '../server/setup.ts';
import { staticFiles } from '../server/static.ts';
import { TestClock } from '../server/test-clock.ts';
import type { TlsIdentity } from '../server/tls.ts';
import { Companies } from './companies.ts';
import { registry as allRooms } from './inprocess.ts';

const READERS = 2;
/** Requests under way get this long when the server stops. */
const GRACE_MS = 10_000;
const IDLE_CHECK_MS = 50;

export interface ServerOptions {
  /** Companies by the name in their address (`/c/<name>/api`); the first is also served under `/api`. */
  readonly companies: readonly { readonly name: string; readonly location: CompanyLocation }[];
  /** The one folder in which companies may be created and opened by the setup link; without it none may. */
  readonly folder?: string;
  /** Makes the demo company in a folder, telling what it is at, and answers its file name; offered on the first-run page. */
  readonly makeDemo?: (folder: string, progress: (text: string) => void) => Promise<string>;
  /** 127.0.0.1 unless said otherwise: a server is opened to the network on purpose only. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
  /** Speak https with this key and certificate. */
  readonly tls?: TlsIdentity;
  /** Start with a clock that stands at this instant and moves only when a token-holder sets it. */
  readonly testClock?: string;
  readonly readers?: number;
  readonly bodyLimit?: number;
  readonly registry?: Registry;
  readonly operations?: readonly OperationDef[];
  /** Folder of the built renderer, served to browsers where it exists. */
  readonly screens?: string;
  /** Hears of failures of the machinery and of faults. */
  readonly report?: (error: unknown) => void;
}

export interface RunningServer {
  readonly url: string;
  /** Engines by the name in their address; grows when a company is created or opened. */
  readonly engines: ReadonlyMap<string, Engine>;
  /** The secret of a new setup link, good for one company within an hour. */
  setupSecret(): string;
  /** Stops taking requests, ends event streams and lines, lets batches and commands under way finish, closes the companies. */
  close(): Promise<void>;
}

/** Host 2: opens companies and serves them over HTTP and WebSocket, with their jobs, schedules and outbox running. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { registry = allRooms, folder, makeDemo } = options;
  const { report = (error: unknown) => process.emitWarning(error instanceof Error ? error : String(error)) } = options;
  const testClock = options.testClock === undefined ? undefined : new TestClock(options.testClock);
  const engine = { registry, clock: testClock ?? systemClock, readers: options.readers ?? READERS };
  const companies = new Companies({ engine, report, ...(folder === undefined ? {} : { folder }) });
  const setup = new Setup(
    companies,
    folder === undefined || makeDemo === undefined ? undefined : async (progress) => companies.openFile(await makeDemo(folder, progress)),
  );
  const closing = new AbortController();
  try {
    for (const { name, location } of options.companies) await companies.open(name, location);
    if (options.companies.length === 0 && folder === undefined) throw new Error('a server needs a company, or a folder to make one in');
    const screens = options.screens === undefined ? undefined : staticFiles(options.screens);
    const http = createHttpServer({
      companies: companies.served,
      setup,
      report,
      closing: closing.signal,
      ...(testClock ? { testClock } : {}),
      ...(screens ? { screens } : {}),
      ...(options.tls ? { tls: options.tls } : {}),
      ...(options.bodyLimit === undefined ? {} : { bodyLimit: options.bodyLimit }),
      ...(options.operations ? { operations: options.operations } : {}),
    });
    const host = options.host ?? '127.0.0.1';
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject);
      http.listen(options.port ?? 0, host, resolve);
    });
    const closeHttp = () =>
      new Promise<void>((resolve) => {
        closing.abort();
        http.close(() => resolve());
        // A connection that was busy when closing began is kept alive by its client: let go of it once it is idle.
        const idle = setInterval(() => http.closeIdleConnections(), IDLE_CHECK_MS);
        const late = setTimeout(() => http.closeAllConnections(), GRACE_MS);
        http.once('close', () => {
          clearInterval(idle);
          clearTimeout(late);
        });
      });
    const { port } = http.address() as AddressInfo;
    const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
    return {
      url: `${options.tls ? 'https' : 'http'}://${shown}:${port}`,
      get engines() {
        return new Map([...companies.served].map(([name, company]) => [name, company.engine]));
      },
      setupSecret: () => setup.issue(),
      async close() {
        await closeHttp();
        await companies.close();
      },
    };
  } catch (error) {
    await companies.close();
    throw error;
  }
}
