import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { csvConnector, fileSource, onlineRetail } from '../connectors/csv/index.ts';
import { makeDemo } from './demo/make-demo.ts';
import { printSummary } from './demo/summary.ts';

const root = dirname(dirname(import.meta.dirname));

/** `npm start -- --demo`: makes (or continues) the demo company, prints what became of a month of orders, then serves it. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      company: { type: 'string', default: join(root, '.countinghouse', 'demo.countinghouse') },
      data: { type: 'string', default: join(root, 'data', 'demo', 'online-retail-2011-08.csv.gz') },
      once: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
    },
  });
  const again = existsSync(values.company);
  console.log(again ? 'Opening the demo company (what is done already is not done again) ...' : 'Creating the demo company ...');
  const { engine, channelId, plan } = await makeDemo({
    file: values.company,
    source: fileSource(values.data),
    connector: csvConnector(onlineRetail),
    progress: (text) => console.log(`  ${text}`),
  });
  const healthy = await printSummary(engine, channelId, plan, (line) => console.log(line));
  await engine.close();
  if (!healthy) return 1;
  if (values.once) return 0;
  const { run: serve } = await import('./serve.ts');
  return serve(['--company', values.company, '--port', values.port, '--sign-in']);
}
