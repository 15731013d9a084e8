import { z } from 'zod';
import { refusal } from './refusal.ts';

const zFile = z.object({ file: z.string() });

/** Refusals met when a company file is opened, created or restored. */
export const fileMissing = refusal('file.missing', zFile, (p) => `${p.file} does not exist. Check the path, or create the company.`);
export const fileExists = refusal('file.exists', zFile, (p) => `${p.file} exists already. Choose another name; nothing was overwritten.`);
export const notACompany = refusal('file.notACompany', zFile, (p) => `${p.file} is not a Countinghouse company. It was left untouched.`);
export const fileDamaged = refusal(
  'file.damaged',
  z.object({ file: z.string(), detail: z.string() }),
  (p) => `${p.file} is damaged (${p.detail}). It was left untouched; restore the latest backup.`,
);
export const fileNewer = refusal(
  'file.newer',
  z.object({ file: z.string(), fileVersion: z.number().int(), ourVersion: z.number().int() }),
  (p) =>
    `${p.file} was written by a newer Countinghouse (format ${p.fileVersion}, this program knows ${p.ourVersion}). Update the program; the file was left untouched.`,
);
export const fileInUse = refusal(
  'file.inUse',
  z.object({ file: z.string(), holder: z.string() }),
  (p) => `${p.file} is open in another engine (${p.holder}). One company has one engine: connect to that one, or stop it first.`,
);
export const changedOutside = refusal(
  'file.changedOutside',
  z.object({ file: z.string(), rows: z.array(z.string()).max(20) }),
  (p) =>
    `${p.file} was changed by another program: ${p.rows.join(', ')}. Restore a backup, or run the doctor with --accept-outside-changes after reading its report.`,
);
