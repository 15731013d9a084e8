import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import { methodNotAllowed } from '../../preload/contract/http.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { type ReadyCompany, type SetupState, setupBusy, setupRefused, zNewCompany, zOpenCompany } from '../../preload/contract/setup.ts';
import { parseInput } from '../engine/admission.ts';
import { sha256 } from '../engine/canonical.ts';
import { bearerOf } from './actors.ts';
import { readJson } from './body.ts';
import { sendJson } from './problems.ts';
import type { ServedCompanies, ServedCompany } from './served.ts';
import { assertSameOrigin, deviceOf, setCookie } from './session-cookies.ts';
import { assertGoodPassword, setFirstPassword } from './sign-in.ts';
import { issueSignInLink } from './tokens.ts';
import type { Tries } from './tries.ts';

const BODY_LIMIT = 64 * 1024;
const SECRET_BYTES = 32;
/** How long a setup link waits to be used. */
const SETUP_HOURS = 1;
const HOUR_MS = 3_600_000;

/** What the host does for this door. */
export interface CompanyMaker {
  readonly served: ServedCompanies;
  create(title: string, spec: unknown): Promise<ServedCompany>;
  openFile(file: string): Promise<ServedCompany>;
  closedFiles(): string[];
}
/** Makes and opens the demo company, telling what it is at. */
type MakeDemo = (progress: (text: string) => void) => Promise<ServedCompany>;

/**
 * Creating and opening companies over the network, for whoever holds the setup link that the server printed at its terminal. The link is good for one
 * company, within an hour. It stands outside the write path: there is no company yet that could log it; the new company's own log begins with its creation.
 */
export class Setup {
  readonly #maker: CompanyMaker;
  readonly #makeDemo: MakeDemo | undefined;
  #hash: Buffer | undefined;
  #until = 0;
  #making: string | null = null;

  constructor(maker: CompanyMaker, makeDemo: MakeDemo | undefined) {
    this.#maker = maker;
    this.#makeDemo = makeDemo;
  }

  /** A new link's secret; an earlier one ends. */
  issue(): string {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    this.#hash = Buffer.from(sha256(secret));
    this.#until = performance.now() + SETUP_HOURS * HOUR_MS;
    return secret;
  }

  /** Answers `/api/setup` (what there is) and `/api/setup/create`, `/open`, `/demo`. The secret comes as a bearer token. */
  async answer(path: string, request: IncomingMessage, response: ServerResponse, tries: Tries): Promise<void> {
    const { method = '' } = request;
    this.#assertHolder(request, tries);
    if (path === '/setup') {
      if (method !== 'GET') throw refuse(methodNotAllowed, { method, allowed: 'GET' });
      sendJson(response, 200, this.#state());
      return;
    }
    if (method !== 'POST') throw refuse(methodNotAllowed, { method, allowed: 'POST' });
    assertSameOrigin(request);
    if (this.#making !== null) throw refuse(setupBusy, { making: this.#making });
    const body = await readJson(request, BODY_LIMIT);
    if (path === '/setup/create') await this.#create(body, request, response);
    else if (path === '/setup/open') {
      const { file } = parseInput('setup.open', zOpenCompany, body) as z.output<typeof zOpenCompany>;
      const company = await this.#once(file, () => this.#maker.openFile(file));
      sendJson(response, 200, await readyOf(company));
    } else if (path === '/setup/demo' && this.#makeDemo) {
      // Takes a minute; the page asks `/setup` meanwhile how far it is.
      const makeDemo = this.#makeDemo;
      const company = await this.#once('the demo', () => makeDemo((text) => (this.#making = text)));
      sendJson(response, 200, await readyOf(company));
    } else throw refuse(methodNotAllowed, { method: path, allowed: '/setup/create, /setup/open or /setup/demo' });
  }

  #assertHolder(request: IncomingMessage, tries: Tries): void {
    const secret = bearerOf(request.headers.authorization) ?? '';
    const fits = this.#hash !== undefined && performance.now() < this.#until && timingSafeEqual(Buffer.from(sha256(secret)), this.#hash);
    if (fits) return;
    tries.count(request.socket.remoteAddress ?? '');
    throw refuse(setupRefused, {});
  }

  #state(): SetupState {
    return {
      files: this.#maker.closedFiles(),
      demo: this.#makeDemo !== undefined,
      making: this.#making,
      companies: this.#maker.served.size,
      trouble: null,
    };
  }

  /** One company at a time; the link ends with the first that is ready. */
  async #once(making: string, work: () => Promise<ServedCompany>): Promise<ServedCompany> {
    this.#making = making;
    try {
      const company = await work();
      this.#hash = undefined;
      return company;
    } finally {
      this.#making = null;
    }
  }

  async #create(body: unknown, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { spec, password } = parseInput('setup.create', zNewCompany, body) as z.output<typeof zNewCompany>;
    assertGoodPassword(spec.owner.login, password);
    const company = await this.#once(spec.name, () => this.#maker.create(spec.name, spec));
    await setFirstPassword(company.engine, spec.owner.login, password);
    const caller = { device: deviceOf(request), address: request.socket.remoteAddress ?? null };
    const session = await company.signIn.withPassword(spec.owner.login, password, undefined, caller);
    setCookie(request, response, company.name, session);
    sendJson(response, 200, { name: company.name, link: null } satisfies ReadyCompany);
  }
}

/** Who opens a company from the terminal's link is let in as its owner: they hold the file anyway. */
async function readyOf({ name, engine }: ServedCompany): Promise<ReadyCompany> {
  return { name, link: (await issueSignInLink(engine))?.secret ?? null };
}
