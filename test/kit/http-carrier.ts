import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type OutboxCarrier, RetryAfter, Undeliverable } from '../../main/engine/outbox/model.ts';

const BUSY = 429;
const GONE = 410;

/** Posts a payload to a partner that knows idempotency keys; its answer is recorded with `probe.answered`. */
export const httpCarrier = (url: string, onAnswer = true): OutboxCarrier => ({
  kind: 'http',
  async deliver({ target, idempotencyKey, payload, signal }) {
    const response = await fetch(`${url}/${target}`, {
      method: 'POST',
      headers: { 'idempotency-key': idempotencyKey, 'content-type': 'application/json' },
      body: JSON.stringify(payload),
      signal,
    });
    if (response.status === BUSY) throw new RetryAfter('the partner is busy', Number(response.headers.get('retry-after')));
    if (response.status === GONE) throw new Undeliverable('the partner has gone');
    if (!response.ok) throw new Error(`the partner answered ${response.status}`);
    return response.json();
  },
  ...(onAnswer
    ? {
        onAnswer: (item, answer) => ({
          operation: 'probe.answered',
          input: { target: item.target, refuse: (answer as { refuse?: boolean }).refuse === true },
        }),
      }
    : {}),
});

interface Request {
  readonly key: string;
  readonly target: string;
  readonly body: string;
}

/** A partner that does each idempotency key once and remembers every request. */
export interface Partner {
  readonly url: string;
  readonly requests: Request[];
  /** Effects done, by key. */
  readonly effects: Map<string, string>;
  /** Decides what happens to a request before the effect (a status to answer with) and after it. */
  before: (request: Request) => { status: number; retryAfter?: number } | Promise<undefined> | undefined;
  after: (request: Request) => Promise<void> | void;
  /** What the partner answers with. */
  answer: Record<string, unknown>;
  close(): Promise<void>;
}

export async function openPartner(): Promise<Partner> {
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => void answer(Buffer.concat(chunks).toString()));
    const answer = async (body: string) => {
      const request = { key: String(req.headers['idempotency-key']), target: (req.url ?? '/').slice(1), body };
      partner.requests.push(request);
      const fault = await partner.before(request);
      if (fault) {
        res.writeHead(fault.status, fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }).end();
        return;
      }
      if (!partner.effects.has(request.key)) partner.effects.set(request.key, body);
      await partner.after(request);
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(partner.answer));
    };
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const partner: Partner = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    effects: new Map(),
    before: () => undefined,
    after: () => undefined,
    answer: { ok: true },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return partner;
}
