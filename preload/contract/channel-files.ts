import { z } from 'zod';
import { unknownChannel } from './channels.ts';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zCount, zRef } from './values/field.ts';

/** Kinds of the jobs that read a file which was uploaded for a channel. */
export const PREVIEW_FILE = 'channels.previewFile';
export const IMPORT_FILE = 'channels.importFile';
/** Most records asked about at once. */
const RECOGNISE_MAX = 1000;
/** What a preview names one by one; it counts all. */
export const PREVIEW_NAMES = 8;

export const takesNoFiles = refusal(
  'channels.takesNoFiles',
  z.object({ channel: z.string(), connector: z.string() }),
  (p) => `Channel ${p.channel} is read through ${p.connector}, which takes no files. Choose a channel whose orders come as files.`,
);
export const fileRejected = refusal(
  'channels.fileRejected',
  z.object({ name: z.string(), line: z.number().int().nullable(), detail: z.string() }),
  (p) =>
    `${p.name} cannot be taken: ${p.line === null ? '' : `line ${p.line}: `}${p.detail}. Nothing of it was imported. Have it corrected and send it again.`,
);

export const zFileJob = z.strictObject({ channelId: zRef, fileId: zRef });

const zNamed = z.object({ key: z.string(), detail: z.string() });
/** What a file holds and what importing it would bring, as a preview job answers it. */
export const zFilePreview = z.object({
  name: z.string(),
  rows: zCount,
  sales: zCount,
  cancellations: zCount,
  adjustments: zCount,
  /** records that cannot be read and would wait for a person */ unreadable: zCount,
  /** records that came before and would not be taken again */ known: zCount,
  /** minor units of the channel, of what would be new */ amount: zCount,
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** SKUs that mean nothing here yet */ unknownSkus: zCount,
  /** the first of them, and of the records that cannot be read */ skus: z.array(zNamed),
  faults: z.array(zNamed),
  warnings: z.array(z.string()),
});
export type FilePreview = z.output<typeof zFilePreview>;

/** What an import job answers. */
export const zFileImported = z.object({
  runId: z.string(),
  records: zCount,
  imported: zCount,
  /** records that wait for a person */ parked: zCount,
  /** records that had come before */ unchanged: zCount,
});

export type FileImported = z.output<typeof zFileImported>;

const readsFile = {
  permission: 'channels.import' as const,
  input: zFileJob,
  output: z.object({ jobId: z.string() }),
  refusals: [unknownChannel, takesNoFiles, notFound],
};

/** Orders that come as files: a file is uploaded, looked through by one job and taken in by another. */
export const channelFileOperations = {
  previewFile: command('channels.previewFile', {
    ...readsFile,
    summary: 'Read an uploaded file from end to end and say what importing it would bring, as a job; nothing is taken in',
  }),
  importFile: command('channels.importFile', {
    ...readsFile,
    summary: 'Import an uploaded file as a job: all records, each once; refused whole when the file is damaged',
  }),
  recogniseRecords: query('channels.recogniseRecords', {
    permission: 'channels.import',
    summary: 'Which of these records came from the channel before, and which of these SKUs mean nothing here yet',
    input: z.strictObject({
      channelId: zRef,
      externalIds: z.array(z.string().max(120)).max(RECOGNISE_MAX),
      skus: z.array(z.string().min(1).max(80)).max(RECOGNISE_MAX * 20),
    }),
    output: z.object({ known: z.array(z.string()), unknownSkus: z.array(z.string()) }),
    refusals: [unknownChannel],
  }),
};

/** Whether orders of channels with this connector come as files. */
export const takesFiles = (connector: string): boolean => connector === 'csv' || connector.startsWith('csv:');
