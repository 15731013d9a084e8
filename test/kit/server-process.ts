import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { CompanyLocation } from '../../db/open.ts';

/** A team server in a process of its own, which can be killed at any moment and started again at the same address. */
export interface ServerProcess {
  readonly url: string;
  /** Resolves while the server is open; while it is down, once it is open again. */
  open(): Promise<unknown>;
  /** Ends the process as a power cut would, and starts it again at the same port on the same company. */
  killAndStart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the server; `stop` it when done. */
export async function startServerProcess(location: CompanyLocation): Promise<ServerProcess> {
  let child: ChildProcess;
  const start = (port: string) =>
    new Promise<string>((resolve, reject) => {
      child = spawn(process.execPath, [join(import.meta.dirname, 'served-child.ts'), JSON.stringify(location), port]);
      let said = '';
      let complained = '';
      child.stderr?.on('data', (part: Buffer) => (complained += part.toString()));
      child.stdout?.on('data', (part: Buffer) => {
        said += part.toString();
        if (said.includes('\n')) resolve(said.trim());
      });
      child.once('exit', () => reject(new Error(`the server ended before it was open: ${complained}`)));
    });
  const kill = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  const url = await start('0');
  let opened: Promise<unknown> = Promise.resolve();
  return {
    url,
    open: () => opened,
    async killAndStart() {
      opened = kill().then(() => start(new URL(url).port));
      await opened;
    },
    stop: kill,
  };
}
