import { cancelBulk, getBulk, listBulkRows, previewBulk, runBulk } from '../bulk/operations.ts';
import { cancelExport, exportList, getExport } from '../export/export-list.ts';
import { exportReport } from '../export/export-report.ts';
import type { JobKind } from '../jobs/model.ts';
import type { RoomModule } from '../registry.ts';
import { cancelJob, enableSchedule, requeueJob, requeueOutbox, setSchedule, startJob } from './commands.ts';
import { getFile, listFiles, pruneFiles, recordFile } from './files.ts';
import {
  backup,
  getDoctorRun,
  listBackups,
  listDoctorRuns,
  noteBackup,
  noteDoctor,
  noteVerified,
  runDoctor,
  verifyBackup,
} from './keeping.ts';
import { pruneQueues } from './prune.ts';
import { commandList, getCommand, history, listIncidents } from './read-audit.ts';
import { getJob, jobList, listJobKinds, listSchedules, outboxItems, status } from './read-work.ts';

/** The engine's own operations: audit log, incidents, jobs, schedules, outbox, status. Part of every registry. */
export const engineRoom = (kinds: ReadonlyMap<string, JobKind>): RoomModule => ({
  name: 'engine',
  commands: [
    startJob(kinds),
    cancelJob,
    requeueJob,
    setSchedule(kinds),
    enableSchedule,
    requeueOutbox,
    pruneQueues,
    recordFile,
    pruneFiles,
    exportList,
    exportReport,
    cancelExport,
    previewBulk,
    runBulk,
    cancelBulk,
    runDoctor,
    noteDoctor,
    backup,
    noteBackup,
    verifyBackup,
    noteVerified,
  ],
  queries: [
    status,
    ...commandList.all,
    getCommand,
    history,
    listIncidents,
    listJobKinds(kinds),
    ...jobList.all,
    getJob,
    listSchedules,
    ...outboxItems.all,
    getFile,
    listFiles,
    getExport,
    getBulk,
    listBulkRows,
    listDoctorRuns,
    getDoctorRun,
    listBackups,
  ],
});
