import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type SubmitEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Failure } from '../../client/failure.ts';
import { day } from '../format.ts';
import { tell } from '../tell.ts';
import type { Action, Ask } from './action.ts';
import { answered, startOf } from './answers.ts';
import { Consent, Waits } from './Consent.tsx';
import { Effects } from './Effects.tsx';
import { Field } from './Field.tsx';
import { t } from './text.ts';
import { besideFields, useAction } from './use-action.ts';

/** The record that somebody else changed meanwhile, with its revision now; undefined for any other failure, and where it is gone. */
function movedOn(failure: Failure | undefined): { readonly id: string; readonly current: number } | undefined {
  if (failure?.code !== 'engine.stale') return undefined;
  const { id, current } = failure.params as { readonly id: string; readonly current: number | null };
  return current === null ? undefined : { id, current };
}

/** The next open day, where the day that was answered is locked. */
const openDay = (failure: Failure | undefined): string | undefined =>
  failure?.code === 'accounting.periodLocked' ? (failure.params as { readonly nextOpenOn: string }).nextOpenOn : undefined;

/**
 * One action from question to done: asks what has to be said, shows what the engine says it would do, and does exactly
 * that. A refusal stands beside the field it is about, or above; nothing typed is lost. Ctrl Enter goes on, Escape back.
 */
export function ActionDialog({ action, close }: { readonly action: Action; readonly close: () => void }) {
  const asks = action.asks ?? [];
  const [answers, setAnswers] = useState(() => startOf(asks));
  // Decided on is what was there when the dialog opened, however fresh the page behind it is.
  const [seen, setSeen] = useState(action.expect);
  const { busy, preview, changed, failure, waits, look, confirm, reset } = useAction(seen ? { ...action, expect: seen } : action);
  const moved = useMemo(() => movedOn(failure), [failure]);
  const [reason, setReason] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const takes = useRef<HTMLButtonElement>(null);
  const unread = (a: Ask) => {
    const text = (answers[a.name] ?? '').trim();
    return text === '' ? undefined : a.unreadable?.(text);
  };
  const missing = asks.some((a) => (a.optional !== true && (answers[a.name] ?? '').trim() === '') || unread(a) !== undefined);
  const beside = besideFields(failure);
  const dayAsked = asks.find((a) => a.kind === 'day' && a.name === 'on');
  const offeredDay = dayAsked && openDay(failure);
  const above = failure && !asks.some((a) => beside[a.name] !== undefined) ? failure : undefined;

  const { length: questions } = asks;
  useEffect(() => {
    // Nothing to ask: the effects are the first thing to see.
    if (questions === 0) void look({});
  }, [questions, look]);

  const goOn = () => {
    if (busy || missing || waits) return;
    if (!preview) void look(answered(answers));
    else
      void confirm(reason.trim()).then((done) => {
        if (!done) return;
        tell(t('done', { verb: action.verb }));
        close();
      });
  };
  useHotkeys([['mod+Enter', goOn]], []);
  useEffect(() => {
    if (preview) button.current?.focus();
  }, [preview]);
  useEffect(() => {
    if (moved) takes.current?.focus();
  }, [moved]);
  const takeOver = () => {
    setSeen((known) => known?.map((e) => (e.id === moved?.id ? { ...e, revision: moved.current } : e)));
    reset();
    button.current?.focus();
  };
  const moveTo = (on: string) => {
    const moved = { ...answers, on };
    setAnswers(moved);
    void look(answered(moved));
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    goOn();
  };

  if (waits)
    return (
      <Modal closeButtonProps={{ 'aria-label': t('back') }} onClose={close} opened size="lg" title={action.verb}>
        <Waits close={close} waits={waits} />
      </Modal>
    );
  return (
    <Modal closeButtonProps={{ 'aria-label': t('back') }} onClose={close} opened size="lg" title={action.verb}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {asks.map((ask, i) => (
            <Field
              answer={answers[ask.name] ?? ''}
              ask={ask}
              first={i === 0}
              key={ask.name}
              refused={beside[ask.name] ?? unread(ask)}
              say={(value) => {
                setAnswers((known) => ({ ...known, [ask.name]: value }));
                reset();
              }}
            />
          ))}
          {moved ? (
            <Alert color="yellow" role="alert" title={t('stale')} variant="light">
              <p>{t('staleMore')}</p>
              <Button onClick={takeOver} ref={takes} size="xs" variant="default">
                {t('takeOver')}
              </Button>
            </Alert>
          ) : above ? (
            <Alert color="red" role="alert" title={t(above.code === 'fault' ? 'notSaved' : 'notPossible')} variant="light">
              {above.message}
              {offeredDay === undefined ? null : (
                <div>
                  <Button mt={8} onClick={() => moveTo(offeredDay)} size="xs" variant="default">
                    {t('moveTo', { day: day(offeredDay) })}
                  </Button>
                </div>
              )}
            </Alert>
          ) : null}
          {changed ? (
            <Alert color="yellow" role="alert" title={t('changed')} variant="light">
              {t('changedMore')}
            </Alert>
          ) : null}
          {preview ? <Effects preview={preview} /> : null}
          {preview?.approval ? <Consent needed={preview.approval} reason={reason} say={setReason} /> : null}
          <Group justify="flex-end">
            <Button onClick={close} variant="default">
              {t('back')}
            </Button>
            <Button
              color={action.grave ? 'red.9' : 'accent'}
              ref={button}
              disabled={missing || (questions === 0 && !preview)}
              loading={busy}
              type="submit"
            >
              {preview?.approval ? t('ask') : preview || questions === 0 ? action.verb : t('show')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
