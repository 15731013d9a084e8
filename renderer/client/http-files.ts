import type { TakenFile } from '../../preload/contract/files.ts';
import type { Problem } from '../../preload/contract/http.ts';
import { Failure, failureOf, unreachable } from './failure.ts';
import { t } from './text.ts';
import type { FileWay, UploadWatch } from './transport.ts';

const problemIn = (text: string): Failure => {
  try {
    const problem = JSON.parse(text) as Problem;
    if (problem.sentence) return failureOf(problem);
  } catch {
    // No words came: said below.
  }
  return new Failure('answer', t('noAnswer'));
};

async function fetched(path: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path);
  } catch {
    throw unreachable();
  }
  if (!response.ok) throw problemIn(await response.text());
  return response;
}

/** Sends a body and gives the text of the answer. Not `fetch`, which does not say how much has left. */
function sent(path: string, headers: Readonly<Record<string, string>>, body: Blob, watch: UploadWatch | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    if (watch) {
      // What is counted includes nothing but the body.
      request.upload.addEventListener('progress', ({ loaded }) => watch.onProgress(loaded));
      watch.signal.addEventListener('abort', () => request.abort());
      request.addEventListener('abort', () => reject(watch.signal.reason));
    }
    request.addEventListener('load', () =>
      request.status === 200 ? resolve(request.responseText) : reject(problemIn(request.responseText)),
    );
    request.addEventListener('error', () => reject(unreachable()));
    request.send(body);
  });
}

/** Files of the server this page came from. */
export const filesOverHttp: FileWay = {
  async read(fileId) {
    const response = await fetched(`files/${fileId}`);
    const encoded = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
    return { name: encoded === undefined ? fileId : decodeURIComponent(encoded), content: await response.blob() };
  },
  async write({ name, mediaType, purpose = 'upload', permission = '' }, content, commandId, watch) {
    const headers = {
      'content-type': mediaType,
      'x-command-id': commandId,
      'x-file-name': encodeURIComponent(name),
      'x-file-permission': permission,
      'x-file-purpose': purpose,
    };
    return JSON.parse(await sent('files', headers, content, watch)) as TakenFile;
  },
};
