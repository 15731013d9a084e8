import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { unknownOperation } from '../../preload/contract/engine.ts';
import { tooManyLines } from '../../preload/contract/http.ts';
import type { OperationDef } from '../../preload/contract/operation.ts';
import { SOCKET_CLOSE } from '../../preload/contract/port.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import type { ProblemAnswer } from './problems.ts';
import { askerOf, companyAt, type ServedCompanies } from './served.ts';
import { SocketLine } from './socket-line.ts';

/** Lines of one session or token: some windows, and some that are just being replaced. */
const LINES_EACH = 20;
const LINES_ALL = 2000;
const HEARTBEAT_MS = 15_000;
const GRACE_MS = 8_000;

export interface SocketOptions {
  readonly companies: ServedCompanies;
  readonly operations: ReadonlyMap<string, OperationDef>;
  /** Largest message in bytes. */
  readonly limit: number;
  readonly closing: AbortSignal;
  readonly problemOf: (thrown: unknown) => ProblemAnswer;
}

/**
 * The WebSocket door: `/ws` for the default company, `/c/<company>/ws` for each. A line is let in by session or token, and closed within moments
 * of their end; what it carries is the contract in the form of `preload/contract/port.ts`.
 */
export function attachSockets(server: Server, options: SocketOptions): void {
  const { companies, closing } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: options.limit, clientTracking: false, perMessageDeflate: false });
  const lines = new Set<SocketLine>();

  async function letIn(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://door');
    const match = /^(?:\/c\/([^/]+))?\/ws$/.exec(pathname);
    if (!match) throw refuse(unknownOperation, { operation: pathname.slice(0, 100) });
    const company = companyAt(companies, match[1]);
    // Browsers always say where a socket comes from, and no rule of theirs keeps other sites from opening one.
    const actor = askerOf(company, request, true);
    const { device } = await actor();
    const same = [...lines].filter((l) => l.device === device).length;
    if (same >= LINES_EACH || lines.size >= LINES_ALL) throw refuse(tooManyLines, { lines: Math.min(LINES_EACH, same) });
    if (closing.aborted || socket.destroyed) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const line = new SocketLine(ws, { ...options, engine: company.engine, device, actor, problemOf: (e) => options.problemOf(e).body });
      lines.add(line);
      ws.once('close', () => lines.delete(line));
    });
  }

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    letIn(request, socket, head).catch((thrown: unknown) => {
      const { status, body } = options.problemOf(thrown);
      const text = JSON.stringify(body);
      const headers = `content-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close`;
      socket.end(`HTTP/1.1 ${status} ${server.listening ? 'Refused' : 'Closing'}\r\n${headers}\r\n\r\n${text}`);
    });
  });

  const heartbeat = setInterval(() => {
    for (const line of lines) line.beat();
  }, HEARTBEAT_MS);
  heartbeat.unref();
  closing.addEventListener('abort', () => {
    clearInterval(heartbeat);
    for (const line of lines) line.leave(SOCKET_CLOSE.goingDown, 'the server stops');
    setTimeout(() => {
      for (const line of lines) line.drop();
    }, GRACE_MS).unref();
  });
}
