import type { AddressInfo } from 'node:net';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { serveWindow } from '../../main/hosts/port-door.ts';
import { Actors } from '../../main/server/actors.ts';
import { createHttpServer } from '../../main/server/http.ts';
import { problemOf } from '../../main/server/problems.ts';
import { boxWithKey } from '../../main/server/secret-box.ts';
import { SignIn } from '../../main/server/sign-in.ts';
import type { CommandEnvelope } from '../../preload/contract/envelope.ts';
import type { OperationDef } from '../../preload/contract/operation.ts';
import { publishedOperations } from '../../preload/contract/orpc.ts';
import type { DoorReply } from '../../preload/contract/port.ts';
import { Failure } from '../../renderer/client/failure.ts';
import { httpCall } from '../../renderer/client/http.ts';
import { portTransport } from '../../renderer/client/port.ts';
import { socketTransport } from '../../renderer/client/socket.ts';
import type { Call, Transport } from '../../renderer/client/transport.ts';
import type { Shop } from './company.ts';

/** What a door answered: a reply, or a problem as it is worded everywhere. */
export type Answer = { reply: Record<string, unknown> } | { refused: { code: string; params: unknown; sentence: string } };

/** One way of asking the house: the same question must get the same answer through every door. */
export interface Door {
  command(token: string, operation: string, input: unknown, envelope: CommandEnvelope): Promise<Answer>;
  query(token: string, operation: string, input: unknown): Promise<Answer>;
  close(): Promise<void>;
}
/** A door that stays open: news comes through it, and calls may be withdrawn. */
export interface LineDoor extends Door {
  line(token: string): Promise<Transport>;
}

// Through JSON once, so that all doors show what a script would see.
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

async function answered(work: () => Promise<DoorReply>): Promise<Answer> {
  try {
    return { reply: plain(await work()) as unknown as Record<string, unknown> };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { refused: plain({ code: error.code, params: error.params, sentence: error.message }) };
  }
}

const doorOf = (callOf: (token: string) => Promise<Call>, close: () => Promise<void>): Door => ({
  command: (token, operation, input, envelope) => answered(async () => (await callOf(token))(operation, input, { envelope })),
  query: (token, operation, input) => answered(async () => (await callOf(token))(operation, input)),
  close,
});

const REFERENCE = () => 'F-test';
const silent = () => undefined;

/** The door of tests and tools: function calls. */
export async function inProcessDoor(shop: Shop): Promise<Door> {
  const actors = await Actors.open(shop.engine);
  const callOf = async (token: string): Promise<Call> => {
    return async (operation, input, { envelope } = {}) => {
      try {
        const actor = await actors.ofToken(token);
        return envelope
          ? await shop.engine.dispatch({ ...envelope, operation, input, actor })
          : await shop.engine.ask({ operation, input, actor });
      } catch (error) {
        const { body } = problemOf(error, REFERENCE, silent);
        throw new Failure(body.code, body.sentence, body.params);
      }
    };
  };
  return doorOf(callOf, () => actors.close());
}

/** The desktop's door: a MessagePort per person. */
export async function portDoor(shop: Shop, operations: readonly OperationDef[] = publishedOperations): Promise<LineDoor> {
  const actors = await Actors.open(shop.engine);
  const published = new Map(operations.map((d) => [d.name, d]));
  const ports: MessagePort[] = [];
  const lines = new Map<string, Transport>();
  const line = async (token: string) => {
    const known = lines.get(token);
    if (known) return known;
    const { port1: inside, port2: outside } = new MessageChannel();
    ports.push(inside, outside);
    serveWindow(
      shop.engine,
      {
        on: (event: 'message' | 'close', listener: (message: { data: unknown }) => void) =>
          inside.on(event, (data?: unknown) => listener({ data })),
        postMessage: (message) => inside.postMessage(message),
        start: () => inside.start(),
      },
      () => actors.ofToken(token),
      (thrown) => problemOf(thrown, REFERENCE, silent).body,
      published,
    );
    const transport = portTransport({
      postMessage: (message) => outside.postMessage(message),
      addEventListener: (type: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
        void outside.on(type, (data?: unknown) => listener({ data })),
      start: () => outside.start(),
    });
    lines.set(token, transport);
    return transport;
  };
  const door = doorOf(
    async (token) => (await line(token)).call,
    async () => {
      for (const port of ports) port.close();
      await actors.close();
    },
  );
  return { ...door, line };
}

/** Signing in is tested with a guess that costs milliseconds; one test looks at the real cost. */
const CHEAP_PASSWORDS = 10;

/** A company behind a real server on a port of its own. */
export async function serveShop(shop: Shop, operations: readonly OperationDef[] = publishedOperations) {
  const actors = await Actors.open(shop.engine);
  const closing = new AbortController();
  const signIn = new SignIn(shop.engine, actors, boxWithKey(Buffer.alloc(32, 7)), CHEAP_PASSWORDS);
  const server = createHttpServer({
    companies: new Map([['shop', { name: 'shop', engine: shop.engine, actors, signIn, poke: silent }]]),
    operations,
    closing: closing.signal,
    report: silent,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    closing.abort();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    await actors.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** Asks a server over HTTP with a token. */
export const httpAsker = (url: string, token: string): Call =>
  httpCall((path, init) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(`${url}/${path}`, { ...init, headers });
  });

/** The same engine behind real HTTP. */
export async function httpDoor(shop: Shop, operations?: readonly OperationDef[]): Promise<Door & { url: string }> {
  const { url, close } = await serveShop(shop, operations);
  return { url, ...doorOf(async (token) => httpAsker(url, token), close) };
}

/** A window's line to a server, as the renderer opens it; a token stands for the cookie. */
export interface OpenLine extends Transport {
  /** The sockets it has opened, newest last. */
  readonly sockets: readonly WebSocket[];
  /** Calls that went over HTTP. */
  readonly overHttp: () => number;
  /** Resolves once the line is open, or was refused. */
  settled(): Promise<void>;
  /** How often the server said that the session has ended. */
  readonly signedOut: () => number;
  close(): void;
}

/** Opens a line to a server: the renderer's own transport, with Node's WebSocket. */
export function openLine(url: string, token: string): OpenLine {
  const sockets: WebSocket[] = [];
  const state = { overHttp: 0, signedOut: 0 };
  const http = httpAsker(url, token);
  const open = () => {
    // Node's WebSocket takes headers, which a browser's does not.
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, { headers: { authorization: `Bearer ${token}` } } as never);
    sockets.push(socket);
    return socket;
  };
  const transport = socketTransport({
    open,
    otherwise: (...asked) => {
      state.overHttp += 1;
      return http(...asked);
    },
    wanted: () => state.signedOut === 0,
    onSignedOut: () => (state.signedOut += 1),
  });
  return {
    ...transport,
    sockets,
    overHttp: () => state.overHttp,
    signedOut: () => state.signedOut,
    settled: async () => {
      const socket = sockets.at(-1);
      if (socket?.readyState !== WebSocket.CONNECTING) return;
      await new Promise<void>((resolve) => {
        socket.addEventListener('open', () => resolve());
        socket.addEventListener('close', () => resolve());
      });
    },
  };
}

/** The same engine behind WebSockets. */
export async function socketDoor(
  shop: Shop,
  operations?: readonly OperationDef[],
): Promise<LineDoor & { url: string; lines: ReadonlyMap<string, OpenLine> }> {
  const { url, close } = await serveShop(shop, operations);
  const lines = new Map<string, OpenLine>();
  const line = async (token: string) => {
    const known = lines.get(token) ?? openLine(url, token);
    lines.set(token, known);
    await known.settled();
    return known;
  };
  const door = doorOf(
    async (token) => (await line(token)).call,
    async () => {
      for (const l of lines.values()) l.close();
      await close();
    },
  );
  return { url, lines, ...door, line };
}
