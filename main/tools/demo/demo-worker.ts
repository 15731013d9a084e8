import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { csvConnector, fileSource, onlineRetail } from '../../connectors/csv/index.ts';
import { makeDemo } from './make-demo.ts';

const DATA = join('data', 'demo', 'online-retail-2011-08.csv.gz');
/** The root of the project, seen from the source or from `out/engine`; the packed program has the same folders. */
const root = ['../../..', '../..'].map((up) => join(import.meta.dirname, up)).find((folder) => existsSync(join(folder, DATA)));

/** The demo company of the desktop, made in a thread of the engine's process; tells what it is at. */
const { file } = workerData as { readonly file: string };
if (root === undefined) throw new Error('the orders of the demo are not in this program');
const { engine } = await makeDemo({
  file,
  source: fileSource(join(root, DATA)),
  connector: csvConnector(onlineRetail),
  progress: (text) => parentPort?.postMessage(text),
});
await engine.close();
