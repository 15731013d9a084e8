import { z } from 'zod';
import type { JobKind } from '../jobs/model.ts';

/** What the jobs about the company's own file are; a person may start or schedule those with a permission. Which file a backup becomes is never theirs to say. */
export const DOCTOR: JobKind = {
  kind: 'engine.doctor',
  summary: 'Proves stock, books and audit chain against their own rows',
  permission: 'engine.jobs',
  payload: z.strictObject({}),
};
export const BACKUP: JobKind = {
  kind: 'engine.backup',
  summary: 'Copies the company into the folder of backups while people go on working',
  permission: 'engine.jobs',
  payload: z.strictObject({}),
};
export const VERIFY: JobKind = {
  kind: 'engine.verifyBackup',
  summary: 'Reads a backup whole and compares it with what was noted when it was made',
};

/** All of them, by kind. */
export const KEEPING_KINDS: readonly JobKind[] = [DOCTOR, BACKUP, VERIFY];
