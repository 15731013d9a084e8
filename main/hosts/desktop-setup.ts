import { Worker } from 'node:worker_threads';
import type { Problem } from '../../preload/contract/http.ts';
import type { PortAnswer, PortSetupCall, RawPortCall } from '../../preload/contract/port.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import {
  type NewCompany,
  noCompanyYet,
  noPlace,
  type ReadyCompany,
  type SetupState,
  setupBusy,
  zNewCompany,
} from '../../preload/contract/setup.ts';
import { parseInput } from '../engine/admission.ts';
import { assertGoodPassword, setFirstPassword } from '../server/sign-in.ts';
import { addressOf, addressOfFile } from './companies.ts';
import { createInProcess } from './inprocess.ts';
import type { EnginePort } from './port-door.ts';

const ENDING = '.countinghouse';

/** What the first run on a desktop needs of the shell, and why it is shown. */
interface SetupHost {
  /** Asks the person in a dialog where a new company shall be kept; undefined where they would not say. */
  readonly place: (suggested: string) => Promise<string | undefined>;
  /** A company is ready in this file: the shell opens it. */
  readonly made: (file: string) => void;
  readonly problemOf: (thrown: unknown) => Problem;
  /** Why the company that was asked for is not open; null where none was. */
  readonly trouble: string | null;
}

/**
 * What an engine's process is while it has no company: it answers the questions of the first run over the windows' ports, and refuses all others. Paths
 * are chosen by the person in the system's own dialog and go from there to here: no page ever names one.
 */
export class DesktopSetup {
  readonly #host: SetupHost;
  #making: string | null = null;

  constructor(host: SetupHost) {
    this.#host = host;
  }

  serve(port: EnginePort): void {
    port.on('message', ({ data }) => void this.#answer(data as RawPortCall | PortSetupCall, (answer) => port.postMessage(answer)));
    port.start();
  }

  async #answer(call: RawPortCall | PortSetupCall, send: (answer: PortAnswer) => void): Promise<void> {
    if (call.kind === 'ping') send({ kind: 'pong' });
    if (call.kind === 'ping' || call.kind === 'abort') return;
    const { n } = call;
    try {
      if (call.kind !== 'setup') throw refuse(noCompanyYet, {});
      send({ kind: 'reply', n, reply: { seq: 0, output: await this.#do(call) } });
    } catch (thrown) {
      send({ kind: 'problem', n, problem: this.#host.problemOf(thrown) });
    }
  }

  async #do({ path, body }: PortSetupCall): Promise<SetupState | ReadyCompany> {
    if (path === 'setup') return { files: [], demo: true, making: this.#making, companies: 0, trouble: this.#host.trouble };
    if (this.#making !== null) throw refuse(setupBusy, { making: this.#making });
    if (path === 'setup/create') {
      const { spec, password } = parseInput('setup.create', zNewCompany, body) as NewCompany;
      assertGoodPassword(spec.owner.login, password);
      return this.#make(spec.name, addressOf(spec.name), async (file) => {
        const engine = await createInProcess({ file }, spec);
        try {
          await setFirstPassword(engine, spec.owner.login, password);
        } finally {
          await engine.close();
        }
      });
    }
    if (path === 'setup/demo') return this.#make('the demo', 'demo', (file) => this.#demo(file));
    throw refuse(noCompanyYet, {});
  }

  /** One company at a time: where, then the work, then the shell is told. */
  async #make(making: string, suggested: string, work: (file: string) => Promise<void>): Promise<ReadyCompany> {
    this.#making = making;
    try {
      const file = await this.#host.place(`${suggested}${ENDING}`);
      if (file === undefined) throw refuse(noPlace, {});
      await work(file);
      this.#host.made(file);
      return { name: addressOfFile(file), link: null };
    } finally {
      this.#making = null;
    }
  }

  /** A month of orders takes a minute of the processor: in a thread, so that the page hears how far it is. */
  #demo(file: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const source = import.meta.url.endsWith('.ts');
      const worker = new Worker(new URL(source ? '../tools/demo/demo-worker.ts' : './demo-worker.js', import.meta.url), {
        workerData: { file },
      });
      worker.on('message', (text: string) => (this.#making = text));
      worker.once('error', reject);
      worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the making of the demo ended with ${code}`))));
    });
  }
}
