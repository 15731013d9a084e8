import { join } from 'node:path';
import { type MessagePortMain, utilityProcess } from 'electron';

/** The engine's process as the shell sees it. */
export interface EngineProcess {
  /** Hands the engine one end of a channel; the shell sees nothing of what passes through it. */
  connect(port: MessagePortMain): void;
  /** Asks the engine to finish what is under way and close the company; resolves when the process has ended. */
  stop(): Promise<void>;
}

/**
 * Starts the engine on a company, in a process of its own: a slow query or a crash there never freezes a window. The
 * built file is named by path; the shell loads none of it. `onEnd` hears when the process ended without being asked to.
 */
export function startEngine(out: string, company: string, onEnd: (code: number) => void): EngineProcess {
  const child = utilityProcess.fork(join(out, 'engine', 'utility.js'), ['--company', company], { serviceName: 'Countinghouse engine' });
  let stopping = false;
  const ended = new Promise<void>((resolve) => {
    child.on('exit', (code) => {
      resolve();
      if (!stopping) onEnd(code);
    });
  });
  return {
    connect: (port) => child.postMessage({ kind: 'connect' }, [port]),
    stop() {
      stopping = true;
      child.postMessage({ kind: 'stop' });
      return ended;
    },
  };
}
