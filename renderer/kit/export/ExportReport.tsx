import { useState } from 'react';
import { asFailure } from '../../client/failure.ts';
import type { InputOf } from '../../client/operations.ts';
import { send } from '../../client/send.ts';
import { tell } from '../tell.ts';
import { FileMenu } from './FileMenu.tsx';
import { t } from './text.ts';
import { useHandedOver } from './use-handed-over.ts';

type Question = Omit<InputOf<'engine.exportReport'>, 'format'>;
type Format = InputOf<'engine.exportReport'>['format'];

/** Exports a statement as it is in view; the file comes by itself when it is written. */
export function ExportReport({ question }: { readonly question: Question }) {
  const [jobId, setJobId] = useState<string>();
  const { goesOn } = useHandedOver('engine.getExport', jobId, question.name);
  const start = (format: Format) =>
    send('engine.exportReport', { ...question, format }).then(
      ({ output: started }) => setJobId(started?.jobId),
      (thrown: unknown) => tell(asFailure(thrown).message, 'bad'),
    );
  const forms = [
    { format: 'xlsx', text: t('xlsx') },
    { format: 'csv', text: t('csv') },
    { format: 'pdf', text: t('pdf') },
  ] as const;
  return <FileMenu forms={forms} label={t('export')} start={start} writing={goesOn} />;
}
