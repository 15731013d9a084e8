import { useEffect, useRef } from 'react';
import { asFailure } from '../../client/failure.ts';
import { download } from '../../client/files.ts';
import { tell } from '../tell.ts';
import { t } from './text.ts';

/** How often a job that writes a file is asked how far it is. */
const LOOK_MS = 700;
const ENDED: ReadonlySet<string> = new Set(['done', 'dead', 'failed', 'cancelled']);

/** How far a job is that writes a file, as its own query answers it. */
interface Written {
  readonly state: string;
  readonly error: string | null;
  readonly fileId: string | null;
}

/** Follows a job that writes a file and hands the file over once; answers whether it is still being written. */
export function useHandedOver(jobId: string | undefined, output: Written | undefined, again: () => void, name: string): boolean {
  const ended = output !== undefined && ENDED.has(output.state);
  const writing = jobId !== undefined && !ended;
  useEffect(() => {
    if (!writing) return undefined;
    const timer = setInterval(again, LOOK_MS);
    return () => clearInterval(timer);
  }, [writing, again]);
  const told = useRef<string>(undefined);
  useEffect(() => {
    // An answer may come again for another reason; the file comes once.
    if (jobId === undefined || !ended || told.current === jobId) return;
    told.current = jobId;
    if (output.fileId === null) {
      tell(t('ended', { error: output.error ?? output.state }), 'bad', jobId);
      return;
    }
    download(output.fileId).then(
      () => tell(t('written', { name }), 'good', jobId),
      (thrown: unknown) => tell(asFailure(thrown).message, 'bad', jobId),
    );
  }, [jobId, ended, output, name]);
  return writing;
}
