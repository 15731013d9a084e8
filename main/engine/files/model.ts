import type { Readable } from 'node:stream';

/** Bytes of a file, in one piece or as they come; text is written as UTF-8. */
export type FileContent = Uint8Array | string | AsyncIterable<Uint8Array | string>;

/** What the store knows a content by. */
export interface ContentFacts {
  readonly sha256: string;
  readonly bytes: number;
}

/** Keeps contents under their SHA-256. What the company knows about them is in its database. */
export interface ContentStore {
  /** Takes a content of at most `limit` bytes; it is there whole or not at all. Refuses a larger one. */
  put(content: FileContent, limit: number): Promise<ContentFacts>;
  /** The content, or undefined where it is not there. */
  open(sha256: string): Promise<Readable | undefined>;
  /** Names of contents written or written again longer ago than this, and what broken-off writes left. */
  old(millis: number): Promise<readonly string[]>;
  /** Removes what `old` named, unless it was written again meanwhile. Synchronous, so that nothing comes between look and deed. */
  remove(name: string, millis: number): boolean;
}
