import type { CommandEnvelope } from '../../preload/contract/envelope.ts';
import type { Announcement } from '../../preload/contract/event.ts';
import type { DoorReply } from '../../preload/contract/port.ts';

/** A way to the engine. Rejects with a `Failure`, except for an aborted call, which rejects with the signal's reason. */
export interface Transport {
  /** Asks once and answers once; with an envelope it is a command, which may be sent again under the same id. */
  call(
    operation: string,
    input: unknown,
    options?: { readonly signal?: AbortSignal; readonly envelope?: CommandEnvelope },
  ): Promise<DoorReply>;
  /** Calls back with news of commits until the returned function is called. */
  readonly subscribe: (listener: (news: readonly Announcement[]) => void) => () => void;
}
