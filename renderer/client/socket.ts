import { BODY_LIMIT } from '../../preload/contract/http.ts';
import { type PortAnswer, SOCKET_CLOSE } from '../../preload/contract/port.ts';
import { Calls } from './calls.ts';
import { Failure } from './failure.ts';
import { t } from './text.ts';
import type { Call, Transport } from './transport.ts';

/** First pause before the line is opened again, doubled up to the longest. */
const FIRST_MS = 500;
const LONGEST_MS = 15_000;
/** How often the line is asked whether anybody is there; without an answer until the next time it is given up. */
const PING_MS = 15_000;

export interface SocketOptions {
  /** Opens a WebSocket to the company. */
  readonly open: () => WebSocket;
  /** Asks over HTTP: while the line is not open, and again for what was under way when it broke. */
  readonly otherwise: Call;
  /** Whether anybody is signed in, for whom a line may be opened. */
  readonly wanted: () => boolean;
  /** The server closed the line because the session has ended. */
  readonly onSignedOut: () => void;
}

/** Thrown inside only: the line broke before the answer came. */
const BROKEN = new Error('the line broke');

/**
 * The engine at the other end of a WebSocket, which opens by itself and comes back when it breaks. While it is not open, calls go over HTTP, which also words why
 * nobody answers; so does what was under way when it broke, with the same command id, so that what was done already is answered and not done twice.
 */
export function socketTransport({ open, otherwise, wanted, onSignedOut }: SocketOptions): Transport & { close(): void } {
  let line: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_MS;
  let closed = false;
  let heard = true;
  const calls = new Calls((call) => {
    if (line?.readyState === WebSocket.OPEN) line.send(JSON.stringify(call));
  });

  function connect() {
    clearTimeout(timer);
    if (closed) return;
    if (!wanted()) {
      timer = setTimeout(connect, FIRST_MS);
      return;
    }
    const socket = open();
    line = socket;
    heard = true;
    socket.addEventListener('open', () => (wait = FIRST_MS));
    socket.addEventListener('message', ({ data }) => {
      heard = true;
      calls.take(JSON.parse(String(data)) as PortAnswer);
    });
    socket.addEventListener('close', ({ code }) => {
      if (code === SOCKET_CLOSE.signedOut && line === socket) onSignedOut();
      lose(socket);
    });
  }

  function lose(socket: WebSocket) {
    if (line !== socket) return;
    line = undefined;
    calls.fail(() => BROKEN);
    if (closed) return;
    // Not all windows of a server that was started again come in the same moment.
    timer = setTimeout(connect, wait * (0.5 + Math.random() / 2));
    wait = Math.min(wait * 2, LONGEST_MS);
  }

  const beat = setInterval(() => {
    if (line?.readyState !== WebSocket.OPEN) return;
    if (heard) {
      heard = false;
      line.send(JSON.stringify({ kind: 'ping' }));
    } else {
      line.close();
      // Closing waits for the other side, which says nothing any more.
      lose(line);
    }
  }, PING_MS);

  connect();
  return {
    async call(operation, input, options = {}) {
      if (line?.readyState !== WebSocket.OPEN) return otherwise(operation, input, options);
      // A message that is too large would cost the line; HTTP refuses it in words. A letter takes up to three bytes, a command a few more.
      if (JSON.stringify(input ?? null).length > BODY_LIMIT / 4) return otherwise(operation, input, options);
      try {
        return await calls.call(operation, input, options);
      } catch (error) {
        if (error !== BROKEN) throw error;
        return otherwise(operation, input, options);
      }
    },
    subscribe: (listener) => calls.subscribe(listener),
    close() {
      closed = true;
      clearTimeout(timer);
      clearInterval(beat);
      calls.fail(() => new Failure('window', t('letGo')));
      line?.close();
    },
  };
}
