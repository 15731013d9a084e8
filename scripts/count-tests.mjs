// Prints "passed failed" from a vitest JSON report, for .ci/run, and adds what failed and why to the file named second.
import { appendFileSync, readFileSync } from 'node:fs';
import process from 'node:process';

/** @typedef {{ status: string, fullName: string, failureMessages: string[] }} Test */
/** @type {{ numPassedTests: number, numFailedTests: number, testResults: { name: string, status: string, message: string, assertionResults: Test[] }[] }} */
const report = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const [failures] = process.argv.slice(3);
/** @param {string} text */
const beginning = (text) => text.split('\n').slice(0, 12).join('\n   ');
const said = [];
let broken = 0;
for (const file of report.testResults) {
  const name = file.name.replace(`${process.cwd()}/`, '');
  // A file that could not be loaded has no tests of its own and counts as one failure.
  if (file.status === 'failed' && file.assertionResults.length === 0) {
    broken += 1;
    said.push(`!! ${name}\n   ${beginning(file.message)}`);
  }
  for (const test of file.assertionResults)
    if (test.status === 'failed') said.push(`!! ${name}: ${test.fullName}\n   ${beginning(test.failureMessages.join('\n'))}`);
}
if (failures && said.length > 0) appendFileSync(failures, `${said.join('\n')}\n`);
console.log(`${report.numPassedTests} ${report.numFailedTests + broken}`);
