import type { CommandEnvelope } from '../../preload/contract/envelope.ts';
import type { Announcement } from '../../preload/contract/event.ts';
import type { SentFile, TakenFile } from '../../preload/contract/files.ts';
import type { DoorReply } from '../../preload/contract/port.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Makes it a command, which may be sent again under the same id. */
  readonly envelope?: CommandEnvelope;
}

/** A way to ask. Rejects with a `Failure`, except for an aborted call, which rejects with the signal's reason. */
export type Call = (operation: string, input: unknown, options?: CallOptions) => Promise<DoorReply>;

/** A file that was fetched: what it is called and what is in it. */
export interface Fetched {
  readonly name: string;
  readonly content: Blob;
}

/** How somebody follows a file on its way, and takes it back. */
export interface UploadWatch {
  /** Bytes that have left so far, where the way can tell. */
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
}

/** A way for contents of files. Rejects with a `Failure`. */
export interface FileWay {
  readonly read: (fileId: string) => Promise<Fetched>;
  /** `commandId` lets it be sent again. Rejects with the reason of the signal where it was taken back. */
  readonly write: (file: SentFile, content: Blob, commandId: string, watch?: UploadWatch) => Promise<TakenFile>;
}

/** A way to the engine. */
export interface Transport {
  /** Asks once and answers once. */
  readonly call: Call;
  /** Calls back with news of commits until the returned function is called. */
  readonly subscribe: (listener: (news: readonly Announcement[]) => void) => () => void;
  /** Asks what stands before any company, over this very line; without it that goes over HTTP. */
  readonly setup?: (path: string, body?: unknown) => Promise<unknown>;
  /** Files over this very line; without it they go over HTTP. */
  readonly files?: FileWay;
}
