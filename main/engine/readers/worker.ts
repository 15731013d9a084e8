import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from '../../../db/open.ts';
import { Refusal } from '../../../preload/contract/refusal.ts';
import { rooms } from '../../domain/rooms.ts';
import { runQuery } from '../read-path.ts';
import { buildRegistry } from '../registry.ts';
import type { ReaderAnswer, ReaderJob, ReaderSetup } from './protocol.ts';

/** A reader: one thread, one read-only connection, one query at a time. */
const port = parentPort;
if (!port) throw new Error('the reader runs as a worker thread');
const { location } = workerData as ReaderSetup;
const registry = buildRegistry(rooms);
const tx = await openReader(location);

port.on('message', (job: ReaderJob) => {
  runQuery(tx, registry, job)
    .then((reply): ReaderAnswer => ({ id: job.id, reply }))
    .catch((error: unknown): ReaderAnswer => {
      if (error instanceof Refusal) return { id: job.id, refusal: { code: error.code, params: error.params, sentence: error.message } };
      return { id: job.id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    })
    .then((answer) => port.postMessage(answer))
    .catch((error: unknown) => {
      // An answer that cannot be cloned is our bug; the asker must still hear of it.
      port.postMessage({ id: job.id, failure: String(error) } satisfies ReaderAnswer);
    });
});
