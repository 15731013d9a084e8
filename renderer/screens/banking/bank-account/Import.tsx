import { Button } from '@mantine/core';
import { useState } from 'react';
import { type StatementLook, zStatementLook } from '../../../../preload/contract/banking.ts';
import { asFailure } from '../../../client/failure.ts';
import { send } from '../../../client/send.ts';
import { count, day, money } from '../../../kit/format.ts';
import { linkTo } from '../../../kit/route.ts';
import { DropFile } from '../../../kit/upload/DropFile.tsx';
import { Inside } from '../../../kit/upload/Inside.tsx';
import { JobStep } from '../../../kit/upload/JobStep.tsx';
import { useIncoming } from './store.ts';
import { t } from './text.ts';

const TEXTS = ['text/csv', 'text/plain', 'text/tab-separated-values', 'application/xml'];

/** Brings a statement in: handed over, looked at, and taken in when somebody says so. */
export function Import({ bankAccountId, currency }: { readonly bankAccountId: string; readonly currency: string }) {
  const file = useIncoming((s) => (s.file?.bankAccountId === bankAccountId ? s.file : undefined));
  const [refused, setRefused] = useState<string>();
  const say = (error: unknown) => setRefused(asFailure(error).message);
  const taken = (fileId: string) => {
    setRefused(undefined);
    send('banking.previewStatement', { bankAccountId, fileId }).then(
      ({ output }) => output && useIncoming.setState({ file: { bankAccountId, fileId, previewId: output.jobId } }),
      say,
    );
  };
  const start = () => {
    if (!file) return;
    send('banking.importStatement', { bankAccountId, fileId: file.fileId }).then(
      ({ output }) => output && useIncoming.setState({ file: { ...file, importId: output.jobId } }),
      say,
    );
  };
  const another = () => useIncoming.setState({ file: undefined });
  return (
    <div className="form">
      {file === undefined ? (
        <DropFile
          accepts={TEXTS}
          done={taken}
          endings=".csv,.tsv,.txt,.xml,.ofx,.qfx,.sta,.mt940,.940"
          hint={t('fileHint')}
          permission="accounting.bank"
          wrongType={(name) => t('wrongType', { name })}
        />
      ) : file.importId === undefined ? (
        <JobStep
          another={another}
          found={zStatementLook}
          jobId={file.previewId}
          next={({ lines }) => (lines === 0 ? null : <Button onClick={start}>{t('doImport', { count: lines })}</Button>)}
          title={t('looking')}
        >
          {(look) => (
            <Inside facts={factsOf(look, currency)} name={look.name}>
              {look.lines === 0 ? <p>{t('nothingNew')}</p> : null}
            </Inside>
          )}
        </JobStep>
      ) : (
        <JobStep
          another={another}
          found={zStatementLook}
          jobId={file.importId}
          next={() => (
            <Button component="a" href={linkTo(`/bank-lines?bankAccountId=${bankAccountId}`)}>
              {t('toLines')}
            </Button>
          )}
          title={t('importing')}
        >
          {(look) => (
            <p className="notice" role="status">
              {t('cameIn', { count: look.lines })} {look.known > 0 ? t('before', { count: look.known }) : null}
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
  );
}

/** What the statement brings. */
function factsOf(look: StatementLook, currency: string): readonly (readonly [string, string])[] {
  const { format, statements, lines, known, amount, from, to, balance } = look;
  return [
    [t('format'), format.toUpperCase()],
    [t('newStatements'), count(statements)],
    [t('newLines'), count(lines)],
    [t('known'), count(known)],
    ...(from === null || to === null
      ? []
      : [[t('days'), from === to ? day(from) : t('fromTo', { from: day(from), to: day(to) })] as const]),
    [t('amount', { currency }), money(amount, currency)],
    [t('balance', { currency }), money(balance, currency)],
  ];
}
