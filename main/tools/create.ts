import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { createInProcess } from '../hosts/inprocess.ts';
import { assertGoodPassword, setFirstPassword } from '../server/sign-in.ts';
import { issueFirstToken } from '../server/tokens.ts';

const USAGE = `Usage: npm run tool -- create --company <new file> --name <name> --currency GBP --zone Europe/London --country GB
  [--warehouse LON:London:GB]...   code, name and country; one warehouse named Main when left out
  [--owner owner] [--owner-name "Olive Owner"] [--password-stdin]   reads the owner's password from the standard input`;

/** `npm run tool -- create --company FILE --name ...`: creates a company file with chart, warehouses, roles and its owner's first token. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      company: { type: 'string' },
      name: { type: 'string' },
      currency: { type: 'string' },
      zone: { type: 'string' },
      country: { type: 'string' },
      warehouse: { type: 'string', multiple: true },
      owner: { type: 'string', default: 'owner' },
      'owner-name': { type: 'string', default: 'Owner' },
      'password-stdin': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { company, name, currency, zone, country } = values;
  if (values.help || !company || !name || !currency || !zone || !country) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  const warehouses = (values.warehouse ?? [`MAIN:Main:${country}`]).map((text) => {
    const [code = '', title = '', of = country] = text.split(':');
    return { code, name: title, country: of };
  });
  const owner = { login: values.owner, name: values['owner-name'] };
  // From the standard input only: what stands on a command line is seen by everybody on the machine.
  const password = values['password-stdin'] ? (readFileSync(process.stdin.fd, 'utf8').split(/\r?\n/)[0] ?? '') : undefined;
  if (password !== undefined) assertGoodPassword(owner.login, password);
  mkdirSync(dirname(company), { recursive: true });
  const engine = await createInProcess({ file: company }, { name, currency, zone, country, warehouses, owner });
  if (password !== undefined) await setFirstPassword(engine, owner.login, password);
  const first = await issueFirstToken(engine);
  console.log(`Created ${name} in ${company}: commit ${engine.writer.seq}, audit chain head ${engine.writer.chainHead}`);
  if (first) console.log(`First token, for ${first.login}, shown only now: ${first.secret}`);
  await engine.close();
  return 0;
}
