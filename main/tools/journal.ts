import { parseArgs } from 'node:util';
import { openReader } from '../../db/open.ts';
import { PLAIN_TEXT_FORMATS } from '../../preload/contract/accounting-journal.ts';
import { isDay } from '../../preload/contract/values/day.ts';
import { journalPage, journalText } from '../domain/accounting/index.ts';

const PAGE = 500;
const USAGE = `Usage: npm run --silent tool -- journal --company <file> [--format ${PLAIN_TEXT_FORMATS.join('|')}] [--from DAY] [--to DAY] > books.journal`;

/** `npm run tool -- journal`: prints the journal as plain text, read-only, also while an engine has the company open. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      company: { type: 'string' },
      format: { type: 'string', default: 'hledger' },
      from: { type: 'string' },
      to: { type: 'string' },
    },
  });
  const { company, from, to } = values;
  const format = PLAIN_TEXT_FORMATS.find((f) => f === values.format);
  if (!company || !format || [from, to].some((d) => d !== undefined && !isDay(d))) {
    console.error(USAGE);
    return 2;
  }
  const tx = await openReader({ file: company });
  try {
    const { currency } = await tx.db.selectFrom('company').select('currency').executeTakeFirstOrThrow();
    const accounts = await tx.db.selectFrom('account').select(['id', 'code', 'name', 'type']).orderBy('code').execute();
    const page = (after: Parameters<typeof journalPage>[1]['after']) => journalPage(tx, { from, to, after, limit: PAGE });
    for await (const text of journalText({ format }, { accounts, currency, page }))
      if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    return 0;
  } finally {
    await tx.close();
  }
}
