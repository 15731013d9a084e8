import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Actor } from '../engine/context.ts';
import { Engine, SYSTEM } from '../engine/engine.ts';
import { Workers } from '../engine/jobs/workers.ts';
import { problemOf } from '../server/problems.ts';
import { registry } from './inprocess.ts';
import { type EnginePort, serveWindow } from './port-door.ts';
import { carriersOf } from './stock-files.ts';

const READERS = 2;

/** What the shell says to this process; ports come beside the message. */
interface ShellMessage {
  readonly data: { readonly kind: 'connect' | 'stop' };
  readonly ports: readonly EnginePort[];
}

/** The channel to the shell: Electron's `process.parentPort`. */
export interface ShellPort {
  on(event: 'message', listener: (message: ShellMessage) => void): unknown;
}

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

/** Host 1: the engine in the desktop's utility process. Windows reach it over MessagePorts that the shell hands on. */
export async function startUtility(shell: ShellPort, file: string): Promise<{ close(): Promise<void> }> {
  const report = (error: unknown) => process.emitWarning(error instanceof Error ? error : String(error));
  // Ports may arrive while the company is still being opened: they wait here.
  const early: EnginePort[] = [];
  const host: { serve?: (port: EnginePort) => void; close?: () => Promise<void> } = {};
  shell.on('message', ({ data, ports: [port] }) => {
    if (data.kind === 'stop') void (host.close?.() ?? Promise.resolve()).then(() => process.exit(0));
    else if (port && host.serve) host.serve(port);
    else if (port) early.push(port);
  });

  const engine = await Engine.open({ file }, { registry, readers: READERS });
  const workers = new Workers(engine, { report, carriers: carriersOf({ file }) });
  await workers.start();
  const actor = await localOwner(engine);
  const makeReference = () => `F-${crypto.randomUUID().slice(0, 8)}`;
  const serve = (port: EnginePort) =>
    serveWindow(
      engine,
      port,
      () => actor,
      (thrown) => problemOf(thrown, makeReference, report).body,
    );
  const close = async () => {
    await workers.stop();
    const { seq, chainHead } = engine.writer;
    await engine.close();
    console.log(`Closed at commit ${seq}, audit chain head ${chainHead}`);
  };
  Object.assign(host, { serve, close });
  for (const port of early) serve(port);
  return { close };
}

/** Only inside Electron is there a shell to talk to. */
const { parentPort } = process as { parentPort?: ShellPort };
if (parentPort) {
  const { values } = parseArgs({ args: process.argv.slice(2), options: { company: { type: 'string' } }, strict: false });
  if (typeof values.company !== 'string') throw new Error('the shell names the company with --company');
  await startUtility(parentPort, values.company);
}
