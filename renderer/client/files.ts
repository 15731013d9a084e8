import { fileTooLarge, type TakenFile, UPLOAD_BYTES } from '../../preload/contract/files.ts';
import { tellFrame, way } from './ask.ts';
import { Failure } from './failure.ts';
import { filesOverHttp } from './http-files.ts';
import { newCommandId } from './send.ts';
import type { Fetched, FileWay, UploadWatch } from './transport.ts';

/** A window that was just opened has read its content by then. */
const KEPT_MS = 60_000;

/** A failure that concerns the whole window is told to the frame as well. */
async function through<T>(work: (files: FileWay) => Promise<T>): Promise<T> {
  try {
    return await work((await way()).files ?? filesOverHttp);
  } catch (error) {
    tellFrame(error);
    throw error;
  }
}

const read = (fileId: string): Promise<Fetched> => through((files) => files.read(fileId));

function save({ name, content }: Fetched): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Fetches a file and hands it over to be saved under its name: by the browser, or the desktop's dialog. Rejects with a `Failure`. */
export async function download(fileId: string): Promise<void> {
  save(await read(fileId));
}

/**
 * Shows a PDF in a window of its own, where it is read and printed: a tab of the browser, or a window of the desktop that asks for the printer. Saved
 * instead where no window may open; other kinds of files always are, because nothing that was uploaded becomes a page of ours. Rejects with a `Failure`.
 */
export async function show(fileId: string): Promise<void> {
  const file = await read(fileId);
  const url = URL.createObjectURL(file.content);
  const shown = file.content.type === 'application/pdf' && window.open(url) !== null;
  if (!shown) save(file);
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** Statements of banks are texts, which no system knows by their endings. */
const BANK_ENDINGS = { ofx: 'text/plain', qfx: 'text/plain', sta: 'text/plain', mt940: 'text/plain', '940': 'text/plain' };
/** What a file is by its name: systems call the same table by many names. */
const BY_ENDING: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  xml: 'application/xml',
  ...BANK_ENDINGS,
};

/** The kind of a file that somebody chose. */
export const mediaTypeOf = ({ name, type }: File): string => BY_ENDING[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? type;

/** Sends a file a person chose; who holds `permission` may read it. Rejects with a `Failure`, or the signal's reason where it was stopped. */
export function upload(file: File, permission: string, watch?: UploadWatch): Promise<TakenFile> {
  if (file.size > UPLOAD_BYTES) {
    // Said before a long way is gone for nothing.
    const params = { limit: UPLOAD_BYTES };
    return Promise.reject(new Failure(fileTooLarge.code, fileTooLarge.sentence(params), params));
  }
  const said = { name: file.name, mediaType: mediaTypeOf(file), permission };
  return through((files) => files.write(said, file, newCommandId(), watch));
}
