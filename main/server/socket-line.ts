import type { RawData, WebSocket } from 'ws';
import type { Problem } from '../../preload/contract/http.ts';
import type { OperationDef } from '../../preload/contract/operation.ts';
import { type PortAnswer, SOCKET_CLOSE, zPortCall } from '../../preload/contract/port.ts';
import { Refusal } from '../../preload/contract/refusal.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';
import { DECIDES_RIGHTS } from './actors.ts';
import { Line } from './line.ts';

/** Calls under way on one line; more wait in the network until some are answered. */
const MAX_UNDER_WAY = 32;
/** Bytes that wait to be sent: from here on news is left out, and from there on no more calls are taken. */
const NEWS_STOPS = 256 * 1024;
const CALLS_STOP = 8 * 1024 * 1024;

interface SocketLineOptions {
  readonly engine: Engine;
  readonly operations: ReadonlyMap<string, OperationDef>;
  readonly device: string;
  /** Asked without `awayMs` it is no sign of the person. */
  readonly actor: (awayMs?: number) => Promise<Actor>;
  readonly problemOf: (thrown: unknown) => Problem;
}

/** One WebSocket: calls in, answers and news out, no faster than the other side takes them, and no longer than its right lasts. */
export class SocketLine {
  readonly device: string;
  readonly #ws: WebSocket;
  readonly #o: SocketLineOptions;
  readonly #line: Line;
  readonly #unsubscribe: readonly (() => void)[];
  #alive = true;
  /** News was left out: once there is room, the window is told that anything may have changed. */
  #behind = false;
  #leaving: { readonly code: number; readonly why: string } | undefined;

  constructor(ws: WebSocket, options: SocketLineOptions) {
    const { engine } = options;
    this.device = options.device;
    this.#ws = ws;
    this.#o = options;
    this.#line = new Line({ ...options, send: (answer) => this.#send(answer), onAnswered: () => this.#steady() });
    ws.on('message', (data, binary) => this.#take(data, binary));
    ws.on('pong', () => (this.#alive = true));
    // The reason of an error follows as the code of the close.
    ws.on('error', () => undefined);
    ws.on('close', () => this.#end());
    this.#unsubscribe = [
      engine.news.subscribe((news) => this.#tell(news)),
      engine.news.onCommit((news) => {
        if (news.some((n) => DECIDES_RIGHTS.has(n.topic))) void this.#assertRight();
      }),
    ];
    this.#anything();
  }

  /** Now and then: the other side must have answered the last beat, and still have the right to be here. */
  beat(): void {
    if (!this.#alive && !this.#ws.isPaused) {
      this.#ws.terminate();
      return;
    }
    this.#alive = false;
    this.#ws.ping();
    void this.#assertRight();
  }

  /** Takes no more calls, answers those under way and closes. */
  leave(code: number, why: string): void {
    this.#leaving ??= { code, why };
    this.#ws.pause();
    this.#steady();
  }

  /** Closes whatever is under way. */
  drop(): void {
    this.#ws.terminate();
  }

  #take(data: RawData, binary: boolean): void {
    // What had arrived before the line was paused: its sender sends it again elsewhere.
    if (this.#leaving) return;
    const call = binary ? undefined : zPortCall.safeParse(parsed(data));
    if (!call?.success || !this.#line.take(call.data)) this.#ws.close(SOCKET_CLOSE.notUnderstood, 'not a call of this door');
    else this.#steady();
  }

  /** Slows down a window that asks faster than it is answered, and takes its calls again once it has caught up. */
  #steady(): void {
    const { underWay } = this.#line;
    const waiting = this.#ws.bufferedAmount;
    if (this.#leaving) {
      if (underWay > 0) return;
      this.#ws.resume();
      this.#ws.close(this.#leaving.code, this.#leaving.why);
    } else if (underWay >= MAX_UNDER_WAY || waiting > CALLS_STOP) this.#ws.pause();
    else {
      if (this.#ws.isPaused) this.#ws.resume();
      if (this.#behind && waiting < NEWS_STOPS) this.#anything();
    }
  }

  #send(answer: PortAnswer): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.send(JSON.stringify(answer), () => this.#steady());
  }

  #tell(news: Extract<PortAnswer, { kind: 'news' }>['news']): void {
    if (this.#ws.bufferedAmount > NEWS_STOPS) this.#behind = true;
    else this.#send({ kind: 'news', news });
  }

  #anything(): void {
    this.#behind = false;
    this.#send({ kind: 'news', news: [{ topic: '', ids: [], seq: this.#o.engine.writer.seq }] });
  }

  async #assertRight(): Promise<void> {
    try {
      await this.#o.actor();
    } catch (error) {
      if (error instanceof Refusal) this.#ws.close(SOCKET_CLOSE.signedOut, 'signed out');
    }
  }

  #end(): void {
    for (const stop of this.#unsubscribe) stop();
    this.#line.close();
  }
}

function parsed(data: RawData): unknown {
  try {
    // Text frames come as one buffer unless the library is told otherwise, and it is not.
    return Buffer.isBuffer(data) ? JSON.parse(data.toString('utf8')) : undefined;
  } catch {
    return undefined;
  }
}
