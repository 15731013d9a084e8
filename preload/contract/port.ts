import type { CommandEnvelope, Preview } from './envelope.ts';
import type { Announcement } from './event.ts';
import type { Problem } from './http.ts';

/**
 * What travels over a MessagePort between a window and the engine's process. Plain data only, so that structured clone
 * carries it unchanged. Calls are numbered by the window; the engine answers each exactly once, in any order.
 */

/** The answer to a query or a command; `replayed` and `preview` only with commands. */
export interface DoorReply {
  readonly seq: number;
  readonly output: unknown;
  readonly replayed?: boolean;
  readonly preview?: Preview;
}

/** From a window: a call, or that its answer is no longer wanted. A command brings its envelope. */
export type PortCall =
  | { readonly kind: 'call'; readonly n: number; readonly operation: string; readonly input: unknown; readonly envelope?: CommandEnvelope }
  | { readonly kind: 'abort'; readonly n: number };

/** From the engine: an answer, or news of commits. */
export type PortAnswer =
  | { readonly kind: 'reply'; readonly n: number; readonly reply: DoorReply }
  | { readonly kind: 'problem'; readonly n: number; readonly problem: Problem }
  | { readonly kind: 'news'; readonly news: readonly Announcement[] };
