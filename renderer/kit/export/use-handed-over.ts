import { useEffect, useRef } from 'react';
import { asFailure } from '../../client/failure.ts';
import { download } from '../../client/files.ts';
import { useOwnJob } from '../own-job.ts';
import { tell } from '../tell.ts';
import { t } from './text.ts';

/** How far a job is that writes a file, as its own query answers it. */
interface Written {
  readonly state: string;
  readonly error: string | null;
  readonly fileId: string | null;
}
/** Questions after a job that writes a file. */
type WritingJob = 'accounting.getJournalExport' | 'banking.getPaymentFileJob' | 'engine.getExport';

/** Follows a job of one's own that writes a file, and hands the file over once. */
export function useHandedOver<N extends WritingJob>(operation: N, jobId: string | undefined, name: string) {
  const followed = useOwnJob(operation, jobId);
  const { ended } = followed;
  const output = followed.output as Written | undefined;
  const told = useRef<string>(undefined);
  useEffect(() => {
    // An answer may come again for another reason; the file comes once.
    if (jobId === undefined || !output || !ended || told.current === jobId) return;
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
  return followed;
}
