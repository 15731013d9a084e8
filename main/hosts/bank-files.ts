import { IMPORT_STATEMENT, LOOK_AT_STATEMENT, type StatementLook, zStatementJob } from '../../preload/contract/banking.ts';
import type { CsvMapping } from '../../preload/contract/banking-files.ts';
import { notFound } from '../../preload/contract/engine.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { readBankFile } from '../connectors/bank/index.ts';
import type { JobContext, JobHandler } from '../engine/jobs/model.ts';
import type { RoomModule } from '../engine/registry.ts';
import { keepUpload, readUpload } from './read-file.ts';

interface Account {
  readonly id: string;
  readonly currency: string;
  readonly mapping: CsvMapping | null;
}
type Taken = Omit<StatementLook, 'name' | 'format'>;

/** The uploaded file, read by what the bank account says of its files. */
async function opened(job: JobContext) {
  const { bankAccountId, fileId } = zStatementJob.parse(job.payload);
  const { rows } = await job.ask<{ rows: Account[] }>('banking.listBankAccounts', {});
  const account = rows.find((a) => a.id === bankAccountId);
  if (!account) throw refuse(notFound, { kind: 'bank account', id: bankAccountId });
  return { bankAccountId, read: await readUpload(job, fileId, (bytes) => readBankFile(bytes, account)) };
}

const previewJob: JobHandler = {
  kind: LOOK_AT_STATEMENT,
  summary: 'Reads an uploaded bank statement and says what importing it would bring',
  payload: zStatementJob,
  async run(job): Promise<StatementLook> {
    const { bankAccountId, read } = await opened(job);
    const { format, statements } = read.content;
    return { ...(await job.ask<Taken>('banking.checkStatements', { bankAccountId, statements })), name: read.facts.name, format };
  },
};

const importJob: JobHandler = {
  kind: IMPORT_STATEMENT,
  summary: 'Imports an uploaded bank statement',
  payload: zStatementJob,
  async run(job): Promise<StatementLook> {
    const { bankAccountId, read } = await opened(job);
    const { format, statements } = read.content;
    const { name } = read.facts;
    // Looked at first, so that a file that is refused or brings nothing is not kept a second time.
    const look = await job.ask<Taken>('banking.checkStatements', { bankAccountId, statements });
    if (look.lines === 0) return { ...look, name, format };
    const fileId = await keepUpload(job, read);
    const taken = await job.dispatch<Taken>('banking.takeStatements', { bankAccountId, statements, fileId, format }, 1);
    return { ...taken, name, format };
  },
};

/** Reads what people upload from their banks: jobs, beside the rooms because they know connectors. */
export const bankFiles: RoomModule = { name: 'bank-files', commands: [], queries: [], jobs: [previewJob, importJob] };
