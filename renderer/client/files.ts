import type { Problem } from '../../preload/contract/http.ts';
import { tellFrame } from './ask.ts';
import { Failure, failureOf, unreachable } from './failure.ts';
import { t } from './text.ts';

const problemIn = (text: string): Failure => {
  try {
    const problem = JSON.parse(text) as Problem;
    if (problem.sentence) return failureOf(problem);
  } catch {
    // No words came: said below.
  }
  return new Failure('answer', t('noAnswer'));
};

/** A failure that concerns the whole window is told to the frame as well. */
function failed(failure: Failure): Failure {
  tellFrame(failure);
  return failure;
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
