import { parseArgs } from 'node:util';
import { backupCompany } from '../../db/backup.ts';
import { filesLine } from './files-line.ts';

/** `npm run backup -- --company FILE --to FILE`: copies a company while it is in use and prints the head of its audit chain. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { company: { type: 'string' }, to: { type: 'string' } } });
  if (!values.company || !values.to) {
    console.error('Usage: npm run backup -- --company <file> --to <new file>');
    return 2;
  }
  const report = await backupCompany(values.company, values.to);
  console.log(`Backed up to ${report.file}: ${report.bytes.toLocaleString('en')} bytes, commit ${report.seq}`);
  console.log(`  sha256           ${report.sha256}`);
  console.log(filesLine(report.files));
  console.log(`  audit chain head ${report.chainHead}`);
  return 0;
}
