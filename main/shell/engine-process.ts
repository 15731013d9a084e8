import { join } from 'node:path';
import { type MessagePortMain, utilityProcess } from 'electron';

/** The engine's process as the shell sees it. */
export interface EngineProcess {
  /** Hands the engine one end of a channel; the shell sees nothing of what passes through it. */
  connect(port: MessagePortMain): void;
  /** Asks the engine to finish what is under way and close the company; resolves when the process has ended. */
  stop(): Promise<void>;
}

/** Pauses before an engine that ended unasked is started again. */
const AGAIN_MS = [200, 1000, 3000, 10_000] as const;
/** An engine that ran this long had recovered; the next end is counted from the beginning. */
const RECOVERED_MS = 5 * 60_000;

/** What the supervisor tells the shell. */
export interface EngineNews {
  /** A fresh engine runs in place of one that ended: every window needs a new port. */
  readonly restarted: () => void;
  /** The company is open; what it is called. */
  readonly opened: (name: string) => void;
  /** A new company is wanted: where shall it be kept? Undefined where the person would not say. */
  readonly place: (suggested: string) => Promise<string | undefined>;
  /** A company was made in this file. */
  readonly made: (file: string) => void;
  /** It ended again and again; the last code. Nothing starts any more. */
  readonly gaveUp: (code: number) => void;
}

/** What the engine's process says. It is our own program: what it says is told apart, not tested. */
type FromEngine =
  | { readonly kind: 'opened'; readonly name: string }
  | { readonly kind: 'askPlace'; readonly suggested: string }
  | { readonly kind: 'made'; readonly file: string };

/**
 * Runs the engine on a company, or on none to ask the questions of a first run, in a process of its own: a slow query or a crash there never freezes a window. Started
 * again when it ends unasked: whatever was committed is in the file, and windows send what they were not answered again
 * under the same command id. The built file is named by path; the shell loads none of it.
 */
export function superviseEngine(out: string, company: string | undefined, news: EngineNews): EngineProcess {
  let stopping = false;
  let failures = 0;
  let ended = Promise.resolve();
  let child = fork();

  function fork() {
    const started = Date.now();
    const process = utilityProcess.fork(join(out, 'engine', 'utility.js'), company === undefined ? [] : ['--company', company], {
      serviceName: 'Countinghouse engine',
    });
    process.on('message', (said: FromEngine) => {
      if (said.kind === 'opened') news.opened(said.name);
      else if (said.kind === 'made') news.made(said.file);
      else void news.place(said.suggested).then((file) => process.postMessage({ kind: 'place', file: file ?? null }));
    });
    ended = new Promise<void>((resolve) => {
      process.on('exit', (code) => {
        resolve();
        if (stopping) return;
        failures = Date.now() - started > RECOVERED_MS ? 1 : failures + 1;
        const wait = AGAIN_MS[failures - 1];
        if (wait === undefined) {
          stopping = true;
          news.gaveUp(code);
          return;
        }
        setTimeout(() => {
          if (stopping) return;
          child = fork();
          news.restarted();
        }, wait);
      });
    });
    return process;
  }

  return {
    // A port handed to an engine that has just ended closes at once; the window gets another with the next one.
    connect: (port) => child.postMessage({ kind: 'connect' }, [port]),
    async stop() {
      if (stopping) return;
      stopping = true;
      child.postMessage({ kind: 'stop' });
      await ended;
    },
  };
}
