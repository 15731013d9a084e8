import './first-run.css';
import { Alert, Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReadyCompany, SetupState } from '../../../preload/contract/setup.ts';
import { type DesktopCompany, desktopCompanies, onDesktop, openOnDesktop } from '../../client/desktop.ts';
import { asFailure } from '../../client/failure.ts';
import { enter, makeDemo, openCompany, setupState, useSetup } from '../../client/setup.ts';
import { NewCompany } from './NewCompany.tsx';
import { t } from './text.ts';

const LOOK_MS = 1000;

/** What a server without a company shows: the few questions a company begins with, or a file or the demo instead. */
export function FirstRun() {
  const secret = useSetup((s) => s.secret);
  return <main className="first-run">{secret === undefined && !onDesktop() ? <p className="quiet">{t('noLink')}</p> : <Choices />}</main>;
}

function Choices() {
  const [state, setState] = useState<SetupState>();
  const [busy, setBusy] = useState(false);
  const [sentence, setSentence] = useState<string>();
  /** What was refused of what stands below the questions. */
  const [instead, setInstead] = useState<string>();
  const [known, setKnown] = useState<readonly DesktopCompany[]>([]);
  const desktop = onDesktop();
  const fail = (error: unknown) => setSentence(asFailure(error).message);

  useEffect(() => {
    setupState().then(setState, fail);
    desktopCompanies().then(setKnown, fail);
  }, []);
  useEffect(() => {
    if (!busy) return;
    // What is being made says how far it is; a question that fails is asked again by the next.
    const timer = setInterval(() => {
      setupState().then(setState, () => undefined);
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [busy]);

  const go = async (work: () => Promise<ReadyCompany>) => {
    if (busy) return;
    setBusy(true);
    setInstead(undefined);
    try {
      enter(await work());
    } finally {
      setBusy(false);
    }
  };
  const goInstead = (work: () => Promise<ReadyCompany>) => {
    go(work).catch((error: unknown) => setInstead(asFailure(error).message));
  };
  const files = state?.files ?? [];
  const said = sentence ?? state?.trouble ?? undefined;
  return (
    <div className="first-run-page">
      <h1>{t('title')}</h1>
      <p className="quiet">{t('intro')}</p>
      {said === undefined ? null : (
        <Alert color="red" p="xs" role="alert" variant="light">
          {said}
        </Alert>
      )}
      {state === undefined ? null : <NewCompany busy={busy} go={go} />}
      {files.length > 0 || state?.demo || desktop ? (
        <section aria-labelledby="first-run-instead">
          <h2 id="first-run-instead">{t('instead')}</h2>
          {known.map(({ id, name }) => (
            <Button disabled={busy} key={id} onClick={() => openOnDesktop(id)} variant="default">
              {t('open', { file: name })}
            </Button>
          ))}
          {desktop ? (
            <Button disabled={busy} onClick={() => openOnDesktop('other')} variant="default">
              {t('openOther')}
            </Button>
          ) : null}
          {files.map((file) => (
            <Button disabled={busy} key={file} onClick={() => goInstead(() => openCompany(file))} variant="default">
              {t('open', { file })}
            </Button>
          ))}
          {state?.demo ? (
            <Button disabled={busy} onClick={() => goInstead(makeDemo)} title={t('demoHint')} variant="default">
              {t('demo')}
            </Button>
          ) : null}
          {instead === undefined ? null : (
            <Alert className="first-run-wide" color="red" p="xs" role="alert" variant="light">
              {instead}
            </Alert>
          )}
        </section>
      ) : null}
      <p className="quiet" role="status">
        {busy && state?.making ? t('making', { what: state.making }) : ''}
      </p>
    </div>
  );
}
