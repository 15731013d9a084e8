import { Button } from '@mantine/core';
import { useState } from 'react';
import { type FilePreview, zFileImported, zFilePreview } from '../../../../preload/contract/channel-files.ts';
import { asFailure } from '../../../client/failure.ts';
import { send } from '../../../client/send.ts';
import { count, day, money } from '../../../kit/format.ts';
import { linkTo } from '../../../kit/route.ts';
import { DropFile } from '../../../kit/upload/DropFile.tsx';
import { Inside } from '../../../kit/upload/Inside.tsx';
import { JobStep } from '../../../kit/upload/JobStep.tsx';
import { useIncoming } from './store.ts';
import { t } from './text.ts';

interface Here {
  readonly id: string;
  readonly currency: string;
}
const TABLES = ['text/csv', 'text/plain', 'text/tab-separated-values'];

/** Brings a file of orders in: handed over, looked through, and taken in when somebody says so. */
export function Import({ channel }: { readonly channel: Here }) {
  const file = useIncoming((s) => (s.file?.channelId === channel.id ? s.file : undefined));
  const [refused, setRefused] = useState<string>();
  const channelId = channel.id;
  const taken = (fileId: string) => {
    setRefused(undefined);
    send('channels.previewFile', { channelId, fileId }).then(
      ({ output }) => output && useIncoming.setState({ file: { channelId, fileId, previewId: output.jobId } }),
      (error: unknown) => setRefused(asFailure(error).message),
    );
  };
  const start = () => {
    if (!file) return;
    send('channels.importFile', { channelId, fileId: file.fileId }).then(
      ({ output }) => output && useIncoming.setState({ file: { ...file, importId: output.jobId } }),
      (error: unknown) => setRefused(asFailure(error).message),
    );
  };
  const another = () => useIncoming.setState({ file: undefined });
  return (
    <div className="form">
      {file === undefined ? (
        <DropFile
          accepts={TABLES}
          done={taken}
          endings=".csv,.tsv,.txt"
          hint={t('fileHint')}
          permission="channels.import"
          wrongType={(name) => t('wrongType', { name })}
        />
      ) : file.importId === undefined ? (
        <JobStep
          another={another}
          found={zFilePreview}
          jobId={file.previewId}
          next={(preview) => {
            const fresh = freshOf(preview);
            return fresh === 0 ? null : <Button onClick={start}>{t('import', { count: fresh })}</Button>;
          }}
          title={t('looking')}
        >
          {(preview) => (
            <Inside facts={factsOf(preview, channel.currency)} name={preview.name}>
              <Named all={preview.unknownSkus} intro={t('skusWait')} rows={preview.skus} />
              <Named all={preview.unreadable} intro={t('faultsWait')} rows={preview.faults} />
              {preview.warnings.map((warning) => (
                <p className="quiet" key={warning}>
                  {warning}
                </p>
              ))}
            </Inside>
          )}
        </JobStep>
      ) : (
        <JobStep
          another={another}
          found={zFileImported}
          jobId={file.importId}
          next={({ parked }) =>
            parked === 0 ? null : (
              <Button component="a" href={linkTo('/mapping')}>
                {t('toMapping')}
              </Button>
            )
          }
          title={t('importing')}
        >
          {({ imported, parked, unchanged }) => (
            <p className="notice" role="status">
              {t('cameIn', { count: imported })} {parked > 0 ? t('waits', { count: parked }) : null}{' '}
              {unchanged > 0 ? t('before', { count: unchanged }) : null}
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

/** Records that have not come before, or cannot be read and wait for a person. */
const freshOf = ({ sales, cancellations, adjustments, unreadable }: FilePreview): number =>
  sales + cancellations + adjustments + unreadable;

/** What the file holds. */
const factsOf = (p: FilePreview, currency: string): readonly (readonly [string, string])[] => [
  [t('kinds'), t('kindsOf', { sales: count(p.sales), cancellations: count(p.cancellations), adjustments: count(p.adjustments) })],
  [t('amountOf', { currency }), money(p.amount, currency)],
  ...(p.from === null || p.to === null
    ? []
    : [[t('days'), p.from === p.to ? day(p.from) : t('fromTo', { from: day(p.from), to: day(p.to) })] as const]),
  [t('cameBefore'), count(p.known)],
  [t('unknown'), count(p.unknownSkus)],
  [t('unreadable'), count(p.unreadable)],
];

function Named({ intro, rows, all }: { readonly intro: string; readonly rows: FilePreview['skus']; readonly all: number }) {
  if (rows.length === 0) return null;
  return (
    <>
      <p>{intro}</p>
      <ul>
        {rows.map(({ key, detail }) => (
          <li key={`${key} ${detail}`}>
            <span>{key}</span>
            <span className="moved">{detail}</span>
          </li>
        ))}
      </ul>
      {all > rows.length ? <p className="quiet">{t('more', { count: all - rows.length })}</p> : null}
    </>
  );
}
