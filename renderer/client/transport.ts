import type { CommandEnvelope } from '../../preload/contract/envelope.ts';
import type { Announcement } from '../../preload/contract/event.ts';
import type { DoorReply } from '../../preload/contract/port.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Makes it a command, which may be sent again under the same id. */
  readonly envelope?: CommandEnvelope;
}

/** A way to ask. Rejects with a `Failure`, except for an aborted call, which rejects with the signal's reason. */
export type Call = (operation: string, input: unknown, options?: CallOptions) => Promise<DoorReply>;

/** A way to the engine. */
export interface Transport {
  /** Asks once and answers once. */
  readonly call: Call;
  /** Calls back with news of commits until the returned function is called. */
  readonly subscribe: (listener: (news: readonly Announcement[]) => void) => () => void;
}
