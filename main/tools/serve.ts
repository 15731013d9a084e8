import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { isInstant } from '../../preload/contract/values/instant.ts';
import { startServer } from '../hosts/server.ts';
import { TEST_CLOCK_WARNING } from '../server/test-clock.ts';
import { issueFirstToken, issueSignInLink } from '../server/tokens.ts';

const ROOT = dirname(dirname(import.meta.dirname));
const SCREENS = join(ROOT, 'out', 'renderer');
const HOME = join(ROOT, '.countinghouse', 'company.countinghouse');
const DEFAULT_PORT = '4680';

/** The name a company has in its address: its file name in lower case, without ending and without what an address cannot hold. */
function nameOf(file: string): string {
  return (
    basename(file)
      .replace(/\.countinghouse$/, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40) || 'company'
  );
}

/**
 * `npm run serve -- [--company FILE]... [--host ADDRESS] [--port N] [--test-clock INSTANT] [--sign-in]`: serves companies until
 * interrupted. The first company is at /api, each at /c/<name>/api. A company without any token gets one for its owner;
 * with --sign-in every start prints a link that lets the owner into the screens, once.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      company: { type: 'string', multiple: true, default: [HOME] },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: DEFAULT_PORT },
      'sign-in': { type: 'boolean', default: false },
      'test-clock': { type: 'string' },
    },
  });
  const port = Number(values.port);
  const testClock = values['test-clock'];
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) {
    console.error(`--port takes a number from 0 (any free port) to 65535, not ${values.port}.`);
    return 2;
  }
  if (testClock !== undefined && !isInstant(testClock)) {
    console.error('--test-clock takes a UTC instant such as 2026-01-05T09:00:00.000Z.');
    return 2;
  }
  if (values.company.length === 1 && values.company[0] === HOME && !existsSync(HOME)) {
    console.error('There is no company yet. Create one with `npm run tool -- create --help`, or look around with `npm start -- --demo`.');
    return 1;
  }
  const log = pino({ base: null, level: 'info' }, pino.destination(2));
  const server = await startServer({
    companies: values.company.map((file) => ({ name: nameOf(file), location: { file } })),
    host: values.host,
    port,
    screens: SCREENS,
    report: (error) => log.error(error),
    ...(testClock === undefined ? {} : { testClock }),
  });
  console.log(`Serving ${server.url}`);
  for (const [name, engine] of server.engines) {
    console.log(`  ${engine.writer.company.name}: ${server.url}/c/${name}/api/ (commit ${engine.writer.seq})`);
    if (values['sign-in']) {
      const link = await issueSignInLink(engine);
      if (link)
        console.log(
          `  Open in a browser: ${server.url}${server.engines.size > 1 ? `/c/${name}` : ''}/#link=${link.secret} (once, within 15 minutes)`,
        );
      continue;
    }
    const first = await issueFirstToken(engine);
    if (first) console.log(`  First token, for ${first.login}, shown only now: ${first.secret}`);
  }
  if (!existsSync(join(SCREENS, 'index.html')))
    console.log('  The screens are not built: `npm run build`, then start again. Scripts are served.');
  if (testClock !== undefined) console.log(`  ${TEST_CLOCK_WARNING}`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  console.log('Stopping: finishing what is under way ...');
  await server.close();
  const heads = [...server.engines.values()].map(
    (e) => `  ${e.writer.company.name}: commit ${e.writer.seq}, audit chain head ${e.writer.chainHead}`,
  );
  console.log(heads.join('\n'));
  return 0;
}
