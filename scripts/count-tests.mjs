// Prints "passed failed" from a vitest JSON report, for .ci/run.
import { readFileSync } from 'node:fs';
import process from 'node:process';

/** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} */
const report = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
// A file that could not be loaded has no tests of its own and counts as one failure.
const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
console.log(`${report.numPassedTests} ${report.numFailedTests + broken}`);
