import { Button } from '@mantine/core';
import { useState } from 'react';
import { asFailure } from '../../../client/failure.ts';
import { send } from '../../../client/send.ts';
import { useHandedOver } from '../../../kit/export/use-handed-over.ts';
import { tell } from '../../../kit/tell.ts';
import { t } from './text.ts';

/** The file of a run for the bank; it comes by itself when it is written. */
export function Download({ runId }: { readonly runId: string }) {
  const [jobId, setJobId] = useState<string>();
  const { goesOn } = useHandedOver('banking.getPaymentFileJob', jobId, t('theFile'));
  const start = () =>
    void send('banking.writePaymentFile', { runId }).then(
      ({ output: started }) => setJobId(started?.jobId),
      (thrown: unknown) => tell(asFailure(thrown).message, 'bad'),
    );
  return (
    <Button disabled={goesOn} onClick={start} variant="default">
      {goesOn ? t('writing') : t('download')}
    </Button>
  );
}
