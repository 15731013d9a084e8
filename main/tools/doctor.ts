import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { openReader } from '../../db/open.ts';
import { runDoctor } from '../engine/doctor/doctor.ts';
import { registry } from '../hosts/inprocess.ts';

const DEMO = join(dirname(dirname(import.meta.dirname)), '.countinghouse', 'demo.countinghouse');

/**
 * `npm run doctor -- [--company FILE] [--only a,b] [--json]`: proves a company, read-only, also while an engine has it open.
 * Exit code 0: every gap is zero; 1: findings.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { company: { type: 'string', default: DEMO }, only: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const tx = await openReader({ file: values.company });
  try {
    const report = await runDoctor(tx, registry, {
      micros: () => performance.now() * 1000,
      // A large company takes minutes: the name of the check that runs stands on the terminal meanwhile.
      progress: (name) => process.stderr.isTTY && process.stderr.write(`\r\x1b[2K${name} ...`),
      ...(values.only === undefined ? {} : { only: values.only.split(',') }),
    });
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K');
    if (values.json) console.log(JSON.stringify(report, null, 2));
    else {
      for (const check of report.checks) {
        const verdict = check.findings.length === 0 ? 'ok' : `${check.findings.length} FINDINGS`;
        console.log(
          `${check.name.padEnd(28)} ${verdict.padEnd(14)} ${check.looked.toLocaleString('en').padStart(12)} looked at  ${check.proves}`,
        );
        for (const f of check.findings) console.log(`    ${f.table} ${f.row}: ${f.message}${f.gap === undefined ? '' : ` (gap ${f.gap})`}`);
      }
      console.log(
        report.healthy ? `Healthy at commit ${report.seq}; audit chain head ${report.chainHead}` : 'NOT HEALTHY: see the findings above.',
      );
    }
    return report.healthy ? 0 : 1;
  } finally {
    await tx.close();
  }
}
