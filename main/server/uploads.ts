import type { z } from 'zod';
import {
  fileNotWhatItSays,
  fileTooLarge,
  fileTypeNotAllowed,
  type SentFile,
  type TakenFile,
  UPLOAD_BYTES,
  UPLOAD_TYPES,
  zNewFile,
} from '../../preload/contract/files.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { parseInput } from '../engine/admission.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';
import { zDoorCommandId } from './answer.ts';
import { looksLike, SIGNATURE_BYTES } from './file-types.ts';

/** A file that somebody sends, through whatever door. */
export interface Upload {
  readonly file: SentFile;
  readonly content: AsyncIterable<Uint8Array>;
  /** What the sender says it will send, in bytes; refused before anything is read where that is too much. */
  readonly announced?: number;
  /** The sender's own id, so that it can be sent again. */
  readonly commandId: string;
}

/** Takes an upload: only kinds that nothing runs, whose content begins like its kind, at most 64 MiB, readable by who sends it. */
export function takeUpload(engine: Engine, actor: Actor, { file: said, content, announced = 0, commandId }: Upload): Promise<TakenFile> {
  const { name, mediaType, purpose = 'upload', permission } = said;
  if (!UPLOAD_TYPES.includes(mediaType)) throw refuse(fileTypeNotAllowed, { name, mediaType: mediaType.slice(0, 100) });
  const file = parseInput('files.upload', zNewFile, { name, mediaType, purpose, permission }) as z.output<typeof zNewFile>;
  if (announced > UPLOAD_BYTES) throw refuse(fileTooLarge, { limit: UPLOAD_BYTES });
  const id = parseInput('files.upload', zDoorCommandId, commandId) as string;
  return engine.files.write(file, checked(content, file.name, mediaType), { actor, limit: UPLOAD_BYTES, commandId: () => id });
}

/** The content as it comes; refuses one that does not begin as its kind begins. */
async function* checked(content: AsyncIterable<Uint8Array>, name: string, mediaType: string): AsyncGenerator<Uint8Array> {
  let head: Buffer | undefined = Buffer.alloc(0);
  const look = (bytes: Buffer) => {
    if (!looksLike(mediaType, bytes)) throw refuse(fileNotWhatItSays, { name, mediaType });
  };
  for await (const chunk of content) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < SIGNATURE_BYTES) continue;
    look(head);
    yield head;
    head = undefined;
  }
  if (head === undefined) return;
  look(head);
  yield head;
}
