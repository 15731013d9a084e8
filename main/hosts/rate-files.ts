import { type DayRate, IMPORT_RATES, LOOK_AT_RATES, type RatesLook, zRatesJob } from '../../preload/contract/accounting-rates.ts';
import { readRates } from '../connectors/rates/index.ts';
import type { JobContext, JobHandler } from '../engine/jobs/model.ts';
import type { RoomModule } from '../engine/registry.ts';
import { readUpload } from './read-file.ts';

type Taken = Omit<RatesLook, 'name'>;

/** The rates of the uploaded file in the company's currency. */
async function opened(job: JobContext) {
  const { fileId, replace } = zRatesJob.parse(job.payload);
  const { company } = await job.ask<{ company: { currency: string } }>('engine.status', {});
  const read = await readUpload<DayRate[]>(job, fileId, (bytes) => readRates(bytes, company.currency));
  return { name: read.facts.name, rates: read.content, replace };
}

const previewJob: JobHandler = {
  kind: LOOK_AT_RATES,
  summary: 'Reads an uploaded file of exchange rates and says what importing it would bring',
  payload: zRatesJob,
  async run(job): Promise<RatesLook> {
    const { name, rates } = await opened(job);
    return { ...(await job.ask<Taken>('accounting.checkRates', { rates })), name };
  },
};

const importJob: JobHandler = {
  kind: IMPORT_RATES,
  summary: 'Imports an uploaded file of exchange rates',
  payload: zRatesJob,
  async run(job): Promise<RatesLook> {
    const { name, rates, replace } = await opened(job);
    return { ...(await job.dispatch<Taken>('accounting.takeRates', { rates, replace }, 1)), name };
  },
};

/** Reads exchange rates that people upload: jobs, beside the rooms because they know connectors. */
export const rateFiles: RoomModule = { name: 'rate-files', commands: [], queries: [], jobs: [previewJob, importJob] };
