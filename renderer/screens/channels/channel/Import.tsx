import { Button, Group } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type FilePreview, zFileImported, zFilePreview } from '../../../../preload/contract/channel-files.ts';
import { asFailure } from '../../../client/failure.ts';
import { send } from '../../../client/send.ts';
import { count, day, money } from '../../../kit/format.ts';
import { JobProgress } from '../../../kit/JobProgress.tsx';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { useOwnJob } from '../../../kit/own-job.ts';
import { linkTo } from '../../../kit/route.ts';
import { DropFile } from '../../../kit/upload/DropFile.tsx';
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
        <Looked another={another} channel={channel} jobId={file.previewId} start={start} />
      ) : (
        <Taken another={another} jobId={file.importId} />
      )}
      {refused === undefined ? null : (
        <p className="wrong" role="alert">
          {refused}
        </p>
      )}
    </div>
  );
}

/** What the file holds, and the way to take it in. */
function Looked(props: { readonly channel: Here; readonly jobId: string; readonly start: () => void; readonly another: () => void }) {
  const { channel, jobId, start, another } = props;
  const { output: job, failure, ended, again } = useOwnJob('engine.getJob', jobId);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (ended) button.current?.focus();
  }, [ended]);
  if (failure && !job) return <FailureNote again={again} failure={failure} />;
  if (!job) return <Waiting />;
  if (!ended) return <JobProgress job={job} title={t('looking')} />;
  const preview = zFilePreview.safeParse(job.result);
  if (!preview.success) return <Refused another={another} button={button} error={job.error ?? t('stopped')} />;
  const { sales, cancellations, adjustments, unreadable } = preview.data;
  const fresh = sales + cancellations + adjustments + unreadable;
  return (
    <>
      <Preview channel={channel} preview={preview.data} />
      <Group className="form-end">
        {fresh > 0 ? (
          <Button onClick={start} ref={button}>
            {t('import', { count: fresh })}
          </Button>
        ) : null}
        <Button onClick={another} ref={fresh > 0 ? undefined : button} variant="default">
          {t('another')}
        </Button>
      </Group>
    </>
  );
}

function Preview({ preview: p, channel }: { readonly preview: FilePreview; readonly channel: Here }) {
  const facts = [
    [t('kinds'), t('kindsOf', { sales: count(p.sales), cancellations: count(p.cancellations), adjustments: count(p.adjustments) })],
    [t('amountOf', { currency: channel.currency }), money(p.amount, channel.currency)],
    ...(p.from === null || p.to === null
      ? []
      : [[t('days'), p.from === p.to ? day(p.from) : t('fromTo', { from: day(p.from), to: day(p.to) })]]),
    [t('cameBefore'), count(p.known)],
    [t('unknown'), count(p.unknownSkus)],
    [t('unreadable'), count(p.unreadable)],
  ];
  return (
    <section aria-label={t('inside', { name: p.name })} className="effects">
      <h2>{t('inside', { name: p.name })}</h2>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong>{value}</strong>
            </dd>
          </div>
        ))}
      </dl>
      <Named all={p.unknownSkus} intro={t('skusWait')} rows={p.skus} />
      <Named all={p.unreadable} intro={t('faultsWait')} rows={p.faults} />
      {p.warnings.map((warning) => (
        <p className="quiet" key={warning}>
          {warning}
        </p>
      ))}
    </section>
  );
}

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

/** The import as it goes on, and what came of it. */
function Taken({ jobId, another }: { readonly jobId: string; readonly another: () => void }) {
  const { output: job, failure, ended, again } = useOwnJob('engine.getJob', jobId);
  const next = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (ended) (next.current?.querySelector<HTMLElement>('a, button') ?? button.current)?.focus();
  }, [ended]);
  if (failure && !job) return <FailureNote again={again} failure={failure} />;
  if (!job) return <Waiting />;
  if (!ended) return <JobProgress job={job} title={t('importing')} />;
  const result = zFileImported.safeParse(job.result);
  if (!result.success) return <Refused another={another} button={button} error={job.error ?? t('stopped')} />;
  const { imported, parked, unchanged } = result.data;
  return (
    <>
      <p className="notice" role="status">
        {t('cameIn', { count: imported })} {parked > 0 ? t('waits', { count: parked }) : null}{' '}
        {unchanged > 0 ? t('before', { count: unchanged }) : null}
      </p>
      <Group className="form-end" ref={next}>
        {parked > 0 ? (
          <Button component="a" href={linkTo('/mapping')}>
            {t('toMapping')}
          </Button>
        ) : null}
        <Button onClick={another} variant="default">
          {t('another')}
        </Button>
      </Group>
    </>
  );
}

function Refused({
  error,
  another,
  button,
}: {
  readonly error: string;
  readonly another: () => void;
  readonly button: React.Ref<HTMLButtonElement>;
}) {
  return (
    <>
      <p className="notice bad" role="alert">
        {error}
      </p>
      <Group className="form-end">
        <Button onClick={another} ref={button} variant="default">
          {t('another')}
        </Button>
      </Group>
    </>
  );
}
