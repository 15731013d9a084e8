import { Buffer } from 'node:buffer';
import { bankFileRejected } from '../../preload/contract/banking.ts';
import { BANK_FILE_BYTES } from '../../preload/contract/banking-files.ts';
import type { FileFacts } from '../../preload/contract/files.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { FileDefect } from '../connectors/bank/index.ts';
import type { JobContext } from '../engine/jobs/model.ts';

/** An uploaded file of a bank or a payment provider as it came, and what its reader made of it. */
export interface FileRead<T> {
  readonly facts: FileFacts;
  readonly bytes: Buffer;
  readonly content: T;
}

/** Reads an uploaded file whole. Refuses one that is larger than such a file can be, or damaged, naming the line. */
export async function readUpload<T>(job: JobContext, fileId: string, reader: (bytes: Buffer) => T): Promise<FileRead<T>> {
  const { facts, content } = await job.readFile(fileId);
  const rejected = (line: number | null, detail: string) => refuse(bankFileRejected, { name: facts.name, line, detail });
  if (facts.bytes > BANK_FILE_BYTES) {
    content.destroy();
    throw rejected(null, `it is larger than ${BANK_FILE_BYTES / (1024 * 1024)} MiB`);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of content as AsyncIterable<Buffer>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  try {
    return { facts, bytes, content: reader(bytes) };
  } catch (error) {
    if (error instanceof FileDefect) throw rejected(error.line, error.detail);
    throw error;
  }
}

/** Keeps the file as it came for good, readable for who reads the books. Returns its id. */
export async function keepUpload(job: JobContext, { facts, bytes }: FileRead<unknown>): Promise<string> {
  const { name, mediaType } = facts;
  const kept = { name, mediaType, purpose: 'attachment' as const, permission: 'accounting.read', keepDays: null };
  return (await job.writeFile(kept, bytes)).fileId;
}
