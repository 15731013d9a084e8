import { parentPort, workerData } from 'node:worker_threads';
import { type Writing, writePdf } from './write.ts';

/** Writes one file and ends: what it drew goes with the thread, and a document that kills it kills nothing else. */
const bytes = await writePdf(workerData as Writing);
parentPort?.postMessage(bytes);
