import { parseArgs } from 'node:util';
import { isInstant } from '../../preload/contract/values/instant.ts';
import { openInProcess } from '../hosts/inprocess.ts';
import { issueToken } from '../server/tokens.ts';

/**
 * `npm run tool -- token --company FILE --user LOGIN --name TEXT [--expires INSTANT]`: creates an API token. While a server has
 * the company open, ask it instead: `company.createToken` takes the SHA-256 of a secret you made yourself.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { company: { type: 'string' }, user: { type: 'string' }, name: { type: 'string' }, expires: { type: 'string' } },
  });
  const { company, user, name, expires } = values;
  if (!company || !user || !name || (expires !== undefined && !isInstant(expires))) {
    console.error(
      'Usage: npm run tool -- token --company <file> --user <sign-in name> --name <what it is for> [--expires 2027-01-01T00:00:00.000Z]',
    );
    return 2;
  }
  const engine = await openInProcess({ file: company });
  try {
    const secret = await issueToken(engine, { login: user, name, ...(expires === undefined ? {} : { expiresAt: expires }) });
    console.log(`Token for ${user} (${name}), shown only now: ${secret}`);
  } finally {
    await engine.close();
  }
  return 0;
}
