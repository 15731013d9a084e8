import type { AddressInfo } from 'node:net';
import { Actors } from '../../main/server/actors.ts';
import { createHttpServer } from '../../main/server/http.ts';
import { SignIn } from '../../main/server/sign-in.ts';
import type { OperationDef } from '../../preload/contract/operation.ts';
import { publishedOperations } from '../../preload/contract/orpc.ts';
import { Refusal } from '../../preload/contract/refusal.ts';
import type { Shop } from './company.ts';

/** What a door answered: a reply, or a refusal as it is worded everywhere. */
export type Answer = { reply: Record<string, unknown> } | { refused: { code: string; params: unknown; sentence: string } };

export interface Envelope {
  commandId?: string;
  expect?: { id: string; revision: number }[];
  dryRun?: boolean;
  confirm?: string;
}

/** One way of asking the house: the same question must get the same answer through every door. */
export interface Door {
  command(token: string, operation: string, input: unknown, envelope: Envelope): Promise<Answer>;
  query(token: string, operation: string, input: unknown): Promise<Answer>;
  close(): Promise<void>;
}

/** The door of tests and tools: function calls. */
export async function inProcessDoor(shop: Shop): Promise<Door> {
  const actors = await Actors.open(shop.engine);
  const answered = async (work: () => Promise<object>): Promise<Answer> => {
    try {
      // Through JSON once, so that both doors show what a script would see.
      return { reply: JSON.parse(JSON.stringify(await work())) as Record<string, unknown> };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { refused: JSON.parse(JSON.stringify({ code: error.code, params: error.params, sentence: error.message })) };
    }
  };
  return {
    command: (token, operation, input, envelope) =>
      answered(async () => shop.engine.dispatch({ commandId: '', ...envelope, operation, input, actor: await actors.ofToken(token) })),
    query: (token, operation, input) => answered(async () => shop.engine.ask({ operation, input, actor: await actors.ofToken(token) })),
    close: () => actors.close(),
  };
}

/** The same engine behind real HTTP. */
export async function httpDoor(shop: Shop, operations: readonly OperationDef[] = publishedOperations): Promise<Door & { url: string }> {
  const actors = await Actors.open(shop.engine);
  const closing = new AbortController();
  const server = createHttpServer({
    companies: new Map([
      ['shop', { name: 'shop', engine: shop.engine, actors, signIn: new SignIn(shop.engine, actors), poke: () => undefined }],
    ]),
    defaultCompany: 'shop',
    operations,
    closing: closing.signal,
    report: (error) => {
      throw error;
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = async (token: string, operation: string, body: object): Promise<Answer> => {
    const response = await fetch(`${url}/api/${operation.replace('.', '/')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    return response.ok ? { reply: answer } : { refused: answer as { code: string; params: unknown; sentence: string } };
  };
  return {
    url,
    command: (token, operation, input, envelope) => ask(token, operation, { ...envelope, input }),
    query: (token, operation, input) => ask(token, operation, { input }),
    async close() {
      closing.abort();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await actors.close();
    },
  };
}
