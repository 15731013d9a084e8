import { Menu } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { asFailure } from '../../../client/failure.ts';
import { download } from '../../../client/files.ts';
import type { InputOf } from '../../../client/operations.ts';
import { send } from '../../../client/send.ts';
import { tell } from '../../../kit/tell.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Format = InputOf<'accounting.exportJournal'>['format'];
const FORMATS: readonly Format[] = ['hledger', 'beancount'];
const LOOK_MS = 700;
const ENDED: ReadonlySet<string> = new Set(['done', 'dead', 'failed', 'cancelled']);

/** The whole journal as a file that programs which are not ours reckon again; it comes by itself when it is written. */
export function PlainText() {
  const [jobId, setJobId] = useState<string>();
  const { output, again } = useAsk('accounting.getJournalExport', jobId === undefined ? undefined : { jobId });
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
      () => tell(t('written'), 'good', jobId),
      (thrown: unknown) => tell(asFailure(thrown).message, 'bad', jobId),
    );
  }, [jobId, ended, output]);
  const start = (format: Format) =>
    send('accounting.exportJournal', { format }).then(
      ({ output: started }) => setJobId(started?.jobId),
      (thrown: unknown) => tell(asFailure(thrown).message, 'bad'),
    );
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} withInitialFocusPlaceholder={false} withinPortal>
      <Menu.Target>
        <button className="plain" disabled={writing} type="button">
          {writing ? t('writing') : t('plainText')}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => start(format)}>
            {t(format)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
