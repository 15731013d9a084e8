import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { type RatesLook, zRatesLook } from '../../../../preload/contract/accounting-rates.ts';
import { asFailure } from '../../../client/failure.ts';
import { send } from '../../../client/send.ts';
import { count, day } from '../../../kit/format.ts';
import { Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
import { DropFile } from '../../../kit/upload/DropFile.tsx';
import { Inside } from '../../../kit/upload/Inside.tsx';
import { JobStep } from '../../../kit/upload/JobStep.tsx';
import { useIncoming } from './store.ts';
import { t } from './text.ts';

const TEXTS = ['text/csv', 'text/plain'];

/** Brings exchange rates in: handed over, looked at, and taken in when somebody says so. */
export default function ImportRates() {
  const file = useIncoming((s) => s.file);
  const [refused, setRefused] = useState<string>();
  const say = (error: unknown) => setRefused(asFailure(error).message);
  const taken = (fileId: string) => {
    setRefused(undefined);
    send('accounting.previewRates', { fileId }).then(
      ({ output }) => output && useIncoming.setState({ file: { fileId, previewId: output.jobId } }),
      say,
    );
  };
  const start = (replace: boolean) => {
    if (!file) return;
    send('accounting.importRates', { fileId: file.fileId, replace }).then(
      ({ output }) => output && useIncoming.setState({ file: { ...file, import: { jobId: output.jobId, replace } } }),
      say,
    );
  };
  const another = () => useIncoming.setState({ file: undefined });
  return (
    <Page title={t('title')}>
      <div className="form">
        {file === undefined ? (
          <DropFile
            accepts={TEXTS}
            done={taken}
            endings=".csv,.txt"
            hint={t('fileHint')}
            permission="accounting.rates"
            wrongType={(name) => t('wrongType', { name })}
          />
        ) : file.import === undefined ? (
          <JobStep
            another={another}
            found={zRatesLook}
            jobId={file.previewId}
            next={(look) => <Ways look={look} start={start} />}
            title={t('looking')}
          >
            {(look) => (
              <Inside facts={factsOf(look)} name={look.name}>
                {look.fresh + look.differing === 0 ? <p>{t('nothingNew')}</p> : null}
                {look.differing > 0 ? <p>{t('stay')}</p> : null}
              </Inside>
            )}
          </JobStep>
        ) : (
          <JobStep
            another={another}
            found={zRatesLook}
            jobId={file.import.jobId}
            next={() => (
              <Button component="a" href={linkTo('/exchange-rates')}>
                {t('toRates')}
              </Button>
            )}
            title={t('importing')}
          >
            {(look) => (
              <p className="notice" role="status">
                {t('cameIn', { fresh: count(look.fresh), replaced: count(file.import?.replace ? look.differing : 0) })}
              </p>
            )}
          </JobStep>
        )}
        {refused === undefined ? null : (
          <p className="wrong" role="alert">
            {refused}
          </p>
        )}
      </div>
    </Page>
  );
}

/** New rates alone, or those that differ as well. */
function Ways({ look, start }: { readonly look: RatesLook; readonly start: (replace: boolean) => void }) {
  return (
    <Group>
      {look.fresh > 0 ? <Button onClick={() => start(false)}>{t('doImport', { count: look.fresh })}</Button> : null}
      {look.differing > 0 ? (
        <Button onClick={() => start(true)} variant={look.fresh > 0 ? 'default' : 'filled'}>
          {t('replace', { count: look.differing })}
        </Button>
      ) : null}
    </Group>
  );
}

/** What the file brings. */
const factsOf = ({ fresh, known, differing, currencies, from, to }: RatesLook): readonly (readonly [string, string])[] => [
  [t('fresh'), count(fresh)],
  [t('known'), count(known)],
  [t('differing'), count(differing)],
  [t('currencies'), currencies.join(', ')],
  ...(from === null || to === null ? [] : [[t('days'), from === to ? day(from) : t('fromTo', { from: day(from), to: day(to) })] as const]),
];
