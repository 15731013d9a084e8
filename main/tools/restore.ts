import { parseArgs } from 'node:util';
import { restoreCompany } from '../../db/backup.ts';
import { run as runDoctorTool } from './doctor.ts';
import { filesLine } from './files-line.ts';

/** `npm run restore -- --from BACKUP --to FILE`: puts a backup in place as a new file and has the doctor prove it. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { from: { type: 'string' }, to: { type: 'string' } } });
  if (!values.from || !values.to) {
    console.error('Usage: npm run restore -- --from <backup> --to <new file>');
    return 2;
  }
  const report = await restoreCompany(values.from, values.to);
  console.log(`Restored ${report.file} at commit ${report.seq}, audit chain head ${report.chainHead}`);
  console.log(filesLine(report.files));
  return runDoctorTool(['--company', values.to]);
}
