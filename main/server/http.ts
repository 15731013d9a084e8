import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { z } from 'zod';
import { notPermitted, unknownOperation } from '../../preload/contract/engine.ts';
import { BODY_LIMIT, methodNotAllowed, noTestClock } from '../../preload/contract/http.ts';
import type { OperationDef } from '../../preload/contract/operation.ts';
import { publishedOperations } from '../../preload/contract/orpc.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { mayDo, parseInput } from '../engine/admission.ts';
import { bindDoor } from './binding.ts';
import { readJson } from './body.ts';
import { companiesFor } from './companies-route.ts';
import { streamEvents } from './events.ts';
import { answerFiles } from './file-routes.ts';
import { operationsPage } from './operations-page.ts';
import { type ProblemAnswer, problemOf, sendJson, sendProblem } from './problems.ts';
import { askerOf, awayOf, companyAt, type ServedCompanies, type ServedCompany } from './served.ts';
import { answerSession } from './session-routes.ts';
import type { Setup } from './setup.ts';
import { attachSockets } from './sockets.ts';
import type { StaticFiles } from './static.ts';
import { TEST_CLOCK_WARNING, type TestClock, zSetClock } from './test-clock.ts';
import type { TlsIdentity } from './tls.ts';
import { SIGN_IN_LIMIT, Tries, UPLOAD_LIMIT } from './tries.ts';

const DRAIN_MS = 5_000;
const NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

export interface HttpOptions {
  /** The first is also served without its name, under `/api`. */
  readonly companies: ServedCompanies;
  /** Creates and opens companies for who holds the setup link. */
  readonly setup?: Setup;
  /** Speak https. */
  readonly tls?: TlsIdentity;
  readonly bodyLimit?: number;
  readonly testClock?: TestClock;
  /** Operations to publish; those of the contract when left out. */
  readonly operations?: readonly OperationDef[];
  /** Aborted when the server closes: ends event streams. */
  readonly closing: AbortSignal;
  /** The screens, for browsers; without them only scripts are served. */
  readonly screens?: StaticFiles;
  /** Hears of faults, with their cause. */
  readonly report: (error: unknown) => void;
}

/**
 * The plain HTTP door: `/api/...` for the default company, `/c/<company>/api/...` for each, `/health`, and the screens beside them. Bearer tokens
 * for scripts, session cookies for browsers, and no CORS headers: a page of another site can do nothing here.
 */
export function createHttpServer(options: HttpOptions): Server {
  const { companies, testClock, bodyLimit = BODY_LIMIT, operations = publishedOperations } = options;
  const makeReference = () => `F-${crypto.randomUUID().slice(0, 8)}`;
  const asProblem = (thrown: unknown): ProblemAnswer => problemOf(thrown, makeReference, options.report);
  const door = bindDoor(operations, asProblem);
  const tries = new Tries(SIGN_IN_LIMIT);
  const uploads = new Tries(UPLOAD_LIMIT);
  const published = new Map(operations.map((d) => [d.name, d]));

  const health = () => ({
    ok: true,
    companies: companies.size,
    ...(testClock ? { warning: TEST_CLOCK_WARNING, now: testClock.now() } : {}),
  });

  async function answerApi(company: ServedCompany, prefix: `/${string}`, path: string, request: IncomingMessage, response: ServerResponse) {
    const { method = '' } = request;
    const only = (allowed: string) => {
      if (method !== allowed) throw refuse(methodNotAllowed, { method, allowed });
    };
    if (path === '/openapi.json') {
      only('GET');
      sendJson(response, 200, await door.document(prefix));
      return;
    }
    if (path === '' || path === '/') {
      only('GET');
      const csp = `${NO_PAGE}; style-src 'unsafe-inline'`;
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': csp });
      response.end(operationsPage(company.engine.writer.company.name, prefix, operations));
      return;
    }
    const who = () => askerOf(company, request)(awayOf(request));
    if (path === '/session' || path.startsWith('/session/')) {
      await answerSession({ company, path, request, response, tries, actor: who });
      return;
    }
    const actor = await who();
    if (path === '/companies') {
      only('GET');
      sendJson(response, 200, await companiesFor(companies, company, actor, request));
      return;
    }
    if (path === '/events') {
      only('GET');
      streamEvents(company.engine, response, options.closing);
      return;
    }
    only('POST');
    const operation = path.slice(1).replace('/', '.');
    if (operation === 'engine.setClock') {
      if (!testClock) throw refuse(noTestClock, {});
      if (!mayDo(actor, 'engine.jobs')) throw refuse(notPermitted, { operation, permission: 'engine.jobs' });
      const { now } = parseInput(operation, zSetClock, await readJson(request, bodyLimit)) as z.output<typeof zSetClock>;
      testClock.set(now);
      for (const c of companies.values()) c.poke();
      sendJson(response, 200, { now });
      return;
    }
    if (!published.has(operation)) throw refuse(unknownOperation, { operation });
    // The library takes a body that was read already from here.
    Object.assign(request, { body: await readJson(request, bodyLimit) });
    const setHeaders = (headers: Readonly<Record<string, string>>) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    };
    await door.handle(request, response, prefix, { engine: company.engine, actor, setHeaders });
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    response.setHeader('cache-control', 'no-store');
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    // Whatever is no page of ours does nothing when a browser shows it; pages bring their own policy.
    response.setHeader('content-security-policy', NO_PAGE);
    // Never for a self-made certificate: when it is made again, browsers would let nobody past the warning.
    if (options.tls && !options.tls.selfMade) response.setHeader('strict-transport-security', 'max-age=31536000');
    if (testClock) response.setHeader('x-test-clock', testClock.now());
    const { pathname } = new URL(request.url ?? '/', 'http://door');
    if (pathname === '/health') {
      sendJson(response, 200, health());
      return;
    }
    if (!/^(\/c\/[^/]+)?\/(api|files)(\/|$)/.test(pathname) && options.screens?.(request, response)) return;
    const match = /^(?:\/c\/([^/]+))?\/(api|files)(\/.*)?$/.exec(pathname);
    if (!match) throw refuse(unknownOperation, { operation: pathname });
    const [, named, part, path = ''] = match;
    if (part === 'api' && /^\/setup(\/|$)/.test(path) && options.setup) {
      await options.setup.answer(path, request, response, tries);
      return;
    }
    const company = companyAt(companies, named);
    if (part === 'files') {
      await answerFiles({
        engine: company.engine,
        actor: await askerOf(company, request)(awayOf(request)),
        path,
        request,
        response,
        uploads,
      });
      return;
    }
    await answerApi(company, named === undefined ? '/api' : `/c/${named}/api`, path, request, response);
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((thrown: unknown) => {
      const problem = asProblem(thrown);
      // The rest of a refused body is not read: answer, close, and let go of a sender that goes on.
      const unread = !request.complete;
      sendProblem(response, unread ? { ...problem, headers: { ...problem.headers, connection: 'close' } } : problem);
      if (unread) {
        request.resume();
        setTimeout(() => request.destroy(), DRAIN_MS).unref();
      }
    });
  };
  const server = options.tls
    ? createSecureServer({ key: options.tls.key, cert: options.tls.cert, minVersion: 'TLSv1.2' }, listener)
    : createServer(listener);
  attachSockets(server, {
    companies,
    operations: published,
    limit: bodyLimit,
    closing: options.closing,
    problemOf: asProblem,
  });
  return server;
}
