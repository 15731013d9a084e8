// A vitest reporter for .ci/run: keeps in the file RUNNING_TESTS names what has begun and not ended, so that a run that met its
// time limit says where it stood.
import { writeFileSync } from 'node:fs';
import process from 'node:process';

/** @typedef {{ fullName: string, module: { relativeModuleId: string } }} TestCase */
export default class RunningTests {
  /** @type {Map<string, number>} */
  running = new Map();

  /** @param {{ relativeModuleId: string }} module */
  onTestModuleStart(module) {
    this.began(module.relativeModuleId);
  }

  /** @param {{ relativeModuleId: string }} module */
  onTestModuleEnd(module) {
    this.ended(module.relativeModuleId);
  }

  /** @param {TestCase} test */
  onTestCaseReady(test) {
    this.began(`${test.module.relativeModuleId}: ${test.fullName}`);
  }

  /** @param {TestCase} test */
  onTestCaseResult(test) {
    this.ended(`${test.module.relativeModuleId}: ${test.fullName}`);
  }

  /** @param {string} name */
  began(name) {
    this.running.set(name, Date.now());
    this.write();
  }

  /** @param {string} name */
  ended(name) {
    this.running.delete(name);
    this.write();
  }

  write() {
    const lines = [...this.running].map(([name, since]) => `   running since ${new Date(since).toISOString()}: ${name}\n`);
    writeFileSync(process.env['RUNNING_TESTS'] ?? '/dev/null', lines.join(''));
  }
}
