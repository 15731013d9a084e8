import type { RoomModule } from '../engine/registry.ts';
import { printJob } from './print-job.ts';
import { reportPaperJob } from './report-job.ts';

/** What turns the documents of the rooms into files: a job, beside the rooms because drawing needs libraries and threads. */
export const paperModule: RoomModule = { name: 'paper', commands: [], queries: [], jobs: [printJob, reportPaperJob] };
