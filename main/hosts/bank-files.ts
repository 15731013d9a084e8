import { Buffer } from 'node:buffer';
import {
  bankFileRejected,
  IMPORT_STATEMENT,
  LOOK_AT_STATEMENT,
  type StatementLook,
  zStatementJob,
} from '../../preload/contract/banking.ts';
import { BANK_FILE_BYTES, type CsvMapping } from '../../preload/contract/banking-files.ts';
import { notFound } from '../../preload/contract/engine.ts';
import type { FileFacts } from '../../preload/contract/files.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { type BankFile, FileDefect, readBankFile } from '../connectors/bank/index.ts';
import type { JobContext, JobHandler } from '../engine/jobs/model.ts';
import type { RoomModule } from '../engine/registry.ts';

interface Account {
  readonly id: string;
  readonly currency: string;
  readonly mapping: CsvMapping | null;
}
interface Opened {
  readonly bankAccountId: string;
  readonly facts: FileFacts;
  readonly bytes: Buffer;
  readonly file: BankFile;
}
type Taken = Omit<StatementLook, 'name' | 'format'>;

/** The content of an uploaded file, refused when it is larger than a file of a bank can be. */
export async function contentOf(job: JobContext, fileId: string, limit: number): Promise<{ facts: FileFacts; bytes: Buffer }> {
  const { facts, content } = await job.readFile(fileId);
  if (facts.bytes > limit) {
    content.destroy();
    throw refuse(bankFileRejected, { name: facts.name, line: null, detail: `it is larger than ${limit / (1024 * 1024)} MiB` });
  }
  const chunks: Buffer[] = [];
  for await (const chunk of content as AsyncIterable<Buffer>) chunks.push(chunk);
  return { facts, bytes: Buffer.concat(chunks) };
}

/** The uploaded file, read whole by what the bank account says of its files; refuses one that is damaged, naming the line. */
async function opened(job: JobContext): Promise<Opened> {
  const { bankAccountId, fileId } = zStatementJob.parse(job.payload);
  const { rows } = await job.ask<{ rows: Account[] }>('banking.listBankAccounts', {});
  const account = rows.find((a) => a.id === bankAccountId);
  if (!account) throw refuse(notFound, { kind: 'bank account', id: bankAccountId });
  const { facts, bytes } = await contentOf(job, fileId, BANK_FILE_BYTES);
  try {
    return { bankAccountId, facts, bytes, file: readBankFile(bytes, account) };
  } catch (error) {
    if (error instanceof FileDefect) throw refuse(bankFileRejected, { name: facts.name, line: error.line, detail: error.detail });
    throw error;
  }
}

const previewJob: JobHandler = {
  kind: LOOK_AT_STATEMENT,
  summary: 'Reads an uploaded bank statement and says what importing it would bring',
  payload: zStatementJob,
  async run(job): Promise<StatementLook> {
    const { bankAccountId, facts, file } = await opened(job);
    const { format, statements } = file;
    return { ...(await job.ask<Taken>('banking.checkStatements', { bankAccountId, statements })), name: facts.name, format };
  },
};

const importJob: JobHandler = {
  kind: IMPORT_STATEMENT,
  summary: 'Imports an uploaded bank statement',
  payload: zStatementJob,
  async run(job): Promise<StatementLook> {
    const { bankAccountId, facts, bytes, file } = await opened(job);
    const { format, statements } = file;
    // Looked at first, so that a file that is refused or brings nothing is not kept a second time.
    const look = await job.ask<Taken>('banking.checkStatements', { bankAccountId, statements });
    if (look.lines === 0) return { ...look, name: facts.name, format };
    const { name, mediaType } = facts;
    const kept = { name, mediaType, purpose: 'attachment' as const, permission: 'accounting.read', keepDays: null };
    const { fileId } = await job.writeFile(kept, bytes);
    const taken = await job.dispatch<Taken>('banking.takeStatements', { bankAccountId, statements, fileId, format }, 1);
    return { ...taken, name, format };
  },
};

/** Reads what people upload from their banks: jobs, beside the rooms because they know connectors. */
export const bankFiles: RoomModule = { name: 'bank-files', commands: [], queries: [], jobs: [previewJob, importJob] };
