import { useState } from 'react';
import { asFailure } from '../../../client/failure.ts';
import type { InputOf } from '../../../client/operations.ts';
import { send } from '../../../client/send.ts';
import { FileMenu } from '../../../kit/export/FileMenu.tsx';
import { useHandedOver } from '../../../kit/export/use-handed-over.ts';
import { tell } from '../../../kit/tell.ts';
import { t } from './text.ts';

type Format = InputOf<'accounting.exportJournal'>['format'];

/** The whole journal as a file that programs which are not ours reckon again; it comes by itself when it is written. */
export function PlainText() {
  const [jobId, setJobId] = useState<string>();
  const { goesOn } = useHandedOver('accounting.getJournalExport', jobId, t('theJournal'));
  const start = (format: Format) =>
    send('accounting.exportJournal', { format }).then(
      ({ output: started }) => setJobId(started?.jobId),
      (thrown: unknown) => tell(asFailure(thrown).message, 'bad'),
    );
  const forms = [
    { format: 'hledger', text: t('hledger') },
    { format: 'beancount', text: t('beancount') },
  ] as const;
  return <FileMenu forms={forms} label={t('plainText')} start={start} writing={goesOn} />;
}
