import { z } from 'zod';
import { notFound, notPermitted } from './engine.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';

const MEGABYTE = 1024 * 1024;
const NAME_MAX = 200;
const LAST_CONTROL = 31;

/** What a file is for; says how long one that nobody attached is kept, in days. */
export const FILE_PURPOSES = { upload: 7, attachment: 30, export: 7, document: 30, report: 30 } as const;
export type FilePurpose = keyof typeof FILE_PURPOSES;

/** Kinds of content that may be uploaded: nothing a browser or an office program would run. */
export const UPLOAD_TYPES: readonly string[] = [
  'application/json',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/xml',
  'application/zip',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/csv',
  'text/plain',
  'text/tab-separated-values',
];
/** Largest file that may be uploaded, in bytes. */
export const UPLOAD_BYTES = 64 * MEGABYTE;

const isControl = (letter: string) => (letter.codePointAt(0) ?? 0) <= LAST_CONTROL;
/** A name as a person gave it: no folders, no control characters. */
export const zFileName = z
  .string()
  .trim()
  .min(1)
  .max(NAME_MAX)
  .refine((name) => !/[/\\]/.test(name) && !Array.from(name).some(isControl) && !/^\.+$/.test(name), 'a plain file name, without folders');
const zMediaType = z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,100}$/, 'a media type such as text/csv');
export const zFilePurpose = z.enum(Object.keys(FILE_PURPOSES) as [FilePurpose, ...FilePurpose[]]);
const zFilePermission = z.string().regex(/^[a-z]+\.[a-zA-Z]+$/, 'a permission such as sales.read');
const zSha256 = z.string().regex(/^[0-9a-f]{64}$/);
const zFileId = z.string().min(5).max(80);

export const fileTooLarge = refusal(
  'files.tooLarge',
  z.object({ limit: z.int() }),
  (p) => `The file is larger than ${(p.limit / MEGABYTE).toFixed(p.limit < MEGABYTE ? 3 : 0)} MiB. Split it, or send less.`,
);
export const fileTypeNotAllowed = refusal(
  'files.typeNotAllowed',
  z.object({ name: z.string(), mediaType: z.string() }),
  (p) => `${p.name} is ${p.mediaType || 'of no stated kind'}; files like that are not taken. Send a table, a text, a PDF or a picture.`,
);
export const fileNotWhatItSays = refusal(
  'files.notWhatItSays',
  z.object({ name: z.string(), mediaType: z.string() }),
  (p) => `${p.name} says it is ${p.mediaType}, but its content is something else. Save it in that form and send it again.`,
);
export const filesFull = refusal(
  'files.full',
  z.object({ space: z.int() }),
  (p) => `The files of this company fill the ${Math.round(p.space / MEGABYTE)} MiB they may have. Old ones go by themselves; ask an owner.`,
);
export const tooManyUploads = refusal(
  'files.tooManyUploads',
  z.object({ seconds: z.int() }),
  (p) => `Too many files in a short time. Send the next one in ${p.seconds} seconds.`,
);
export const fileContentGone = refusal(
  'files.contentGone',
  z.object({ name: z.string() }),
  (p) => `${p.name} is known here, but its content is gone from the folder of files. Make it again, or restore the folder from a backup.`,
);
export const noFileFolder = refusal(
  'files.noFolder',
  z.object({}),
  () =>
    'This company has no folder for files: it lives in PostgreSQL and was opened without one. Say where files are kept and start again.',
);

const zFile = z.object({
  fileId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  sha256: zSha256,
  purpose: zFilePurpose,
  /** Who may read it: everybody who holds this permission. */
  permission: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
  /** null: kept until somebody removes it */
  expiresAt: z.string().nullable(),
});
/** A file as the company knows it; its content is asked for beside the operations. */
export type FileFacts = z.output<typeof zFile>;

/** What a new file is said to be. Whoever makes it holds the permission that reading it takes. */
export const zNewFile = z.strictObject({
  name: zFileName,
  mediaType: zMediaType,
  purpose: zFilePurpose,
  permission: zFilePermission,
  /** Days until it goes by itself; null keeps it. As long as its purpose says when left out. */
  keepDays: z.int().min(1).max(3650).nullable().optional(),
});
export type NewFile = z.output<typeof zNewFile>;
/** What a window says about a file it sends; judged like every input. `purpose` is an upload when left out. */
export interface SentFile {
  readonly name: string;
  readonly mediaType: string;
  readonly purpose?: string | undefined;
  readonly permission: string | undefined;
}
/** The answer to an upload: what it is known by, and what arrived. */
export interface TakenFile {
  readonly fileId: string;
  readonly sha256: string;
  readonly bytes: number;
}

export const fileOperations = {
  getFile: query('engine.getFile', {
    permission: 'public',
    summary: 'What is known about one file; reading it takes the permission it was made with',
    input: z.strictObject({ fileId: zFileId }),
    output: zFile,
    refusals: [notFound, notPermitted],
  }),
  listFiles: query('engine.listFiles', {
    permission: 'engine.read',
    summary: 'Files this person may read, newest first; pages by `before`, the id of the last file seen',
    input: z.strictObject({
      purpose: zFilePurpose.optional(),
      before: zFileId.optional(),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.object({ rows: z.array(zFile), next: z.string().nullable() }),
  }),
  recordFile: command('engine.recordFile', {
    permission: 'public',
    summary: 'Record a file whose content is in the store; its maker must be able to read it',
    input: zNewFile.extend({ bytes: z.int().min(0), sha256: zSha256 }),
    output: z.object({ fileId: z.string() }),
    refusals: [notPermitted],
    internal: true,
  }),
  pruneFiles: command('engine.pruneFiles', {
    permission: 'engine.jobs',
    summary: 'Forget files whose time is over, a bounded number at a time',
    input: z.strictObject({}),
    output: z.object({ files: z.int(), more: z.boolean() }),
    internal: true,
  }),
};
