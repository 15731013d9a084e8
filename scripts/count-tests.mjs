// Prints "passed failed" from a vitest JSON report, for .ci/run.
import { readFileSync } from 'node:fs';

const report = JSON.parse(String(readFileSync(process.argv[2] ?? '')));
// A suite that could not be collected has no tests of its own and counts as one failure.
const broken = report.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length;
console.log(`${report.numPassedTests} ${report.numFailedTests + broken}`);
