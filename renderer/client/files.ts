import type { FilePurpose } from '../../preload/contract/files.ts';
import type { Problem } from '../../preload/contract/http.ts';
import { tellFrame } from './ask.ts';
import { Failure, failureOf, unreachable } from './failure.ts';
import { newCommandId } from './send.ts';

/** A file that is now with the company. */
export interface Uploaded {
  readonly fileId: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface UploadHow {
  readonly purpose?: FilePurpose;
  /** What reading the file will take; whoever uploads it holds this permission. */
  readonly permission: string;
  /** Share sent so far, from 0 to 1. */
  readonly progress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

const problemIn = (text: string): Failure => {
  try {
    const problem = JSON.parse(text) as Problem;
    if (problem.sentence) return failureOf(problem);
  } catch {
    // No words came: said below.
  }
  return new Failure('answer', 'The server answered without words. Try again, or look at its log.');
};

/** A failure that concerns the whole window is told to the frame as well. */
function failed(failure: Failure): Failure {
  tellFrame(failure);
  return failure;
}

/** Sends a file to the company. Rejects with a `Failure` that words what was refused, or with the signal's reason. */
export function upload(file: File, how: UploadHow): Promise<Uploaded> {
  // Not fetch: it does not tell how much was sent.
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.open('POST', 'files');
    request.setRequestHeader('content-type', file.type || typeByName(file.name));
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.setRequestHeader('x-file-purpose', how.purpose ?? 'upload');
    request.setRequestHeader('x-file-permission', how.permission);
    request.setRequestHeader('x-command-id', newCommandId());
    request.upload.onprogress = ({ loaded, total }) => how.progress?.(total === 0 ? 1 : loaded / total);
    request.onerror = () => reject(failed(unreachable()));
    request.onabort = () => reject(how.signal?.reason);
    request.onload = () =>
      request.status === 200 ? resolve(JSON.parse(request.responseText) as Uploaded) : reject(failed(problemIn(request.responseText)));
    how.signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** Browsers know few kinds by themselves; these are the ones shops use. */
function typeByName(name: string): string {
  const ends: Readonly<Record<string, string>> = {
    csv: 'text/csv',
    tsv: 'text/tab-separated-values',
    txt: 'text/plain',
    json: 'application/json',
  };
  return ends[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';
}

/** Fetches a file and hands it to the browser to be saved under its name. Rejects with a `Failure`. */
export async function download(fileId: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`files/${fileId}`);
  } catch {
    throw failed(unreachable());
  }
  if (!response.ok) throw failed(problemIn(await response.text()));
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = encoded === undefined ? fileId : decodeURIComponent(encoded);
  link.click();
  URL.revokeObjectURL(url);
}
