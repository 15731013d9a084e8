import { Buffer } from 'node:buffer';
import { bankFileRejected } from '../../preload/contract/banking.ts';
import { BANK_FILE_BYTES } from '../../preload/contract/banking-files.ts';
import {
  IMPORT_SETTLEMENT,
  LOOK_AT_SETTLEMENT,
  type PayoutProfile,
  type Settlement,
  type SettlementLook,
  zSettlementJob,
} from '../../preload/contract/banking-payouts.ts';
import type { FileFacts } from '../../preload/contract/files.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { FileDefect, readSettlements } from '../connectors/payouts/index.ts';
import type { JobContext, JobHandler } from '../engine/jobs/model.ts';
import type { RoomModule } from '../engine/registry.ts';
import { contentOf } from './bank-files.ts';

type Taken = Omit<SettlementLook, 'name'>;
interface Opened {
  readonly channelId: string;
  readonly profile: PayoutProfile;
  readonly facts: FileFacts;
  readonly bytes: Uint8Array;
  readonly settlements: readonly Settlement[];
}

/** The uploaded file, read whole as its provider writes it; refuses one that is damaged, naming the line. */
async function opened(job: JobContext): Promise<Opened> {
  const { channelId, profile, fileId } = zSettlementJob.parse(job.payload);
  const { facts, bytes } = await contentOf(job, fileId, BANK_FILE_BYTES);
  try {
    return { channelId, profile, facts, bytes, settlements: readSettlements(bytes, profile) };
  } catch (error) {
    if (error instanceof FileDefect) throw refuse(bankFileRejected, { name: facts.name, line: error.line, detail: error.detail });
    throw error;
  }
}

const previewJob: JobHandler = {
  kind: LOOK_AT_SETTLEMENT,
  summary: 'Reads an uploaded settlement and says what importing it would bring',
  payload: zSettlementJob,
  async run(job): Promise<SettlementLook> {
    const { channelId, facts, settlements } = await opened(job);
    return { ...(await job.ask<Taken>('banking.checkSettlements', { channelId, settlements })), name: facts.name };
  },
};

const importJob: JobHandler = {
  kind: IMPORT_SETTLEMENT,
  summary: 'Imports an uploaded settlement and posts it',
  payload: zSettlementJob,
  async run(job): Promise<SettlementLook> {
    const { channelId, profile, facts, bytes, settlements } = await opened(job);
    const look = await job.ask<Taken>('banking.checkSettlements', { channelId, settlements });
    const { name, mediaType } = facts;
    if (look.settlements === 0) return { ...look, name };
    const kept = { name, mediaType, purpose: 'attachment' as const, permission: 'accounting.read', keepDays: null };
    const { fileId } = await job.writeFile(kept, Buffer.from(bytes));
    return { ...(await job.dispatch<Taken>('banking.takeSettlements', { channelId, settlements, fileId, profile }, 1)), name };
  },
};

/** Reads settlements that people upload: jobs, beside the rooms because they know connectors. */
export const payoutFiles: RoomModule = { name: 'payout-files', commands: [], queries: [], jobs: [previewJob, importJob] };
