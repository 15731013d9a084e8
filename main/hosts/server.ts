import type { AddressInfo } from 'node:net';
import type { CompanyLocation } from '../../db/open.ts';
import type { OperationDef } from '../../preload/contract/operation.ts';
import { Engine, systemClock } from '../engine/engine.ts';
import { Workers } from '../engine/jobs/workers.ts';
import type { Registry } from '../engine/registry.ts';
import { Actors } from '../server/actors.ts';
import { createHttpServer, type ServedCompany } from '../server/http.ts';
import { serverBox } from '../server/secret-box.ts';
import { SignIn } from '../server/sign-in.ts';
import { staticFiles } from '../server/static.ts';
import { TestClock } from '../server/test-clock.ts';
import { registry as allRooms } from './inprocess.ts';
import { carriersOf } from './stock-files.ts';

const READERS = 2;
/** Requests under way get this long when the server stops. */
const GRACE_MS = 10_000;
const IDLE_CHECK_MS = 50;
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

export interface ServerOptions {
  /** Companies by the name in their address (`/c/<name>/api`); the first is also served under `/api`. */
  readonly companies: readonly { readonly name: string; readonly location: CompanyLocation }[];
  /** 127.0.0.1 unless said otherwise: a server is opened to the network on purpose only. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
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
  readonly engines: ReadonlyMap<string, Engine>;
  /** Stops taking requests, ends event streams, lets batches and commands under way finish, closes the companies. */
  close(): Promise<void>;
}

/** Host 2: opens companies and serves them over HTTP, with their jobs, schedules and outbox running. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { registry = allRooms, report = (error: unknown) => process.emitWarning(error instanceof Error ? error : String(error)) } = options;
  const testClock = options.testClock === undefined ? undefined : new TestClock(options.testClock);
  const clock = testClock ?? systemClock;
  const served = new Map<string, ServedCompany>();
  const closing = new AbortController();
  const closers: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    for (const close of closers.reverse()) await close();
  };
  try {
    for (const { name, location } of options.companies) {
      if (!NAME.test(name)) throw new Error(`${name} cannot stand in an address: use lower-case letters, digits and dashes`);
      if (served.has(name)) throw new Error(`two companies are named ${name}`);
      const engine = await Engine.open(location, { registry, clock, readers: options.readers ?? READERS });
      closers.push(() => engine.close());
      const actors = await Actors.open(engine);
      closers.push(() => actors.close());
      const workers = new Workers(engine, { report, carriers: carriersOf(location) });
      await workers.start();
      closers.push(() => workers.stop());
      served.set(name, {
        name,
        engine,
        actors,
        signIn: new SignIn(engine, actors, serverBox('file' in location ? location.file : undefined)),
        poke: () => workers.poke(),
      });
    }
    const [first] = served.keys();
    if (first === undefined) throw new Error('a server needs a company');
    const screens = options.screens === undefined ? undefined : staticFiles(options.screens);
    const http = createHttpServer({
      companies: served,
      defaultCompany: first,
      report,
      closing: closing.signal,
      ...(testClock ? { testClock } : {}),
      ...(screens ? { screens } : {}),
      ...(options.bodyLimit === undefined ? {} : { bodyLimit: options.bodyLimit }),
      ...(options.operations ? { operations: options.operations } : {}),
    });
    const host = options.host ?? '127.0.0.1';
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject);
      http.listen(options.port ?? 0, host, resolve);
    });
    closers.push(
      () =>
        new Promise((resolve) => {
          closing.abort();
          http.close(() => resolve());
          // A connection that was busy when closing began is kept alive by its client: let go of it once it is idle.
          const idle = setInterval(() => http.closeIdleConnections(), IDLE_CHECK_MS);
          const late = setTimeout(() => http.closeAllConnections(), GRACE_MS);
          http.once('close', () => {
            clearInterval(idle);
            clearTimeout(late);
          });
        }),
    );
    const { port } = http.address() as AddressInfo;
    const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
    return {
      url: `http://${shown}:${port}`,
      engines: new Map([...served].map(([name, { engine }]) => [name, engine])),
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
