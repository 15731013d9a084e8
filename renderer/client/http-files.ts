import type { TakenFile } from '../../preload/contract/files.ts';
import type { Problem } from '../../preload/contract/http.ts';
import { Failure, failureOf, unreachable } from './failure.ts';
import { t } from './text.ts';
import type { FileWay } from './transport.ts';

const problemIn = (text: string): Failure => {
  try {
    const problem = JSON.parse(text) as Problem;
    if (problem.sentence) return failureOf(problem);
  } catch {
    // No words came: said below.
  }
  return new Failure('answer', t('noAnswer'));
};

async function fetched(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw unreachable();
  }
  if (!response.ok) throw problemIn(await response.text());
  return response;
}

/** Files of the server this page came from. */
export const filesOverHttp: FileWay = {
  async read(fileId) {
    const response = await fetched(`files/${fileId}`);
    const encoded = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
    return { name: encoded === undefined ? fileId : decodeURIComponent(encoded), content: await response.blob() };
  },
  async write({ name, mediaType, purpose = 'upload', permission = '' }, content, commandId) {
    const headers = {
      'content-type': mediaType,
      'x-command-id': commandId,
      'x-file-name': encodeURIComponent(name),
      'x-file-permission': permission,
      'x-file-purpose': purpose,
    };
    return (await (await fetched('files', { method: 'POST', headers, body: content })).json()) as TakenFile;
  },
};
