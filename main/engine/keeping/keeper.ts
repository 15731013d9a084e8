import { parentPort, workerData } from 'node:worker_threads';
import { backupCompany, verifyBackup } from '../../../db/backup.ts';
import { openReader } from '../../../db/open.ts';
import { Refusal } from '../../../preload/contract/refusal.ts';
import { rooms } from '../../domain/rooms.ts';
import { doctorChecks, runDoctor } from '../doctor/doctor.ts';
import { buildRegistry } from '../registry.ts';
import type { KeeperMessage, KeeperProgress, KeeperTask } from './task.ts';

/** One piece of long work, one thread: it is started for it and ends with it. */
const port = parentPort;
if (!port) throw new Error('the keeper runs as a worker thread');
const task = workerData as KeeperTask;
const post = (message: KeeperMessage) => port.postMessage(message);
const tell = (progress: KeeperProgress) => post({ progress });
const PERCENT = 100;

async function examine(location: Extract<KeeperTask, { kind: 'doctor' }>['location']) {
  const registry = buildRegistry(rooms);
  const total = doctorChecks(registry).length;
  const tx = await openReader(location);
  let done = 0;
  try {
    return await runDoctor(tx, registry, {
      micros: () => performance.now() * 1000,
      progress: (message) => tell({ done: done++, total, message }),
    });
  } finally {
    await tx.close();
  }
}

function work() {
  switch (task.kind) {
    case 'doctor':
      return examine(task.location);
    case 'backup':
      return backupCompany(task.file, task.target, (share) =>
        tell({ done: Math.round(share * PERCENT), total: PERCENT, message: share < 1 ? 'copying' : 'checking the copy' }),
      );
    case 'verify':
      return verifyBackup(task.file);
  }
}

try {
  post({ result: await work() });
} catch (error) {
  if (error instanceof Refusal) post({ refusal: { code: error.code, params: error.params, sentence: error.message } });
  else post({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
