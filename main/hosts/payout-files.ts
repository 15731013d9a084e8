import { IMPORT_SETTLEMENT, LOOK_AT_SETTLEMENT, type SettlementLook, zSettlementJob } from '../../preload/contract/banking-payouts.ts';
import { readSettlements } from '../connectors/payouts/index.ts';
import type { JobContext, JobHandler } from '../engine/jobs/model.ts';
import type { RoomModule } from '../engine/registry.ts';
import { keepUpload, readUpload } from './read-file.ts';

type Taken = Omit<SettlementLook, 'name'>;

/** The uploaded file, read as its provider writes it. */
async function opened(job: JobContext) {
  const { channelId, profile, fileId } = zSettlementJob.parse(job.payload);
  return { channelId, profile, read: await readUpload(job, fileId, (bytes) => readSettlements(bytes, profile)) };
}

const previewJob: JobHandler = {
  kind: LOOK_AT_SETTLEMENT,
  summary: 'Reads an uploaded settlement and says what importing it would bring',
  payload: zSettlementJob,
  async run(job): Promise<SettlementLook> {
    const { channelId, read } = await opened(job);
    return { ...(await job.ask<Taken>('banking.checkSettlements', { channelId, settlements: read.content })), name: read.facts.name };
  },
};

const importJob: JobHandler = {
  kind: IMPORT_SETTLEMENT,
  summary: 'Imports an uploaded settlement and posts it',
  payload: zSettlementJob,
  async run(job): Promise<SettlementLook> {
    const { channelId, profile, read } = await opened(job);
    const settlements = read.content;
    const { name } = read.facts;
    const look = await job.ask<Taken>('banking.checkSettlements', { channelId, settlements });
    if (look.settlements === 0) return { ...look, name };
    const fileId = await keepUpload(job, read);
    return { ...(await job.dispatch<Taken>('banking.takeSettlements', { channelId, settlements, fileId, profile }, 1)), name };
  },
};

/** Reads settlements that people upload: jobs, beside the rooms because they know connectors. */
export const payoutFiles: RoomModule = { name: 'payout-files', commands: [], queries: [], jobs: [previewJob, importJob] };
