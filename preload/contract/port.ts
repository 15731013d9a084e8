import { z } from 'zod';
import type { CommandEnvelope, Preview } from './envelope.ts';
import type { Announcement } from './event.ts';
import type { SentFile } from './files.ts';
import type { Problem } from './http.ts';

/**
 * What travels between a window and the engine over a lasting line: a MessagePort on the desktop (as it is), a WebSocket in browsers (as JSON
 * text). Calls are numbered by the window; the engine answers each exactly once, in any order.
 */

/** The answer to a query or a command; `replayed` and `preview` only with commands. */
export interface DoorReply {
  readonly seq: number;
  readonly output: unknown;
  readonly replayed?: boolean;
  readonly preview?: Preview;
}

/** From a window: a call, that its answer is no longer wanted, or the question whether anybody is there. A command brings its envelope. */
export type PortCall =
  | {
      readonly kind: 'call';
      readonly n: number;
      readonly operation: string;
      readonly input: unknown;
      readonly envelope?: CommandEnvelope;
      /** seconds since the person touched key or pointer; a window that refreshes by itself is no sign of them */
      readonly away?: number;
    }
  | { readonly kind: 'abort'; readonly n: number }
  | { readonly kind: 'ping' };

/**
 * What only a port carries, because it is not JSON: contents of files. A browser asks for them over HTTP. What is read comes in parts, each asked
 * for once the one before was taken, and ends with a reply that says what the file is.
 */
export type PortFileCall =
  | { readonly kind: 'read'; readonly n: number; readonly fileId: string }
  | { readonly kind: 'more'; readonly n: number }
  | { readonly kind: 'write'; readonly n: number; readonly file: SentFile; readonly bytes: Uint8Array; readonly commandId: string };

/** What a port carries while there is no company: the questions of the first run. A server answers them over HTTP to who holds the setup link. */
export interface PortSetupCall {
  readonly kind: 'setup';
  readonly n: number;
  readonly path: string;
  readonly body?: unknown;
}

/** From the engine: an answer, news of commits, or that somebody is there. News without a topic says that any rows may have changed. */
export type PortAnswer =
  | { readonly kind: 'reply'; readonly n: number; readonly reply: DoorReply }
  | { readonly kind: 'problem'; readonly n: number; readonly problem: Problem }
  | { readonly kind: 'part'; readonly n: number; readonly bytes: Uint8Array }
  | { readonly kind: 'news'; readonly news: readonly Announcement[] }
  | { readonly kind: 'pong' };

const zN = z.int().min(0);
/** The form of a call; what it asks is judged by its operation. */
export const zPortCall = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    n: zN,
    operation: z.string().max(100),
    input: z.unknown(),
    envelope: z.unknown().optional(),
    away: zN.optional(),
  }),
  z.strictObject({ kind: z.literal('abort'), n: zN }),
  z.strictObject({ kind: z.literal('ping') }),
]);
/** A call as it comes from outside: its envelope is judged with its operation. */
export type RawPortCall = z.output<typeof zPortCall>;

/** Codes with which a server closes a WebSocket, besides the common ones. */
export const SOCKET_CLOSE = { signedOut: 4401, notUnderstood: 4400, silent: 4408, goingDown: 1001 } as const;
