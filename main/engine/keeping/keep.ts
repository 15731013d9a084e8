import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../preload/contract/refusal.ts';
import type { JobContext } from '../jobs/model.ts';
import type { KeeperMessage, KeeperResults, KeeperTask } from './task.ts';

/**
 * Does one piece of long work in a thread of its own and reports its progress as the job's. Cancelling the job ends the
 * thread at once: all it holds is a read transaction or an unfinished copy, which never gets the name of a whole one.
 */
export async function keep<T extends KeeperTask>(job: JobContext, task: T): Promise<KeeperResults[T['kind']]> {
  const worker = new Worker(new URL(`./keeper${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url), { workerData: task });
  const { promise, resolve, reject } = Promise.withResolvers<KeeperResults[T['kind']]>();
  const stop = () => reject(job.signal.reason instanceof Error ? job.signal.reason : new Error('the job was stopped'));
  if (job.signal.aborted) stop();
  job.signal.addEventListener('abort', stop, { once: true });
  worker.on('error', reject);
  worker.on('exit', () => reject(new Error('the thread ended without a result')));
  worker.on('message', (message: KeeperMessage) => {
    // A cancelled job refuses its progress: that is how the thread hears of it.
    if ('progress' in message) {
      const { done, total, message: text } = message.progress;
      job.progress(done, total, text).catch(reject);
    } else if ('result' in message) resolve(message.result as KeeperResults[T['kind']]);
    else if ('refusal' in message) reject(new Refusal(message.refusal.code, message.refusal.params, message.refusal.sentence));
    else reject(new Error(message.failure));
  });
  try {
    return await promise;
  } finally {
    job.signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
