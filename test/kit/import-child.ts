import { csvConnector, fileSource, onlineRetail } from '../../main/connectors/csv/index.ts';
import { makeDemo } from '../../main/tools/demo/make-demo.ts';
import { KillPoints } from './kill-points.ts';

/** Runs the demo's import in a process of its own and kills it where it was told. Prints how often it came past each place. */
const [file = '', data = '', kind = 'never', n = '0'] = process.argv.slice(2);
const points = new KillPoints({ kind, n: Number(n) });
const { engine } = await makeDemo({
  file,
  source: fileSource(data),
  connector: csvConnector(onlineRetail),
  progress: () => undefined,
  batchRecords: 20,
  onOpen: (opened) => points.watch(opened),
});
await engine.close();
console.log(JSON.stringify(points.counts));
