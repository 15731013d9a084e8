import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { isInstant } from '../../preload/contract/values/instant.ts';
import { addressOfFile, companyFilesIn } from '../hosts/companies.ts';
import { startServer } from '../hosts/server.ts';
import { TEST_CLOCK_WARNING } from '../server/test-clock.ts';
import { fingerprintOf, selfMadeTls, type TlsIdentity, tlsFromFiles } from '../server/tls.ts';
import { issueFirstToken, issueSignInLink } from '../server/tokens.ts';

const ROOT = dirname(dirname(import.meta.dirname));
const SCREENS = join(ROOT, 'out', 'renderer');
const HOME = join(ROOT, '.countinghouse');
const DEMO_DATA = join(ROOT, 'data', 'demo', 'online-retail-2011-08.csv.gz');
const DEFAULT_PORT = '4680';
const PRIVATE = 0o700;

const DEMO = 'demo.countinghouse';
const TLS_FILE = 'self-made-tls.pem';

/** Makes the demo company in a folder and answers its file name. */
async function demoIn(folder: string, progress: (text: string) => void): Promise<string> {
  // Loaded when asked for: a server that never makes the demo need not know how.
  const [{ makeDemo }, csv] = await Promise.all([import('./demo/make-demo.ts'), import('../connectors/csv/index.ts')]);
  const { engine } = await makeDemo({
    file: join(folder, DEMO),
    source: csv.fileSource(DEMO_DATA),
    connector: csv.csvConnector(csv.onlineRetail),
    progress,
  });
  await engine.close();
  return DEMO;
}

/** The certificate to serve with: given files, a self-made one kept in the data folder, or none. */
function identityOf(values: { 'tls-cert'?: string; 'tls-key'?: string; 'tls-self': boolean }, folder: string): TlsIdentity | undefined {
  if (values['tls-cert'] !== undefined && values['tls-key'] !== undefined) return tlsFromFiles(values['tls-cert'], values['tls-key']);
  return values['tls-self'] ? selfMadeTls(join(folder, TLS_FILE)) : undefined;
}

/**
 * `npm run serve -- [--data FOLDER] [--company FILE]... [--host ADDRESS] [--port N] [--tls-cert FILE --tls-key FILE | --tls-self] [--sign-in] [--setup]
 * [--test-clock INSTANT]`: serves companies until interrupted; without --company all of the data folder. The first is at /api, each at /c/<name>/api. While
 * there is none, or with --setup, it prints a link to the page that makes one. A company without any token gets one for its owner; with --sign-in every start
 * prints a link that lets the owner into the screens, once.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      company: { type: 'string', multiple: true },
      data: { type: 'string', default: HOME },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: DEFAULT_PORT },
      setup: { type: 'boolean', default: false },
      'sign-in': { type: 'boolean', default: false },
      'test-clock': { type: 'string' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      'tls-self': { type: 'boolean', default: false },
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
  if (
    (values['tls-cert'] === undefined) !== (values['tls-key'] === undefined) ||
    (values['tls-self'] && values['tls-cert'] !== undefined)
  ) {
    console.error('Give --tls-cert and --tls-key together, or --tls-self alone.');
    return 2;
  }
  const folder = resolve(values.data);
  mkdirSync(folder, { recursive: true, mode: PRIVATE });
  // The demo steps back behind the companies that are kept for real.
  const found = companyFilesIn(folder).sort((a, b) => Number(a === DEMO) - Number(b === DEMO));
  const files = values.company ?? found.map((name) => join(folder, name));
  const tls = identityOf(values, folder);
  const log = pino({ base: null, level: 'info' }, pino.destination(2));
  const server = await startServer({
    companies: files.map((file) => ({ name: addressOfFile(file), location: { file } })),
    ...(values.company === undefined ? { folder, makeDemo: demoIn } : {}),
    ...(tls ? { tls } : {}),
    host: values.host,
    port,
    screens: SCREENS,
    report: (error) => log.error(error),
    ...(testClock === undefined ? {} : { testClock }),
  });
  console.log(`Serving ${server.url}`);
  if (tls)
    console.log(
      `  Certificate${tls.selfMade ? ' made by this program, to be compared:' : ''} SHA-256 fingerprint: ${fingerprintOf(tls.cert)}`,
    );
  if (values.company === undefined && (values.setup || files.every((file) => basename(file) === DEMO)))
    console.log(
      `  ${files.length === 0 ? 'Set up the first company' : 'Set up another company'}: ${server.url}/#setup=${server.setupSecret()} (once, within an hour)`,
    );
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
