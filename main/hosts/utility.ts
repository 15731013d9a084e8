import process from 'node:process';
import { parseArgs } from 'node:util';
import { Refusal } from '../../preload/contract/refusal.ts';
import type { Actor } from '../engine/context.ts';
import { Engine, SYSTEM } from '../engine/engine.ts';
import { Workers } from '../engine/jobs/workers.ts';
import { problemOf } from '../server/problems.ts';
import { DesktopSetup } from './desktop-setup.ts';
import { registry } from './inprocess.ts';
import { type EnginePort, serveWindow } from './port-door.ts';
import type { ShellPort } from './shell-port.ts';
import { carriersOf } from './stock-files.ts';

const READERS = 2;

/**
 * The person at this machine acts as the first active owner: whoever can open the file holds the company anyway. What
 * that owner may do still comes from the company's own roles, and the audit log names them.
 */
async function localOwner(engine: Engine): Promise<Actor> {
  const users = await engine.ask({ operation: 'company.listUsers', input: {}, actor: SYSTEM });
  const { rows } = users.output as { rows: { id: string; active: number; roles: string[] }[] };
  const owner = rows.find((u) => u.active === 1 && u.roles.includes('owner'));
  if (!owner) throw new Error('this company has no active owner');
  const actor = await engine.actorNow(owner.id, 'desktop');
  if (!actor) throw new Error('this company has no active owner');
  return actor;
}

/** What serves windows, and what ends it. */
interface Serving {
  readonly serve: (port: EnginePort) => void;
  readonly close: () => Promise<void>;
}

/** A company that is open, with its jobs, for the person at this machine. */
async function openCompany(file: string, report: (error: unknown) => void): Promise<Serving & { readonly name: string }> {
  const engine = await Engine.open({ file }, { registry, readers: READERS });
  const workers = new Workers(engine, { report, carriers: carriersOf({ file }) });
  await workers.start();
  const actor = await localOwner(engine);
  return {
    name: engine.writer.company.name,
    serve: (port) =>
      serveWindow(
        engine,
        port,
        () => actor,
        (thrown) => wordsOf(thrown, report),
      ),
    async close() {
      await workers.stop();
      const { seq, chainHead } = engine.writer;
      await engine.close();
      console.log(`Closed at commit ${seq}, audit chain head ${chainHead}`);
    },
  };
}

const wordsOf = (thrown: unknown, report: (error: unknown) => void) =>
  problemOf(thrown, () => `F-${crypto.randomUUID().slice(0, 8)}`, report).body;

/**
 * Host 1: the engine in the desktop's utility process. Windows reach it over MessagePorts that the shell hands on. Without a file, or where that one cannot be
 * opened, it answers the questions of the first run instead.
 */
export async function startUtility(shell: ShellPort, file: string | undefined): Promise<{ close(): Promise<void> }> {
  const report = (error: unknown) => process.emitWarning(error instanceof Error ? error : String(error));
  // Ports may arrive while the company is still being opened: they wait here.
  const early: EnginePort[] = [];
  const host: { serving?: Serving; placed?: (file: string | undefined) => void } = {};
  shell.on('message', ({ data, ports: [port] }) => {
    if (data.kind === 'stop') void (host.serving?.close() ?? Promise.resolve()).then(() => process.exit(0));
    else if (data.kind === 'place') host.placed?.(data.file ?? undefined);
    else if (port && host.serving) host.serving.serve(port);
    else if (port) early.push(port);
  });

  const firstRun = (trouble: string | null): Serving => {
    const setup = new DesktopSetup({
      trouble,
      problemOf: (thrown) => wordsOf(thrown, report),
      made: (made) => shell.postMessage({ kind: 'made', file: made }),
      place: (suggested) =>
        new Promise((resolve) => {
          host.placed = resolve;
          shell.postMessage({ kind: 'askPlace', suggested });
        }),
    });
    return { serve: (port) => setup.serve(port), close: () => Promise.resolve() };
  };

  async function begin(): Promise<Serving> {
    if (file === undefined) return firstRun(null);
    try {
      const company = await openCompany(file, report);
      shell.postMessage({ kind: 'opened', name: company.name });
      return company;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return firstRun(error.message);
    }
  }

  const serving = await begin();
  host.serving = serving;
  for (const port of early) serving.serve(port);
  return serving;
}

/** Only inside Electron is there a shell to talk to. */
const { parentPort } = process as { parentPort?: ShellPort };
if (parentPort) {
  const { values } = parseArgs({ args: process.argv.slice(2), options: { company: { type: 'string' } }, strict: false });
  await startUtility(parentPort, typeof values.company === 'string' ? values.company : undefined);
}
