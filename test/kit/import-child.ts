import { csvConnector, fileSource, onlineRetail } from '../../main/connectors/csv/index.ts';
import { makeDemo } from '../../main/tools/demo/make-demo.ts';

/**
 * Runs the demo's import in a process of its own and, when told so, kills that process the hard way at one exact point:
 * before or after the n-th commit, or in the middle of a transaction at the n-th insert. Prints the number of points.
 */
const [file = '', data = '', killAt = 'never', at = '0'] = process.argv.slice(2);
let commits = 0;
let inserts = 0;
const die = (kind: string, n: number) => {
  if (killAt === kind && Number(at) === n) process.kill(process.pid, 'SIGKILL');
};

const { engine } = await makeDemo({
  file,
  source: fileSource(data),
  connector: csvConnector(onlineRetail),
  progress: () => undefined,
  batchRecords: 20,
  onOpen(opened) {
    const { writer } = opened.store;
    const commit = writer.commit.bind(writer);
    const insertMany = writer.insertMany.bind(writer);
    writer.commit = async () => {
      commits += 1;
      die('before-commit', commits);
      await commit();
      die('after-commit', commits);
    };
    writer.insertMany = async (...args: Parameters<typeof insertMany>) => {
      inserts += 1;
      await insertMany(...args);
      die('insert', inserts);
    };
  },
});
await engine.close();
console.log(JSON.stringify({ commits, inserts }));
