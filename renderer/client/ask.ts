import { useConnection } from './connection.ts';
import { connectDesktop, onDesktop } from './desktop.ts';
import { Failure } from './failure.ts';
import { httpCall } from './http.ts';
import type { Answer, InputOf, QueryName } from './operations.ts';
import { usePerson, whoAmI } from './session.ts';
import { socketTransport } from './socket.ts';
import type { Transport } from './transport.ts';

/** How often the window makes sure that somebody answers; news of commits comes by itself. */
const WATCH_MS = 10_000;

let transport: Promise<Transport> | undefined;

/** The way to the engine, made once. */
export function way(): Promise<Transport> {
  const bridge = globalThis.countinghouse;
  transport ??= bridge ? connectDesktop(bridge) : Promise.resolve(browserTransport());
  return transport;
}

/** The line to the server this page came from, under the address of the page: a company at `/c/<company>/` is asked there. */
function browserTransport(): Transport {
  const address = new URL('ws', document.baseURI);
  address.protocol = address.protocol.replace('http', 'ws');
  address.hash = '';
  return socketTransport({
    open: () => new WebSocket(address),
    otherwise: httpCall(),
    wanted: () => useConnection.getState().state !== 'signed-out' && usePerson.getState().person !== undefined,
    onSignedOut: leave,
  });
}

/**
 * Asks the engine, typed by the contract. Rejects with a `Failure` whose message is the sentence to show; losing the
 * session or the server is also told to the frame, once for all screens.
 */
export async function ask<N extends QueryName>(operation: N, input: InputOf<N>, signal?: AbortSignal): Promise<Answer<N>> {
  try {
    const reply = await (await way()).call(operation, input, signal ? { signal } : {});
    if (reply.seq > useConnection.getState().seq) useConnection.setState({ seq: reply.seq });
    return reply as Answer<N>;
  } catch (error) {
    tellFrame(error);
    throw error;
  }
}

/** Losing the session or the server concerns the whole window. */
export function tellFrame(error: unknown): void {
  if (!(error instanceof Failure)) return;
  if (error.signedOut) leave();
  if (error.noCompany) useConnection.setState({ state: 'no-company' });
  if (error.unreachable) useConnection.setState({ state: 'offline' });
}

/** Learns the company and the newest commit; the result is the state of the connection. */
export async function look(): Promise<void> {
  try {
    if (!onDesktop() && !usePerson.getState().person) await whoAmI();
    const { output } = await ask('engine.status', {});
    useConnection.setState({ state: 'online', company: output.company });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tellFrame(error);
    // A person without that permission is still online; the screens word the refusal.
    if (error.forbidden) useConnection.setState({ state: 'online' });
  }
}

/**
 * Keeps the window current until the returned function is called: news of commits as they happen, and now and then a
 * look whether somebody still answers.
 */
export function watch(): () => void {
  let stop: (() => void) | undefined;
  let ended = false;
  const timer = setInterval(() => {
    const { state } = useConnection.getState();
    if (document.visibilityState === 'visible' && state !== 'signed-out' && state !== 'no-company') void look();
  }, WATCH_MS);
  void way().then((engine) => {
    if (ended) return;
    stop = engine.subscribe((news) => {
      const seq = Math.max(...news.map((n) => n.seq));
      if (seq > useConnection.getState().seq) useConnection.setState({ seq });
    });
  });
  return () => {
    ended = true;
    clearInterval(timer);
    stop?.();
  };
}

/** Nobody is signed in any more: asks who it is. */
export function leave(): void {
  usePerson.setState({ person: undefined });
  useConnection.setState({ state: 'signed-out', company: undefined });
}
