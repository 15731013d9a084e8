import { Button, Progress } from '@mantine/core';
import { useRef, useState } from 'react';
import { asFailure, Failure } from '../../client/failure.ts';
import { mediaTypeOf, upload } from '../../client/files.ts';
import { t } from './text.ts';
import { useDropped } from './use-dropped.ts';

const KB = 1024;
const kb = (bytes: number) => Math.ceil(bytes / KB);

/**
 * A place to hand a file over: dropped, or chosen with the button. Says how much has left, can be stopped, and keeps what is refused in
 * view until the next try. `accepts` are kinds of content; `wrongType` says what to send instead.
 */
export function DropFile(props: {
  readonly accepts: readonly string[];
  /** Endings for the system's dialog: `.csv,.txt` */
  readonly endings: string;
  readonly permission: string;
  readonly hint: string;
  readonly wrongType: (name: string) => string;
  readonly done: (fileId: string) => void;
}) {
  const { accepts, endings, permission, hint, wrongType, done } = props;
  const [under, setUnder] = useState<{ readonly file: File; readonly sent: number; readonly stop: AbortController }>();
  const [refused, setRefused] = useState<string>();
  const area = useRef<HTMLFieldSetElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const send = async (file: File): Promise<void> => {
    setRefused(undefined);
    if (!accepts.includes(mediaTypeOf(file))) return setRefused(wrongType(file.name));
    if (file.size === 0) return setRefused(t('empty', { name: file.name }));
    const stop = new AbortController();
    setUnder({ file, sent: 0, stop });
    try {
      const onProgress = (sent: number) => setUnder((known) => (known?.stop === stop ? { ...known, sent } : known));
      done((await upload(file, permission, { onProgress, signal: stop.signal })).fileId);
    } catch (error) {
      setRefused(asFailure(error).message);
    } finally {
      setUnder(undefined);
    }
  };
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (files && files.length > 1) setRefused(t('oneOnly', { count: files.length }));
    else if (file) void send(file);
  };
  const over = useDropped(area, (files) => {
    if (!under) take(files);
  });

  return (
    <fieldset aria-label={hint} className={over ? 'drop over' : 'drop'} ref={area}>
      {under ? (
        <>
          <p className="job-line">
            <strong>{t('sending', { name: under.file.name })}</strong>
            <span className="quiet">{t('sent', { sent: kb(under.sent), all: kb(under.file.size) })}</span>
            <Button onClick={() => under.stop.abort(new Failure('stopped', t('stopped')))} size="compact-xs" variant="default">
              {t('stop')}
            </Button>
          </p>
          <Progress aria-label={t('sending', { name: under.file.name })} size="sm" value={(under.sent * 100) / under.file.size} />
        </>
      ) : (
        <>
          <p>{hint}</p>
          <p className="drop-line">
            <Button onClick={() => input.current?.click()} ref={button}>
              {t('choose')}
            </Button>
            <span className="quiet">{t('drop')}</span>
          </p>
          <input
            accept={endings}
            aria-hidden="true"
            hidden
            onChange={(event) => {
              take(event.currentTarget.files);
              // The same file chosen again, corrected meanwhile, is another choice.
              event.currentTarget.value = '';
              button.current?.focus();
            }}
            ref={input}
            tabIndex={-1}
            type="file"
          />
        </>
      )}
      {refused === undefined ? null : (
        <p className="wrong" role="alert">
          {refused}
        </p>
      )}
    </fieldset>
  );
}
