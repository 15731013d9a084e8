import { Worker } from 'node:worker_threads';
import type { Writing } from './write.ts';

/** Drawing takes a second for a long invoice and a minute for a thousand slips: in a thread, so that nobody waits for it. */
export function drawn(writing: Writing, signal: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`./paper-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url), {
      workerData: writing,
    });
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    worker.once('message', (bytes: Uint8Array) => resolve(bytes));
    worker.once('error', reject);
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop);
      reject(new Error('the drawing of documents ended early'));
    });
  });
}
